import re

import pytest
from msgspec.structs import replace
from scaffold_forms import FORM, LIST, MATRIX, RECORD, layout_of, operands, relation, sheet, written

from reportctl.model.finding import Severity
from reportctl.model.layout import Op, Operand, Relation
from reportctl.scaffold.marks import Mark, marks

CELLS = {"p": (6, 3), "q": (7, 3), "s": (9, 3), "t": (10, 3), "u": (6, 5), "v": (6, 4)}


def mark_of(found: Relation) -> Mark:
    (mark,) = marks(replace(FORM, relations=(found,)), CELLS)
    return mark


def test_a_total_is_painted_while_its_parts_do_not_add_up() -> None:
    mark = mark_of(relation(operands("q", "s", "t"), Op.EQ, operands("p"), "p"))
    assert mark == Mark(("$C$6",), "ROUND(SUM($C$7,$C$9:$C$10)-SUM($C$6),6)<>0", grave=True)


def test_parts_in_a_row_run_together() -> None:
    mark = mark_of(relation(operands("p", "v"), Op.EQ, operands("u"), "u"))
    assert mark == Mark(("$E$6",), "ROUND(SUM($C$6:$D$6)-SUM($E$6),6)<>0", grave=True)


def test_a_balance_paints_its_subject_only() -> None:
    mark = mark_of(relation(operands("p", "q"), Op.EQ, operands("s", "t"), "s"))
    assert mark == Mark(("$C$9",), "ROUND(SUM($C$6:$C$7)-SUM($C$9:$C$10),6)<>0", grave=True)


def test_two_totals_that_should_agree_are_both_painted() -> None:
    assert mark_of(relation(operands("p"), Op.EQ, operands("s"), "p")).cells == ("$C$6", "$C$9")


@pytest.mark.parametrize(
    ("op", "sign"), [(Op.LE, ">0"), (Op.GE, "<0"), (Op.GT, "<=0")], ids=["at most", "at least", "more than"]
)
def test_limits_paint_their_subject(op: Op, sign: str) -> None:
    mark = mark_of(relation(operands("p"), op, operands("s"), "p"))
    assert mark == Mark(("$C$6",), f"ROUND(SUM($C$6)-SUM($C$9),6){sign}", grave=True)


def test_signs_and_constants_are_counted() -> None:
    left = (Operand("p"), Operand("q", sign=-1))
    right = (Operand("", constant=2), Operand("s", sign=-1))
    mark = mark_of(relation(left, Op.GE, right, "p"))
    assert mark.formula == "ROUND(SUM($C$6,$C$9)-SUM($C$7)-2,6)<0"


def test_a_doubt_is_not_grave_but_a_broken_sum_always_is() -> None:
    assert not mark_of(relation(operands("p"), Op.LE, operands("s"), "p", Severity.WARNING)).grave
    assert mark_of(relation(operands("p"), Op.EQ, operands("s"), "p", Severity.WARNING)).grave


def test_an_implication_paints_only_where_its_premise_holds() -> None:
    premise = relation(operands("s"), Op.GT, (Operand("", constant=0),), "s")
    mark = mark_of(replace(relation(operands("p"), Op.GE, (Operand("", constant=1),), "p"), premise=premise))
    assert mark.formula == "AND(NOT(ROUND(SUM($C$9),6)<=0),ROUND(SUM($C$6)-1,6)<0)"


def test_last_year_and_other_sheets_are_left_to_check() -> None:
    last_year = relation(operands("p"), Op.EQ, (Operand("q", previous=True),), "p")
    elsewhere = relation(operands("p"), Op.EQ, operands("x"), "p")
    assert marks(replace(FORM, relations=(last_year, elsewhere)), CELLS) == ()


def test_grave_marks_come_first() -> None:
    doubt = relation(operands("p"), Op.LE, operands("s"), "p", Severity.INFO)
    grave = relation(operands("q"), Op.LE, operands("t"), "q")
    assert [mark.grave for mark in marks(replace(FORM, relations=(doubt, grave)), CELLS)] == [True, False]


def cells_in(formula: str) -> set[str]:
    """The cells that a formula mentions, its ranges written out."""
    found: set[str] = set()
    for first, row, last, last_row in re.findall(r"\$([A-Z])\$(\d+)(?::\$([A-Z])\$(\d+))?", formula):
        for column in range(ord(first), ord(last or first) + 1):
            found |= {f"{chr(column)}{r}" for r in range(int(row), int(last_row or row) + 1)}
    return found


def test_the_workbook_has_a_format_on_each_total_that_mentions_exactly_the_parts() -> None:
    down = relation(operands("m.ok.man", "m.no.man", "m.late.man"), Op.EQ, operands("m.sum.man"), "m.sum.man")
    across = relation(operands("m.new.man", "m.new.shop", "m.new.farm"), Op.EQ, operands("m.new.sum"), "m.new.sum")
    wells = relation(operands("a.deep.n", "a.flat.n"), Op.EQ, operands("a.all.n"), "a.all.n")
    book = written(layout_of(LIST, MATRIX, RECORD, relations=(down, across, wells)))
    found = {
        (name, str(area.sqref)): [(rule.type, cells_in(rule.formula[0])) for rule in area.rules]
        for name in ("水井", "取水", "争议")
        for area in sheet(book, name).conditional_formatting
    }
    assert found == {
        ("取水", "D9"): [("expression", {"D6", "D7", "D8", "D9"})],
        ("取水", "G5"): [("expression", {"D5", "E5", "F5", "G5"})],
        ("水井", "C6"): [("expression", {"C6", "C7", "C9"})],
    }
