"""The report's text, searched for placeholders that cannot be filled."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from reportctl.model.location import CellRef
from reportctl.model.once import once
from reportctl.model.placeholder import Cause, Unfilled, placeholders, resolve
from reportctl.model.report import Report, Text


class UnfilledPlace(Struct, frozen=True):
    """A placeholder that cannot be filled, its cell and section, and the names that come near or that it could mean."""

    name: str
    at: CellRef
    section: str | None
    names: tuple[str, ...]


def texts(report: Report) -> Iterator[tuple[Text, str | None]]:
    """Every piece of text of the report with the id of its section: preamble, headings, paragraphs."""
    for text in report.preamble or ():
        yield text, None
    for section in report.sections:
        for text in (section.heading, *section.paragraphs):
            yield text, section.id or None


def unfilled(report: Report, cause: Cause) -> Iterator[UnfilledPlace]:
    """The placeholders that cannot be filled for one cause, each name once for each cell."""
    return (place for why, place in _unfilled(report) if why is cause)


@once
def _unfilled(report: Report) -> tuple[tuple[Cause, UnfilledPlace], ...]:
    faults: list[tuple[Cause, UnfilledPlace]] = []
    for text, section in texts(report):
        for name in dict.fromkeys(found.name for found in placeholders(text.text)):
            result = resolve(report, name)
            if isinstance(result, Unfilled):
                faults.append((result.cause, UnfilledPlace(name, text.at, section, result.names)))
    return tuple(faults)
