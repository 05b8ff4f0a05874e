"""Compose: a bound report becomes a document: the layout applied, headings numbered, every number made text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from reportctl.compose.front import composed_preamble, date_text
from reportctl.compose.narrative import block_of, numbered
from reportctl.compose.tables import table_block
from reportctl.compose.title import title_of
from reportctl.model.document import Attachment, AttachmentNote, Block, Document, Heading, Paragraph, Signature
from reportctl.model.figure import value_text
from reportctl.model.layout import Section, Table
from reportctl.model.placeholder import fill
from reportctl.model.report import Report, SectionText


def compose(report: Report, *, draft: bool = False) -> Document:
    """Build the document tree of a report.

    A report with an error finding composes too, for a draft: a placeholder that cannot be filled stays as written.
    """
    title, words = title_of(report)
    blocks = (*_preamble(report), *_body(report), *_end(report), *_attachments(report))
    issued = report.detail("date")
    return Document(
        title=title,
        title_words=words,
        blocks=blocks,
        agency=report.agency.text,
        year=report.year,
        name=title,
        issued=date.fromisoformat(issued) if issued else date(report.year, 12, 31),
        figures_sha256=figures_sha256(report),
        draft=draft,
    )


def figures_sha256(report: Report) -> str:
    """The hash of every figure and breakdown: SHA-256 over a line of name, state and value each, in form order."""
    lines = [f"{name}\t{report.value(name).state}\t{value_text(report.value(name))}" for name in report.layout.figures]
    for breakdown in report.breakdowns:
        lines.append(f"{breakdown.label}\t{breakdown.total.state}\t{value_text(breakdown.total)}")
        lines += [f"{breakdown.label}/{p.label}\t{p.value.state}\t{value_text(p.value)}" for p in breakdown.parts]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _preamble(report: Report) -> Iterator[Block]:
    if report.preamble is None:
        yield from composed_preamble(report, [fill(report, heading)[0] for heading, _, _ in _parts(report)])
        return
    for text in report.preamble:
        filled, bound = fill(report, text.text)
        yield Paragraph(filled, text.at, bound)


def _parts(report: Report) -> Iterator[tuple[str, SectionText | None, Section | None]]:
    """The sections to be printed: heading, text, and the section of the form.

    A section of the form whose text is missing is still printed where it has a table: a draft must show its figures.
    """
    for position, text in enumerate(report.sections, start=1):
        section = report.layout.section(text.id)
        if section is not None and report.layout.headings_fixed:
            yield section.title, text, section
        else:
            yield numbered(text.heading.text, position), text, section
    present = {text.id for text in report.sections}
    for section in report.layout.sections:
        if section.tables and not section.attachment and section.id not in present:
            yield section.title, None, section


def _body(report: Report) -> Iterator[Block]:
    for heading, text, section in _parts(report):
        filled, bound = fill(report, heading)
        yield Heading(1, filled, text.heading.at if text else None, bound)
        for paragraph in text.paragraphs if text else ():
            yield block_of(report, paragraph)
        if section is not None and not section.attachment:
            for table in _printed(report, section.tables):
                yield table_block(report, table, titled=False)


def _end(report: Report) -> Iterator[Block]:
    names = tuple(
        table.title
        for section in report.layout.sections
        if section.attachment
        for table in _printed(report, section.tables)
    )
    if names:
        yield AttachmentNote(names)
    if report.detail("date"):
        yield Signature(report.agency.text, date_text(report.detail("date")))


def _attachments(report: Report) -> Iterator[Block]:
    sections = [s for s in report.layout.sections if s.attachment and _printed(report, s.tables)]
    for index, section in enumerate(sections, start=1):
        yield Attachment("附件" if len(sections) == 1 else f"附件{index}")
        for table in _printed(report, section.tables):
            yield table_block(report, table, titled=True)


def _printed(report: Report, ids: tuple[str, ...]) -> list[Table]:
    tables = (report.layout.table(i) for i in ids)
    return [t for t in tables if t is not None and t.printed]
