"""The tags of a finished PDF, read by pikepdf: what level A of PDF/A-2 adds to level U, and what readers aloud rely on.

Level A adds little that a program can see (ISO 19005-2, 6.2.11.7.3 and 6.7): the file says that it is tagged, it has a
structure tree of standard types, its language is named as RFC 3066 has it, and no character of private use is shown.
The rest are the checkpoints of the Matterhorn Protocol that apply to a report: content is either in the tree or an
artifact (01), headings skip no level (14), rows close their tables and heads have a scope (15), the reading order is
that of the pages (09), the title is shown (07), and tabs follow the structure (28).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import pikepdf

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_GROUPING = {"Document", "Part", "Art", "Sect", "Div", "Table", "TR", "THead", "TBody", "TFoot"}
_STANDARD = _GROUPING | {"P", "H1", "H2", "H3", "H4", "H5", "H6", "TH", "TD", "Caption", "Lbl", "LBody", "L", "LI"}
_PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI", "INLINE IMAGE"}
_PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "Table": {"Document", "Sect", "Div"},
}
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_NOT_CHARACTERS = re.compile("[\0\ufeff\ufffe]")
_ENTRY = re.compile(rb"^<[0-9A-F]+> <([0-9A-F]+)>$", re.MULTILINE)


def faults(data: bytes) -> list[str]:
    """What is wrong with the tags of a PDF, each in a few words."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root or "/K" not in pdf.Root.StructTreeRoot:
            return ["no structure tree"]
        elements = list(_walk(pdf.Root.StructTreeRoot.K, pdf.Root.StructTreeRoot, ""))
        found = [*_document(pdf), *_types(pdf, elements), *_headings(elements), *_tables(elements), *_values(pdf)]
        return [*found, *_content(pdf, elements), *_annotations(pdf)]


def _walk(kids: pikepdf.Object, parent: pikepdf.Object, above: str) -> Iterator[tuple[pikepdf.Object, str, bool]]:
    """Each element with its parent's type, and whether it names its parent rightly."""
    for kid in _listed(kids):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            right = "/P" in kid and kid.P.objgen == parent.objgen
            yield kid, above, right
            if "/K" in kid:
                yield from _walk(kid.K, kid, str(kid.S)[1:])


def _listed(kids: pikepdf.Object) -> list[pikepdf.Object]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not _flag(root, "MarkInfo", "Marked"):
        yield "not said to be tagged"
    if not _LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield "no language"
    if not _flag(root, "ViewerPreferences", "DisplayDocTitle"):
        yield "the title is not shown"
    if any(page.get("/Tabs") != "/S" for page in pdf.pages):
        yield "tabs do not follow the structure"


def _flag(root: pikepdf.Object, dictionary: str, name: str) -> bool:
    return f"/{dictionary}" in root and bool(root[f"/{dictionary}"].get(f"/{name}", False))


def _types(pdf: pikepdf.Pdf, elements: list[tuple[pikepdf.Object, str, bool]]) -> Iterator[str]:
    if "/RoleMap" in pdf.Root.StructTreeRoot:
        yield "types are mapped"
    for element, above, right in elements:
        kind = str(element.S)[1:]
        if kind not in _STANDARD:
            yield f"{kind} is no standard type"
        if above not in _PARENTS.get(kind, {above}):
            yield f"{kind} in {above or 'the root'}"
        if not right:
            yield f"a {kind} does not name its parent"


def _headings(elements: list[tuple[pikepdf.Object, str, bool]]) -> Iterator[str]:
    levels = [int(str(e.S)[2]) for e, _, _ in elements if re.fullmatch(r"/H[1-6]", str(e.S))]
    if levels[:1] != [1]:
        yield "no title"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield "a level of headings is skipped"


def _tables(elements: list[tuple[pikepdf.Object, str, bool]]) -> Iterator[str]:
    for table in (element for element, _, _ in elements if element.S == "/Table"):
        rows = [list(_listed(row.K)) for row in _listed(table.K)]
        cells = [cell for row in rows for cell in row]
        if not any(cell.S == "/TH" for cell in cells):
            yield "a table without heads"
        if any(cell.S == "/TH" and _attribute(cell, "Scope", "") not in ("/Row", "/Column", "/Both") for cell in cells):
            yield "a head without scope"
        if not _closed(rows):
            yield "a table that does not close"


