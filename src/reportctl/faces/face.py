"""A typeface: its names, its glyphs and their measures, and a subset of it for embedding."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

import uharfbuzz as hb
from msgspec import Struct

from reportctl.faces.cff import with_cids

_REGULAR = 400.0
_PART = 1 << 21
"""How many bytes are read at a time to be hashed."""
_UNUSED_TABLES = [
    int.from_bytes(tag) for tag in (
        b"GSUB", b"GPOS", b"GDEF", b"BASE", b"kern", b"vhea", b"vmtx", b"VORG", b"DSIG",
        b"cmap", b"name", b"OS/2", b"post",
    )
]  # fmt: skip
"""A PDF names and places glyphs itself (PDF 32000-1, 9.9); these tables would only make it larger."""
_CUTTING = (
    hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NO_BIDI_CLOSURE
    | hb.SubsetFlags.NOTDEF_OUTLINE
    # Among some hundred glyphs of many thousand, what was shared is hardly ever used twice.
    | hb.SubsetFlags.DESUBROUTINIZE
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    | hb.SubsetFlags.DOWNGRADE_CFF2
)
"""Nothing but the glyphs asked for; from a CFF2 table a CFF one, whose glyphs have CIDs."""


class FaceError(Exception):
    """The file is no typeface that can be read."""


class Subset(Struct, frozen=True):
    """A part of a typeface, ready to be embedded.

    `data` is a bare CFF table where `cff` is true, else a TrueType file. `cids` has the number by which a character is
    called. `glyphs` leads from each number, counted from 0, to the glyph; a CFF table says that itself, there it is
    empty.
    """

    data: bytes
    cff: bool
    cids: Mapping[str, int]
    glyphs: tuple[int, ...]


class Ink(Struct, frozen=True):
    """The box of a glyph's ink in em, from the origin on the baseline: `left`, `top` (up), `width`, `height` (down)."""

    left: float
    top: float
    width: float
    height: float


