"""The report's sections against those of the form: which are there, under which heading, in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from reportctl.model.layout import Constraint, Section
from reportctl.model.location import FileRef, SheetRef
from reportctl.model.report import Report, SectionText

_NUMERALS = frozenset("一二三四五六七八九十")
_MARKS = str.maketrans(dict.fromkeys("“”‘’\"'「」《》()[]", ""))


def plain_heading(heading: str) -> str:
    """A heading for comparison: NFKC, without white space, its number, and brackets and quotation marks."""
    text = "".join(unicodedata.normalize("NFKC", heading).split())
    return text[_length_of_number(text) :].translate(_MARKS).rstrip("。.:")


def _length_of_number(text: str) -> int:
    """How many characters of a heading are its number: those of 一、 第一部分 or 1."""
    start = 1 if text.startswith("第") else 0
    end = start
    while text[end : end + 1] in _NUMERALS:
        end += 1
    if end == start:
        end = next((i for i, c in enumerate(text) if not c.isdecimal()), 0)
        return end + 1 if 0 < end <= 2 and text[end] in "、." else 0
    if end - start > 3:
        return 0
    named = text.startswith("部分", end)
    end += 2 * named
    if text[end : end + 1] in ("、", ".", ":"):
        return end + 1
    return end if start and named else 0


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


def in_order(report: Report) -> bool:
    """Whether the sections of the form stand in its order."""
    places = _places(report)
    return places == sorted(places)


def _places(report: Report) -> list[int]:
    place = {section.id: i for i, section in enumerate(form_sections(report))}
    return [place[text.id] for text in report.sections if text.id in place]


def keys(report: Report) -> list[str]:
    """What no two sections may share: the place in a prescribed form, else the very heading."""
    fixed = {section.id for section in report.layout.sections} if report.layout.headings_fixed else set[str]()
    return [text.id if text.id in fixed else plain_heading(text.heading.text) for text in report.sections]


def lacking(report: Report) -> tuple[Section, ...]:
    """The required sections of the form that the report does not have by themselves."""
    own = {text.id for text in report.sections}
    return tuple(section for section in form_sections(report) if section.required and section.id not in own)


def misplaced(report: Report) -> Iterator[tuple[SectionText, Section | None]]:
    """The sections that do not stand where the form has them, each with the one that it belongs after (None: first)."""
    form = form_sections(report)
    place = {section.id: i for i, section in enumerate(form)}
    known = [text for text in report.sections if text.id in place]
    present = {text.id for text in known}
    for index in sorted(out_of_order(_places(report))):
        before = [s for s in form[: place[known[index].id]] if s.id in present]
        yield known[index], before[-1] if before else None
