"""Where a finding points, in the pieces that every format needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from reportctl.model.finding import Finding, Severity
from reportctl.model.location import CellRef, FileRef, KeyRef, Location, SheetRef


class Place(Struct, frozen=True):
    """A location in pieces; those that it does not have are None."""

    file: str
    sheet: str | None = None
    cell: str | None = None
    key: str | None = None


class Tally(Struct, frozen=True):
    """How many findings there are of each kind; suppressed ones count as nothing else."""

    errors: int
    warnings: int
    infos: int
    suppressed: int


def place_of(at: Location) -> Place:
    """Take a location apart."""
    match at:
        case CellRef(file, sheet):
            return Place(file, sheet, at.a1)
        case SheetRef(file, sheet):
            return Place(file, sheet)
        case KeyRef(file, key):
            return Place(file, key=key)
        case FileRef(file):
            return Place(file)


def cell_name(at: CellRef, beside: Location | None = None) -> str:
    """A cell as SHEET!CELL, with the file in front where it is not that of `beside`."""
    name = f"{at.sheet}!{at.a1}"
    return name if beside is None or place_of(beside).file == at.file else f"{at.file} {name}"


def tally(findings: Iterable[Finding]) -> Tally:
    """Count the findings by severity."""
    count = Counter(None if finding.suppressed else finding.grade for finding in findings)
    return Tally(count[Severity.ERROR], count[Severity.WARNING], count[Severity.INFO], count[None])


def by_file(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Each file with its findings in their order; the files in the order in which they are first named.

    Findings are gone through twice, and held only until all of their file have come: mostly one file's come together.
    """
    left = Counter(place_of(finding.at).file for finding in findings)
    held: dict[str, list[Finding]] = {}
    for finding in findings:
        file = place_of(finding.at).file
        held.setdefault(file, []).append(finding)
        left[file] -= 1
        while held and not left[first := next(iter(held))]:
            yield first, held.pop(first)