class Face:
    """One face of a font file: OpenType with TrueType or CFF outlines, in a collection or not, variable or not.

    All measures are in em. Outputs name a face by `name` and `file`, never by its path.
    """

    def __init__(self, path: Path, index: int = 0) -> None:
        """Open face `index` of a file.

        Raises:
            FaceError: the file cannot be read, or it is no font.
        """
        try:
            blob = hb.Blob.from_file_path(path)
        except (OSError, hb.HarfBuzzError) as error:
            raise FaceError(path.name) from error
        self._path = path
        self._face = hb.Face(blob, index)
        if not self._face.glyph_count or not {"CFF ", "CFF2", "glyf"} & set(self._face.table_tags):
            raise FaceError(path.name)
        self._font = hb.Font(self._face)
        self._upem = self._face.upem
        self._sha256 = ""
        self._hashing = Lock()
        self._glyphs: dict[str, int | None] = {}
        self._advances: dict[int, float] = {}
        self._axes = {axis.tag: axis for axis in self._face.axis_infos}
        if "wght" in self._axes:
            self._font.set_variations({"wght": self._pinned_weight})

    @property
    def _pinned_weight(self) -> float:
        axis = self._axes["wght"]
        return float(min(max(_REGULAR, axis.min_value), axis.max_value))

    @property
    def file(self) -> str:
        """The file's name without its folder."""
        return self._path.name

    @cached_property
    def name(self) -> str:
        """The PostScript name, or the file's stem where it has none; of a variable face that of its regular weight."""
        name = self._named(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self._path.stem
        if "wght" in self._axes and self._pinned_weight == _REGULAR:
            prefix = self._named(hb.OTNameIdPredefined.VARIATIONS_PS_PREFIX) or name.partition("-")[0]
            return f"{prefix}-Regular"
        return name

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The family names in all languages of the name table."""
        wanted = (hb.OTNameIdPredefined.FONT_FAMILY, hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY)
        entries = [e for e in self._face.list_names() if e.name_id in wanted]
        names = (self._face.get_name(entry.name_id, entry.language) for entry in entries)
        return tuple(dict.fromkeys(name for name in names if name))

    def _named(self, name_id: int) -> str:
        return str(self._face.get_name(name_id, "en") or "")

    @cached_property
    def weight(self) -> int:
        """The weight class, 400 for regular and 700 for bold."""
        if self._axes:
            return int(self._pinned_weight) if "wght" in self._axes else int(_REGULAR)
        table = self._face.reference_table("OS/2").data
        return int(struct.unpack(">H", table[4:6])[0]) if len(table) >= 6 else int(_REGULAR)

    @property
    def sha256(self) -> str:
        """The hash of the whole file; whoever asks while another thread works it out waits for that."""
        with self._hashing:
            if not self._sha256:
                digest = hashlib.sha256()
                with self._path.open("rb", buffering=0) as stream:
                    # Each part is read and hashed without holding up the other threads.
                    while part := stream.read(_PART):
                        digest.update(part)
                self._sha256 = digest.hexdigest()
            return self._sha256

    @cached_property
    def coverage(self) -> int:
        """How many characters the face has."""
        return len(self._face.unicodes)

    def count(self, characters: Iterable[str]) -> int:
        """How many of these characters the face has."""
        return len(set(self._face.unicodes).intersection(map(ord, characters)))

    @cached_property
    def vertical(self) -> tuple[float, float]:
        """Ascent and descent in em, the descent negative."""
        extents = self._font.get_font_extents("ltr")
        return extents.ascender / self._upem, extents.descender / self._upem

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """The box of all glyphs: left, bottom, right, top."""
        left, bottom, right, top = struct.unpack(">4h", self._face.reference_table("head").data[36:44])
        return left / self._upem, bottom / self._upem, right / self._upem, top / self._upem

    def glyph(self, character: str) -> int | None:
        """The glyph of a character, or None."""
        if character not in self._glyphs:
            self._glyphs[character] = self._font.get_nominal_glyph(ord(character)) or None
        return self._glyphs[character]

    def glyphs(self, characters: Sequence[str]) -> list[int]:
        """The glyph of each character, 0 for one that the face lacks."""
        known = self._glyphs
        try:
            return [known[character] or 0 for character in characters]
        except KeyError:
            return [self.glyph(character) or 0 for character in characters]

    def advance(self, glyph: int) -> float:
        """The advance width of a glyph in em."""
        if glyph not in self._advances:
            self._advances[glyph] = self._font.get_glyph_h_advance(glyph) / self._upem
        return self._advances[glyph]

    def ink(self, glyph: int) -> Ink:
        """The box of a glyph's ink."""
        box = self._font.get_glyph_extents(glyph)
        if box is None:
            return Ink(0.0, 0.0, 0.0, 0.0)
        upem = self._upem
        return Ink(box.x_bearing / upem, box.y_bearing / upem, box.width / upem, -box.height / upem)

    def outline(self, glyph: int) -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
        """The outline of a glyph as moveTo, lineTo, qCurveTo, curveTo and closePath with points in em."""
        drawn: list[tuple[str, tuple[tuple[float, float], ...]]] = []
        upem = self._upem

        def keep(operator: str) -> object:
            def draw(*args: float) -> None:
                numbers = [arg / upem for arg in args[:-1]]
                drawn.append((operator, tuple(zip(numbers[::2], numbers[1::2], strict=True))))

            return draw

        funcs = hb.DrawFuncs()
        funcs.set_move_to_func(keep("moveTo"))
        funcs.set_line_to_func(keep("lineTo"))
        funcs.set_quadratic_to_func(keep("qCurveTo"))
        funcs.set_cubic_to_func(keep("curveTo"))
        funcs.set_close_path_func(keep("closePath"))
        self._font.draw_glyph(glyph, funcs, None)
        return tuple(drawn)

    def subset(self, characters: Sequence[str]) -> Subset:
        """Cut out the glyphs of these characters, no two of which share one, and .notdef.

        The characters are numbered as they come, from 1 on, unless the face has no way to number its glyphs. One that
        the face lacks has number 0.
        """
        plan = hb.SubsetPlan(self._face, self._wanted(characters))
        face = plan.execute()
        renumbered = dict(plan.old_to_new_glyph_mapping.items())
        cut = [renumbered[glyph] if glyph else 0 for glyph in self.glyphs(characters)]
        # Parts of other glyphs, which no character asked for, come last.
        order = dict.fromkeys([*filter(None, cut), *filter(None, sorted(renumbered.values()))])
        cids = dict(zip(order, range(1, len(order) + 1), strict=True))
        numbers = {c: cids[glyph] if glyph else 0 for c, glyph in zip(characters, cut, strict=True)}
        if "CFF " not in face.table_tags:
            return Subset(bytes(face.blob.data), cff=False, cids=numbers, glyphs=(0, *order))
        table = bytes(face.reference_table("CFF ").data)
        numbered = with_cids(table, [cids[glyph] for glyph in range(1, len(order) + 1)])
        if numbered is None:
            return Subset(table, cff=True, cids=dict(zip(characters, cut, strict=True)), glyphs=())
        return Subset(numbered, cff=True, cids=numbers, glyphs=())

    def _wanted(self, characters: Iterable[str]) -> hb.SubsetInput:
        wanted = hb.SubsetInput()
        # Asked for glyphs, it would turn round the whole character map of the face.
        wanted.unicode_set.update(map(ord, characters))
        wanted.flags = _CUTTING
        wanted.drop_table_tag_set.update(_UNUSED_TABLES)
        for tag in self._axes:
            if tag == "wght":
                wanted.pin_axis_location(self._face, tag, self._pinned_weight)
            else:
                wanted.pin_axis_to_default(self._face, tag)
        return wanted


def face_count(path: Path) -> int:
    """How many faces a file holds: more than 1 only in a collection, 0 if it cannot be read."""
    try:
        with path.open("rb") as stream:
            head = stream.read(12)
    except OSError:
        return 0
    if head[:4] == b"ttcf" and len(head) == 12:
        return int(struct.unpack(">I", head[8:])[0])
    return 1
