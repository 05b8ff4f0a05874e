"""Trace: where a number stands in the reports that were asked for, from the cell to the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportctl.check.reckon import reckonings
from reportctl.driver.batch import asker
from reportctl.driver.hands import Hands
from reportctl.driver.inputs import paper, select
from reportctl.driver.project import Project
from reportctl.driver.unit import Paper, Settings, read_report
from reportctl.model.document import Document, Heading, Paragraph, TableBlock
from reportctl.model.finding import Finding
from reportctl.model.report import Report
from reportctl.prose.trace import Place, Sought, Standing, Traced, trace

if TYPE_CHECKING:
    from reportctl.faces import Faces
    from reportctl.model.pages import Pages


class Search(Struct, frozen=True):
    """What came of a search: the reports that were read, in order, and why others were not.

    `asked` counts the workbooks and years that were asked for; `set` says whether pages could be looked up.
    """

    reports: tuple[Traced, ...]
    findings: tuple[Finding, ...]
    asked: int
    set: bool


def search(project: Project, targets: Sequence[str], number: Sought) -> Search:
    """Look for a number in every report that was asked for; what holds it is set, so that its pages are known."""
    with Hands(Settings(project.layouts, project.config), None) as hands:
        selection = select(project, targets, asker(hands, lambda _: None))
    findings = [*selection.missing, *(f for claim in selection.claims for f in claim.answer.findings)]
    reports: list[Traced] = []
    pager = _Pager(project)
    for claim in selection.claims:
        read = paper(claim.source)
        if claim.answer.year is None or not isinstance(read, Paper):
            continue
        report, doubts = read_report(project.layouts, read)
        if report is None:
            findings += doubts
            continue
        places = tuple(_reckoned(report, place) for place in trace(report, number))
        reports.append(Traced(claim.source.shown, report.agency.text, report.year, pager.paged(report, places)))
    asked = len(selection.claims) + len(selection.missing)
    return Search(tuple(reports), tuple(findings), asked, pager.able)


def _reckoned(report: Report, place: Place) -> Place:
    """A place with the relations that its cell takes part in; a sentence takes part in none."""
    if place.standing is Standing.SENTENCE or place.at is None:
        return place
    return replace(place, reckonings=reckonings(report, place.at))


class _Pager:
    """Finds pages; faces are looked for once, and only if there is something to be set."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._faces: Faces | None = None
        self._looked = False
        self.able = True

    def paged(self, report: Report, places: tuple[Place, ...]) -> tuple[Place, ...]:
        """The places with their pages in the report as it would be built now."""
        if not places:
            return places
        faces = self._found()
        if faces is None:
            self.able = False
            return places
        from reportctl.compose import compose
        from reportctl.typeset import typeset

        document = compose(report)
        pages, _ = typeset(document, faces)
        return tuple(replace(place, pages=tuple(sorted(set(_pages(document, pages, place))))) for place in places)

    def _found(self) -> Faces | None:
        if not self._looked:
            from reportctl.driver.fonts import project_faces

            self._faces, self._looked = project_faces(self._project)[0], True
        return self._faces


def _pages(document: Document, pages: Pages, place: Place) -> Iterator[int]:
    if place.printed is not None:
        yield from _text_pages(document, pages, place)
    elif place.standing in (Standing.CELL, Standing.TOTAL):
        yield from _cell_pages(document, pages, place)


def _text_pages(document: Document, pages: Pages, place: Place) -> Iterator[int]:
    """The page of the line in which the number begins."""
    printed = place.printed
    for block, lines in zip(document.blocks, pages.texts, strict=True):
        if printed is None or not isinstance(block, Heading | Paragraph) or block.at != place.at:
            continue
        if not block.text.endswith(printed.paragraph):
            continue
        start = printed.start + len(block.text) - len(printed.paragraph)
        yield from (line.page + 1 for line in lines if line.start <= start < line.end)


def _cell_pages(document: Document, pages: Pages, place: Place) -> Iterator[int]:
    tables = [block for block in document.blocks if isinstance(block, TableBlock)]
    for number, page in enumerate(pages.pages, start=1):
        for box in page.boxes:
            if not box.continued and tables[box.table].cells[box.cell].figure == place.figure:
                yield number
