"""What formulas lean on: other files and themselves, told from what only looks like it."""

from __future__ import annotations

import pytest
from packages import with_rows

from reportctl.model.finding import Finding
from reportctl.model.location import CellRef
from reportctl.read.workbook import read_workbook


def remarks(*formulas: str) -> tuple[Finding, ...]:
    """What is said of formulas that stand in A1, A2 and so on, each with a stored result."""
    cells = (
        f'<row r="{i}"><c r="A{i}"><f>{formula.replace("&", "&amp;").replace("<", "&lt;")}</f><v>1</v></c></row>'
        for i, formula in enumerate(formulas, start=1)
    )
    workbook, findings = read_workbook(with_rows("".join(cells)), "a.xlsx")
    assert workbook is not None
    assert len(workbook.sheets[0].cells) == len(formulas)
    return findings


@pytest.mark.parametrize(
    "formula",
    [
        "[1]表一!C5",
        "'[1]表 一'!C5",
        "SUM('C:\\报表\\[2016.xlsx]表一'!$C$5:$C$9)",
        "[2016.xlsx]表一!C5+1",
        'WEBSERVICE("http://localhost/")',
        'RTD("a","b")',
        "cmd|'/C calc'!A0",
    ],
)
def test_a_value_from_elsewhere_is_a_warning_at_its_cell(formula: str) -> None:
    [finding] = remarks("1+1", formula, formula)
    assert (finding.rule.code, finding.at) == ("CEL118", CellRef("a.xlsx", "表", 2, 1))
    assert (finding.args["raw"], finding.args["count"]) == (f"={formula}"[:61], "2")


@pytest.mark.parametrize(
    "formula",
    ["SUM(B1:B9)", "表一!C5", "SUM(表[合计])", "SUM(表[[#This Row],[合计]])", '"[1]表!C5"', "B1<B2", 'IF(B1="|a",1,2)'],
)
def test_what_stays_in_the_workbook_is_not_remarked_on(formula: str) -> None:
    assert remarks(formula) == ()


@pytest.mark.parametrize(
    ("formulas", "cells"),
    [
        (["A1"], "A1"),
        (["A2", "A1+1"], "A1、A2"),
        (["SUM(A1:A3)"], "A1"),
        (["A2", "B1", "$A$4", "A3"], "A3、A4"),
        (["表!A2", "'表'!A1"], "A1、A2"),
        (["A2", "A3", "A4", "A5", "A6", "A1"], "A1、A2、A3、A4、A5"),
    ],
)
def test_a_circle_is_a_warning_that_names_its_cells(formulas: list[str], cells: str) -> None:
    [finding] = remarks(*formulas)
    assert finding.rule.code == "CEL119"
    assert finding.args["cells"] == cells


@pytest.mark.parametrize(
    "formulas", [["A2", "A3", "1"], ["SUM(A2:A3)", "B1", "B2"], ['"A1"'], ["LOG10(B1)"], ["其他!A1"], ["A1B"]]
)
def test_a_chain_is_no_circle(formulas: list[str]) -> None:
    assert remarks(*formulas) == ()


def test_thousands_of_formulas_over_each_other_are_let_be() -> None:
    assert remarks(*["SUM(A1:A3000)"] * 3_000) == ()
