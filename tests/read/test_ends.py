"""The end of a sheet that an earlier workbook had as well is not read again, and that changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from packages import MAIN, SHEET_PART, package

from reportctl.model.source import Span, Workbook
from reportctl.read import ends
from reportctl.read.package import open_package
from reportctl.read.parts import read_contents
from reportctl.read.sheet import read_plain
from reportctl.read.workbook import read_workbook

ROW = '<row r="1"><c r="A1"><v>1</v></c><c r="B9"><v>2</v></c></row>'
RULE = '<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>A1&lt;0</formula></cfRule>'
FORMATS = f"{RULE}</conditionalFormatting>" * 60


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ends, "_ends", {})
    yield


def workbook(end: str, *, footer: str = "甲局", before: str = "", after: str = "") -> bytes:
    """A workbook whose sheet ends so, up to its footer."""
    printed = f"<headerFooter><oddHeader>{footer}</oddHeader></headerFooter>"
    sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{ROW}</sheetData>{end}{printed}{after}</worksheet>'
    return package({SHEET_PART: sheet})


def read(data: bytes) -> Workbook | None:
    return read_workbook(data, "a.xlsx")[0]


def elements_of(data: bytes) -> int:
    """How many elements a workbook counts when it is read, its sheet in one sweep."""
    opened = open_package(data)
    contents = read_contents(opened)
    assert read_plain(opened, contents.sheets[0], contents, 10) is not None
    return opened.elements


def test_an_end_seen_before_gives_the_same_merges_and_counts_the_same() -> None:
    end = f'<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B5:B9"/></mergeCells>{FORMATS}'
    counted = {elements_of(workbook(end, footer=footer)) for footer in "甲乙丙丁"}
    assert [known.plain for known in ends._ends.values() if known] == [True]
    assert len(counted) == 1
    found = read(workbook(end, footer="戊"))
    assert found is not None
    assert found.sheets[0].merges == (Span(1, 1, 2, 2), Span(5, 2, 9, 2))


def test_an_end_that_is_right_only_where_it_stood_is_read_every_time() -> None:
    torn = f"{FORMATS}</q><q>{FORMATS}"
    sound = [read(workbook(torn, before="<q>", after="</q>", footer=footer)) for footer in "甲乙丙"]
    assert all(sound)
    assert [known.plain for known in ends._ends.values() if known] == [False]
    assert read(workbook(torn)) is None


@pytest.mark.parametrize(("levels", "plain"), [(2, True), (3, False)])
def test_an_end_deeper_than_what_stands_for_the_rows_is_read_every_time(levels: int, plain: bool) -> None:
    end = "<q>" * levels + FORMATS + "</q>" * levels
    assert read(workbook(end)) == read(workbook(end)) is not None
    assert [known.plain for known in ends._ends.values() if known] == [plain]


@pytest.mark.parametrize("more", ["<formula>", "&bad;", '<mergeCell ref="?"/>', '<col min="1" max="1" hidden="1"/>'])
def test_an_end_with_more_than_is_remembered_is_read_alike_every_time(more: str) -> None:
    data = workbook(FORMATS + more)
    first = read_workbook(data, "a.xlsx")
    assert all(read_workbook(data, "a.xlsx") == first for _ in range(3))


def test_a_tag_that_gives_names_another_meaning_is_another_end() -> None:
    end = f"{FORMATS}<x:q/>"
    declared = f'<worksheet xmlns="{MAIN}" xmlns:x="u">'
    data = workbook(end)
    other = package(
        {SHEET_PART: f"{declared}<sheetData>{ROW}</sheetData>{end}<headerFooter></headerFooter></worksheet>"}
    )
    assert all((read(other), read(other)))
    assert read(data) is None
    assert read(data) is None


def test_few_and_short_ends_are_remembered() -> None:
    for number in range(9):
        for _ in range(2):
            assert read(workbook(f"{FORMATS}<q n='{number}'/>")) is not None
    assert len(ends._ends) == ends._REMEMBERED
    before = set(ends._ends)
    assert read(workbook(FORMATS * 20)) is not None
    assert read(workbook("<q/>")) is not None
    assert set(ends._ends) == before
