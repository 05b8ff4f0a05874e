"""Find a face for every role, and for every character the first face of the role's chain that has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pylopdf_fonts_zh_cn as bundled
from msgspec import Struct

from reportctl.faces.candidates import CANDIDATES, FALLBACKS, Candidate
from reportctl.faces.face import Face, FaceError, face_count
from reportctl.faces.folders import SUFFIXES, font_files, system_folders
from reportctl.faces.roles import FaceSettings, Role, Source
from reportctl.model.finding import Finding
from reportctl.model.location import KeyRef
from reportctl.model.pages import Pages
from reportctl.rules import out105_face_missing as out105

_REGULAR, _HEAVY = 400, 600
_TITLE_STROKE = 0.032
_HEADING_STROKE = 0.014
_DISPLAY = ("fzxb", "fzxiaobiaosong", "方正小标宋", "stzhongs")
"""Display faces are heavy by their design, whatever weight class they declare."""


class Served(Struct, frozen=True):
    """How a role is served: its face, where that is from and, if too light, the stroke in em that thickens it."""

    role: Role
    face: Face
    stroke: float
    source: Source


class Faces:
    """The faces of this machine by role. Faces are numbered; `all` holds them by number."""

    def __init__(self, chains: Mapping[Role, Sequence[Face]], sources: Mapping[Role, Source]) -> None:
        """Take the chain of each role, its own face first, then those that fill in, and where its own face is from."""
        self._sources = sources
        self.all: tuple[Face, ...] = tuple(dict.fromkeys(face for chain in chains.values() for face in chain))
        number = {face: i for i, face in enumerate(self.all)}
        self._strokes: dict[Role, float] = {}
        self._chains = {role: tuple(number[face] for face in chain) for role, chain in chains.items()}

    def chain(self, role: Role) -> tuple[int, ...]:
        """The numbers of the faces that a role takes its characters from: its own, then those that fill in."""
        return self._chains[role]

    def hash_ahead(self) -> None:
        """Begin to hash the files of the roles' own faces beside other work: a build needs the hashes last of all."""
        hashing = Thread(target=self._hash, name="hashing of faces", daemon=True)
        hashing.start()

    def _hash(self) -> None:
        for face in dict.fromkeys(served.face for served in self.served()):
            # A file that has gone meanwhile is told by whoever asks for its hash.
            with suppress(OSError):
                str(face.sha256)

    def find(self, role: Role, character: str) -> int | None:
        """The number of the first face in the role's chain that has the character, or None."""
        for number in self._chains[role]:
            if self.all[number].glyph(character) is not None:
                return number
        return None

    def served(self) -> tuple[Served, ...]:
        """Each role with its own face, in the order of the roles."""
        own = {role: self.all[self._chains[role][0]] for role in Role}
        return tuple(Served(role, face, self.stroke(role), self._sources[role]) for role, face in own.items())

    def filling_in(self) -> tuple[Face, ...]:
        """The faces that serve no role of their own but characters that others lack."""
        own = {served.face for served in self.served()}
        return tuple(face for face in self.all if face not in own)

    def stroke(self, role: Role) -> float:
        """The line width in em that thickens the role's face; 0 where the face is heavy enough."""
        if role not in self._strokes:
            self._strokes[role] = _stroke(role, self.all[self._chains[role][0]])
        return self._strokes[role]

    def used(self, pages: Pages) -> tuple[tuple[str, Face], ...]:
        """The faces that the pages are set in, by role; one that only fills in has the role `fallback`."""
        numbers = pages.faces_used()
        own = [(s.role.value, s.face) for s in self.served() if self.all.index(s.face) in numbers]
        known = {face for _, face in own}
        return (*own, *(("fallback", self.all[i]) for i in sorted(numbers) if self.all[i] not in known))


def _stroke(role: Role, face: Face) -> float:
    if face.weight >= _HEAVY or "bold" in face.name.lower() or face.file.lower().startswith(_DISPLAY):
        return 0.0
    if role is Role.TITLE:
        return _TITLE_STROKE
    return _HEADING_STROKE if role is Role.HEADING1 and face.name.startswith("Noto") else 0.0


def find_faces(settings: FaceSettings) -> tuple[Faces | None, tuple[Finding, ...]]:
    """Find the faces of all roles.

    The order is: what the project names, the licensed faces of the system, free ones installed there, and the faces
    that came with reportctl, so that any machine can build. A name that leads to no face is a finding (OUT105).
    """
    folders = [*(Path(folder) for folder in settings.folders), *(system_folders() if settings.system else ())]
    shelf = _Shelf(font_files(folders))
    findings = []
    chosen: dict[Role, Face] = {}
    for role, wish in settings.chosen.items():
        face = shelf.chosen(wish)
        if face is None:
            findings.append(_missing(settings, role, f"{role.label}“{wish}”"))
        else:
            chosen[role] = face
    if findings:
        return None, tuple(findings)
    serif, sans = shelf.open(bundled.serif_path()), shelf.open(bundled.sans_path())
    wide = [*(f for f in (serif, sans) if f), *(face for face, _ in shelf.present(FALLBACKS))]
    chains: dict[Role, tuple[Face, ...]] = {}
    sources: dict[Role, Source] = {}
    for role in Role:
        found = (chosen[role], Source.CONFIGURED) if role in chosen else next(shelf.present(CANDIDATES[role]), None)
        own, sources[role] = ([found[0]], found[1]) if found else ([], Source.BUNDLED)
        if role is Role.HEADING1 and sans is not None:
            own.append(sans)
        chains[role] = tuple(dict.fromkeys([*own, *wide]))
        if not chains[role]:
            findings.append(_missing(settings, role, role.label))
    return (None, tuple(findings)) if findings else (Faces(chains, sources), ())


def _missing(settings: FaceSettings, role: Role, what: str) -> Finding:
    return Finding(out105.RULE, KeyRef(settings.file, f"fonts.{role}"), {"role": what})


class _Shelf:
    """The font files found, and the faces opened from them so far, each once."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._open: dict[tuple[Path, int], Face | None] = {}

    def open(self, path: Path, index: int = 0) -> Face | None:
        key = path, index
        if key not in self._open:
            try:
                self._open[key] = Face(path, index)
            except FaceError:
                self._open[key] = None
        return self._open[key]

    def present(self, candidates: Iterable[Candidate]) -> Iterator[tuple[Face, Source]]:
        for candidate in candidates:
            path = self._files.get(candidate.file)
            if path is not None:
                face = self._face_of(path, candidate.family)
                if face is not None:
                    yield face, Source.FREE if candidate.free else Source.LICENSED

    def chosen(self, wish: str) -> Face | None:
        """The face of a configured path or family name, of a family the one nearest to regular weight."""
        path = Path(wish).expanduser()
        if path.suffix.lower() in SUFFIXES:
            return self._face_of(path if path.is_file() else self._files.get(path.name.lower(), path), "")
        family = [face for name in sorted(self._files) if (face := self._of_family(self._files[name], wish))]
        return min(family, key=lambda face: abs(face.weight - _REGULAR), default=None)

    def _face_of(self, path: Path, family: str) -> Face | None:
        """A file's face of this family, else its first face."""
        named = self._of_family(path, family) if family and face_count(path) > 1 else None
        return named or self.open(path)

    def _of_family(self, path: Path, family: str) -> Face | None:
        faces = (self.open(path, index) for index in range(face_count(path)))
        return next((face for face in faces if face is not None and family in (*face.families, face.name)), None)
