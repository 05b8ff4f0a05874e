"""Annotate: a copy of a workbook that says its findings: a note on each cell, and a sheet that lists them.

Only the parts of the package that change are written anew; every other part is copied byte for byte, so that what this
program knows nothing of (pictures, conversations, macros, validations) is neither lost nor altered.
"""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from reportctl.annotate.listing import listing
from reportctl.annotate.notes import MAIN, Note, add_notes, empty_notes
from reportctl.annotate.package import MAX_TREE, NO_NOTES, Package, Unsuited
from reportctl.annotate.relations import OFFICE, Relations, declare
from reportctl.annotate.sheet import read_sheet
from reportctl.annotate.styles import PLAIN, Styles, add_styles
from reportctl.annotate.text import unescaped
from reportctl.annotate.vml import decoded, empty_drawing, redrawn
from reportctl.model.annotation import SHEET_FINDINGS, Annotation, Remark
from reportctl.model.finding import Severity, Words

_BOOK = "xl/workbook.xml"


class Annotated(Struct, frozen=True):
    """The copy, or the cause why there is none. `plain` names sheets that take no notes, with the cause."""

    data: bytes | None
    cause: Words | None = None
    plain: tuple[tuple[str, Words], ...] = ()


def annotate(data: bytes, annotation: Annotation) -> Annotated:
    """Write a workbook's findings into a copy of it.

    `data` has been read by the reader before, whose guard stands between this and hostile files. The same workbook and
    findings give the same bytes; notes and the list of an earlier annotation are replaced.
    """
    try:
        book = _Workbook(data)
        threads, plain = book.add_notes(annotation)
        book.add_listing(annotation, threads)
        return Annotated(book.package.to_bytes(), plain=plain)
    except Unsuited as unsuited:
        return Annotated(None, unsuited.cause)


class _Workbook:
    """A workbook while its copy is made."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        if _BOOK not in self.package:
            raise Unsuited(*NO_NOTES)
        self._relations = Relations(self.package, _BOOK)
        self._root = self.package.tree(_BOOK)
        sheets = self._root.find(f"{{{MAIN}}}sheets")
        if sheets is None:
            raise Unsuited(
                "它是 Strict Open XML 工作簿，不能加批注，请另存为普通的 .xlsx",
                "it is a Strict Open XML workbook, which takes no notes; save it as a usual .xlsx",
            )
        self._sheets = sheets
        self._parts = {
            unescaped(str(sheet.get("name", ""))): self._relations.target(str(sheet.get(f"{{{OFFICE}}}id", "")))
            for sheet in sheets
        }

    def add_notes(self, annotation: Annotation) -> tuple[frozenset[tuple[str, str]], tuple[tuple[str, Words], ...]]:
        """Write every sheet's notes; returns the cells whose conversation was left alone, and sheets left plain."""
        notes = _notes(annotation.remarks)
        threads: set[tuple[str, str]] = set()
        plain = []
        for name, part in self._parts.items():
            if part is None or part not in self.package or name == SHEET_FINDINGS:
                continue
            try:
                threads |= {(name, ref) for ref in self._annotate_sheet(part, notes.get(name, {}))}
            except Unsuited as unsuited:
                if name in notes:
                    plain.append((name, unsuited.cause))
        return frozenset(threads), tuple(plain)

    def _annotate_sheet(self, part: str, notes: dict[str, Note]) -> frozenset[str]:
        relations = Relations(self.package, part)
        existing = relations.of_kind("comments")
        if not notes and existing is None:
            return frozenset()
        tree = self.package.tree(existing) if existing else empty_notes()
        before = etree.tostring(tree)
        placed = add_notes(tree, notes)
        if etree.tostring(tree) == before:
            return placed.threads
        sheet = read_sheet(self.package.read(part))
        drawn = relations.target(sheet.drawing) if sheet.drawing else None
        text = decoded(self.package.read(drawn, MAX_TREE)) if drawn else empty_drawing()
        added = {ref: note for ref, note in notes.items() if ref in placed.own}
        longer = {ref: note for ref, note in notes.items() if ref in placed.grown}
        text = redrawn(text, placed.gone, longer, added, sheet.geometry)
        if existing is None:
            existing = self.package.unused("xl/comments{}.xml")
            relations.add("comments", existing)
            declare(self.package, "comments", existing)
        self.package.put_tree(existing, tree)
        if drawn is None:
            drawn = self.package.unused("xl/drawings/vmlDrawing{}.vml")
            self.package.put(part, sheet.with_drawing(relations.add("vmlDrawing", drawn)))
            declare(self.package, "vmlDrawing", drawn)
        self.package.put(drawn, text.encode())
        return placed.threads

    def add_listing(self, annotation: Annotation, threads: frozenset[tuple[str, str]]) -> None:
        """Add the sheet that lists the findings behind all others, or write it anew."""
        sheet = listing(annotation, self._styles(), threads)
        part = self._parts.get(SHEET_FINDINGS)
        if part is not None and self._is_ours(part):
            self.package.put(part, sheet)
            return
        part = self.package.unused("xl/worksheets/reportctl{}.xml")
        self.package.put(part, sheet)
        declare(self.package, "worksheet", part)
        numbers = [int(number) for s in self._sheets if (number := str(s.get("sheetId", ""))).isdecimal()]
        attributes = {"name": self._free_name(), "sheetId": str(max(numbers, default=0) + 1)}
        element = etree.SubElement(self._sheets, f"{{{MAIN}}}sheet", attributes, nsmap={"r": OFFICE})
        element.set(f"{{{OFFICE}}}id", self._relations.add("worksheet", part))
        self.package.put_tree(_BOOK, self._root)

    def _styles(self) -> Styles:
        part = self._relations.of_kind("styles")
        if part is None or part not in self.package:
            return PLAIN
        tree = self.package.tree(part)
        styles = add_styles(tree)
        self.package.put_tree(part, tree)
        return styles

    def _is_ours(self, part: str) -> bool:
        """Whether a sheet of the list's name is the list of an earlier annotation: its first cell says so."""
        first = self.package.tree(part).find(f".//{{{MAIN}}}c[@r='A1']")
        if first is None:
            return False
        if first.get("t") == "s":
            index, strings = first.findtext(f"{{{MAIN}}}v") or "", self._relations.of_kind("sharedStrings")
            items = list(self.package.tree(strings)) if strings else []
            if not index.isdecimal() or int(index) >= len(items):
                return False
            first = items[int(index)]
        return "".join(text.text or "" for text in first.iter(f"{{{MAIN}}}t")).startswith(SHEET_FINDINGS)

    def _free_name(self) -> str:
        taken = {name.casefold() for name in self._parts}
        number, name = 1, SHEET_FINDINGS
        while name.casefold() in taken:
            number += 1
            name = f"{SHEET_FINDINGS} ({number})"
        return name


def _notes(remarks: tuple[Remark, ...]) -> dict[str, dict[str, Note]]:
    """The notes by sheet and cell; several findings of a cell share one, the gravest first."""
    order = list(Severity)
    pieces: dict[tuple[str, str], list[tuple[Severity, str, str]]] = {}
    for remark in remarks:
        if remark.at is not None and remark.grade is not None:
            piece = remark.grade, remark.head, remark.note
            pieces.setdefault((remark.at.sheet, remark.at.a1), []).append(piece)
    found: dict[str, dict[str, Note]] = {}
    for (sheet, ref), said in pieces.items():
        said.sort(key=lambda item: order.index(item[0]))
        found.setdefault(sheet, {})[ref] = Note(ref, said[0][0], tuple(said))
    return found
