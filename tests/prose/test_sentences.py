"""Sentences of our own against what a careful reader would say about them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace
from textreport import PLAIN, text_report

from reportctl.check import JUDGES
from reportctl.model.layout import Layout
from reportctl.read.layout import read_layouts
from reportctl.resources import builtin_layouts

FOLDER = Path(__file__).parent / "sentences"
LAYOUTS: dict[str, Layout] = {layout.id: layout for layout in read_layouts(builtin_layouts())[0]}
ON_PROSE = [judge for rule, judge in JUDGES if rule.code.startswith(("TXT2", "TXT3"))]
FEWEST = 800


@dataclass(frozen=True)
class Case:
    """A text, the form and the figures that it stands beside, and what has to be said of it."""

    text: str
    finds: list[str]
    form: str | None = None
    year: int = 2017
    values: dict[str, int] = field(default_factory=dict)
    previous: dict[str, int] | None = None


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.toml")):
        for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
            settings = {key: value for key, value in group.items() if key != "sentences"}
            for text, *finds in group["sentences"]:
                yield Case(text, finds, **settings)


CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[-40:])
def test_sentence(case: Case) -> None:
    form = LAYOUTS[case.form] if case.form else PLAIN
    agency = "清水区人民政府"
    report = text_report(*case.text.split("¶"), form=form, year=case.year, values=case.values, agency=agency)
    if case.previous is not None:
        before = text_report(form=form, year=case.year - 1, values=case.previous, agency=agency)
        report = replace(report, previous=before)
    found = [f"{f.rule.code} {f.grade.value}" for judge in ON_PROSE for f in judge(report)]
    assert found == case.finds, [f.message("zh") for judge in ON_PROSE for f in judge(report)]


def test_there_are_many_and_no_two_are_the_same() -> None:
    assert len(CASES) >= FEWEST
    assert len({(case.text, case.form, case.year) for case in CASES}) == len(CASES)
