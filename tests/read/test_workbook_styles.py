"""What was read of the styles of a workbook is remembered for the next one that has the same."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest
from packages import MAIN, SHEET_PART, STYLES, STYLES_PART, package, read_sheet_of, sheet_xml

from reportctl.model.source import Percentage
from reportctl.read import parts
from reportctl.read.package import open_package
from reportctl.read.parts import read_contents


def _shown_with(number: str, padding: str = "") -> object:
    """What 0.5 is read as in the first style of a workbook whose first style has this number format."""
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="{number}"/></cellXfs>{padding}</styleSheet>'
    sheet = sheet_xml('<row r="1"><c r="A1" s="0"><v>0.5</v></c></row>')
    found = read_sheet_of(package({STYLES_PART: styles, SHEET_PART: sheet})).at(1, 1)
    return type(found.content) if found else None


def test_what_is_remembered_of_styles_is_that_of_the_same_styles_and_little() -> None:
    turns = [("9", Percentage), ("0", Decimal), ("14", time), ("10", Percentage), ("1", Decimal), ("9", Percentage)]
    for number, kind in (*turns, *turns):
        assert _shown_with(number) is kind
    assert len(parts._REMEMBERED) == parts._MOST_REMEMBERED
    before = set(parts._REMEMBERED)
    assert _shown_with("9", f"<!--{'x' * parts._MAX_REMEMBERED}-->") is Percentage
    assert set(parts._REMEMBERED) == before


def test_remembered_styles_count_towards_the_limit_of_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    data = package()
    assert read_contents(open_package(data)).formats
    again = open_package(data)
    read_contents(again)
    monkeypatch.setattr(parts, "_REMEMBERED", {})
    afresh = open_package(data)
    read_contents(afresh)
    assert again.elements == afresh.elements > STYLES.count("<xf ")