def _attribute(cell: pikepdf.Object, name: str, default: object) -> object:
    attributes = cell.get("/A", pikepdf.Dictionary())
    value = attributes.get(f"/{name}", default)
    return str(value) if isinstance(value, pikepdf.Name) else value


def _closed(rows: list[list[pikepdf.Object]]) -> bool:
    """Whether each place of the table belongs to exactly one cell, cells being laid from the left into free places."""
    taken: set[tuple[int, int]] = set()
    count = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            across, down = (int(str(_attribute(cell, name, 1))) for name in ("ColSpan", "RowSpan"))
            places = {(number + r, column + c) for r in range(down) for c in range(across)}
            if places & taken or number + down > len(rows):
                return False
            taken |= places
            count += len(places)
    widths = {max(c for r, c in taken if r == number) + 1 for number in range(len(rows)) if rows} if taken else {0}
    return len(widths) == 1 and count == len(rows) * widths.pop()


def _values(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Unicode values that level U forbids, and characters of private use, which level A wants explained."""
    claimed = re.search(r"conformance>(\w)<", pdf.Root.Metadata.read_bytes().decode())
    for number, font in _fonts(pdf).items():
        values = [bytes.fromhex(v.decode()).decode("utf-16-be") for v in _ENTRY.findall(font.ToUnicode.read_bytes())]
        text = "".join(values)
        if not values:
            yield f"font {number} has no Unicode values"
        if _NOT_CHARACTERS.search(text):
            yield "a code stands for no character"
        if claimed and claimed[1] == "A" and _PRIVATE.search(text):
            yield "a character of private use at level A"


def _fonts(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    fonts = (font for page in pdf.pages for font in page.Resources.get("/Font", pikepdf.Dictionary()).values())
    return {font.objgen[0]: font for font in fonts}


def _content(pdf: pikepdf.Pdf, elements: list[tuple[pikepdf.Object, str, bool]]) -> Iterator[str]:
    """Whether all that is painted is in the tree once or an artifact, and comes in the order of the tree."""
    owners: dict[tuple[int, int], int] = {}
    numbers: dict[int, int] = {page.obj.objgen[0]: index for index, page in enumerate(pdf.pages)}
    for order, (element, _, _) in enumerate(elements):
        for kid in _listed(element.K) if "/K" in element else []:
            alone = not isinstance(kid, pikepdf.Dictionary)
            if alone or "/MCID" in kid:
                page_of = element if alone or "/Pg" not in kid else kid
                owners[numbers[page_of.Pg.objgen[0]], int(str(kid if alone else kid.MCID))] = order
    tree = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(str(tree[i])): list(tree[i + 1]) for i in range(0, len(tree), 2)}
    shown: list[tuple[int, int]] = []
    for index, page in enumerate(pdf.pages):
        marks, stray = _marked(page)
        if stray:
            yield "something is painted outside all marked content"
        shown += [(index, mark) for mark in marks]
        named = parents.get(int(str(page.get("/StructParents", -1))), [])
        for mark in marks:
            owner = owners.get((index, mark))
            if owner is None or mark >= len(named) or named[mark].objgen != elements[owner][0].objgen:
                yield "marked content is not in the tree"
    if len(set(shown)) != len(shown) or set(shown) != set(owners):
        yield "the tree and the pages have not the same content"
    places = [owners[place] for place in shown if place in owners]
    if places != sorted(places):
        yield "the order of the tree is not that of the pages"


def _marked(page: pikepdf.Page) -> tuple[list[int], bool]:
    """The ids of a page's marked content, and whether anything is painted outside it."""
    marks: list[int] = []
    open_tags: list[bool] = []
    stray = False
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BMC", "BDC"):
            artifact = str(instruction.operands[0]) == "/Artifact"
            properties = instruction.operands[1] if operator == "BDC" else pikepdf.Dictionary()
            if "/MCID" in properties:
                marks.append(int(properties.MCID))
            stray |= bool(open_tags)
            open_tags.append(artifact or "/MCID" in properties)
        elif operator == "EMC":
            open_tags.pop()
        elif operator in _PAINTING and not any(open_tags):
            stray = True
    return marks, stray


def _annotations(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        images = page.Resources.get("/XObject", pikepdf.Dictionary()).values()
        if any(image.get("/Subtype") == "/Image" for image in images) or "/Annots" in page:
            yield "a picture or an annotation without a description"
