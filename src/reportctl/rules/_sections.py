"""The report's sections against those of the form: which are there, under which heading, in which order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from reportctl.model.layout import Constraint, Section
from reportctl.model.location import FileRef, SheetRef
from reportctl.model.pattern import regex
from reportctl.model.report import Report, SectionText

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NUMBER = regex(rf"^(?:第?{_NUMERAL}(?:部分)?[、.:]|第{_NUMERAL}部分|\d{{1,2}}[、.])")
_MARKS = str.maketrans(dict.fromkeys("“”‘’\"'「」《》()[]", ""))


def plain_heading(heading: str) -> str:
    """A heading for comparison: NFKC, without white space, its number, and brackets and quotation marks."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", heading))
    return _NUMBER.sub("", text).translate(_MARKS).rstrip("。.:")


def form_sections(report: Report) -> tuple[Section, ...]:
    """The sections of the form that stand in the body of the report."""
    return tuple(s for s in report.layout.sections if not s.attachment)


def own_section(report: Report, section: Section) -> SectionText | None:
    """The section of the report that stands for one of the form, or None."""
    return next((text for text in report.sections if text.id == section.id), None)


def host_of(report: Report, section: Section) -> SectionText | None:
    """The section of the report that treats an item of the form besides its own.

    Either the workbook says so, or one of the item's keywords occurs in its heading or in its text.
    """
    for text in report.sections:
        if section.id in text.also:
            return text
    for text in report.sections:
        words = unicodedata.normalize("NFKC", "".join((text.heading.text, *(p.text for p in text.paragraphs))))
        if any(keyword in words for keyword in section.keywords):
            return text
    return None


def structure(report: Report, *checks: str) -> Constraint | None:
    """The layout's first constraint on the structure of the report that asks for one of these checks."""
    found = (c for c in report.layout.of_kind("structure") if c.params.get("check") in checks)
    return next(found, None)


def structures(report: Report, check: str) -> Iterator[tuple[Constraint, Section, SectionText]]:
    """The constraints that ask for a check of one section, with that section where the report has it."""
    for constraint in report.layout.of_kind("structure"):
        section = report.layout.section(str(constraint.params.get("section", "")))
        text = own_section(report, section) if section else None
        if constraint.params.get("check") == check and section is not None and text is not None:
            yield constraint, section, text


def narrative_place(report: Report) -> SheetRef | FileRef:
    """The sheet of the narrative, or the file where the report has no section at all."""
    if not report.sections:
        return FileRef(report.file)
    at = report.sections[0].heading.at
    return SheetRef(at.file, at.sheet)


def out_of_order(positions: Sequence[int]) -> frozenset[int]:
    """The indexes of a sequence that lie outside a longest increasing run of it: the fewest that must move."""
    best: list[list[int]] = []
    for index, position in enumerate(positions):
        runs = (best[i] for i in range(index) if positions[i] <= position)
        best.append([*max(runs, key=len, default=[]), index])
    kept = max(best, key=len, default=[])
    return frozenset(range(len(positions))) - frozenset(kept)


def misplaced(report: Report) -> Iterator[tuple[SectionText, Section | None]]:
    """The sections that do not stand where the form has them, each with the one that it belongs after (None: first)."""
    form = form_sections(report)
    place = {section.id: i for i, section in enumerate(form)}
    known = [text for text in report.sections if text.id in place]
    present = {text.id for text in known}
    for index in sorted(out_of_order([place[text.id] for text in known])):
        before = [s for s in form[: place[known[index].id]] if s.id in present]
        yield known[index], before[-1] if before else None
