"""The sheets 正文 and 校核说明: what the report says in words, and which findings the agency accepts."""

from __future__ import annotations

from msgspec import Struct

from reportctl.bind.labels import normal, without_number
from reportctl.bind.listing import Line, Listing
from reportctl.bind.text import quoted, read_text, read_texts
from reportctl.model.finding import Finding
from reportctl.model.form import (
    ACCEPTANCE_HEADS,
    NARRATIVE_HEADS,
    NARRATIVE_JOIN,
    NARRATIVE_OWN,
    NARRATIVE_PARAGRAPH,
    NARRATIVE_PREAMBLE,
    NARRATIVE_SECTION,
)
from reportctl.model.layout import Layout
from reportctl.model.report import Acceptance, SectionText, Text
from reportctl.rules import rule

CATEGORY, CONTENT, ANSWERS = NARRATIVE_HEADS
CODE, FIGURE, REASON = ACCEPTANCE_HEADS

_CATEGORIES = {normal(word): word for word in (NARRATIVE_SECTION, NARRATIVE_PARAGRAPH, NARRATIVE_PREAMBLE)}
_JOINS = str.maketrans(dict.fromkeys(";\n", NARRATIVE_JOIN))


class Narrative(Struct, frozen=True):
    """The sections in the order of the workbook, and the preamble where the agency wrote its own."""

    sections: tuple[SectionText, ...]
    preamble: tuple[Text, ...] | None
    findings: tuple[Finding, ...]


class _Open(Struct):
    """A section whose paragraphs are still being read."""

    heading: Text
    ids: tuple[str, ...]
    paragraphs: list[Text] = []

    def close(self) -> SectionText:
        return SectionText(self.ids[0], self.heading, tuple(self.paragraphs), self.ids[1:])


def read_narrative(listing: Listing | None, layout: Layout) -> Narrative:
    """Read the narrative; text that stands in no section is a finding, so that nothing is lost unseen."""
    sections: list[_Open] = []
    preamble: list[Text] = []
    findings: list[Finding] = []
    for line in listing.lines() if listing else ():
        word = line.text(CATEGORY)
        category = _CATEGORIES.get(normal(word)) if word else NARRATIVE_PARAGRAPH
        if category == NARRATIVE_SECTION:
            opened, faults = _section(line, layout)
            sections.append(opened)
            findings += faults
            continue
        texts, doubts = read_texts(line.cell(CONTENT), line.ref(CONTENT))
        findings += doubts
        if category == NARRATIVE_PREAMBLE:
            preamble += texts
        elif category == NARRATIVE_PARAGRAPH and sections:
            sections[-1].paragraphs += texts
        elif texts or word:
            head = CATEGORY if category is None else CONTENT
            findings.append(Finding(rule("CEL107"), line.ref(head), {"raw": quoted(line.text(head))}))
    closed = tuple(section.close() for section in sections)
    return Narrative(closed, tuple(preamble) or None, tuple(findings))


def _section(line: Line, layout: Layout) -> tuple[_Open, list[Finding]]:
    at = line.ref(CONTENT)
    heading, found = read_text(line.cell(CONTENT), at)
    findings = list(found)
    choice = line.text(ANSWERS)
    if not choice:
        return _Open(heading or Text("", at), (_by_heading(heading.text if heading else "", layout),)), findings
    ids = []
    for entry in filter(None, (entry.strip() for entry in choice.translate(_JOINS).split(NARRATIVE_JOIN))):
        answered = _answered(entry, layout)
        if answered is None:
            findings.append(Finding(rule("CEL107"), line.ref(ANSWERS), {"raw": quoted(entry)}))
        else:
            ids.append(answered)
    return _Open(heading or Text("", at), tuple(dict.fromkeys(ids)) or ("",)), findings


def _answered(entry: str, layout: Layout) -> str | None:
    """The section that an entry of 法定内容 names, by its id or by its heading; None where it names none."""
    word, _, rest = entry.partition(" ")
    if normal(word) == normal(NARRATIVE_OWN):
        return rest.strip()
    if layout.section(word):
        return word
    return _by_heading(entry, layout) or None


def _by_heading(heading: str, layout: Layout) -> str:
    """The section whose heading, or an accepted variant of it, this is; an empty string for the agency's own."""
    wanted = without_number(heading)
    for section in layout.sections:
        if any(without_number(known) == wanted for known in (section.heading, *section.aliases)):
            return section.id
    return ""


def read_acceptances(listing: Listing | None) -> tuple[Acceptance, ...]:
    """The findings that the agency accepts, each with its reason."""
    return tuple(
        Acceptance(line.text(CODE).upper(), line.text(FIGURE), line.text(REASON), line.ref(CODE))
        for line in (listing.lines() if listing else ())
    )
