"""The built-in layouts against the statutory forms: counts, spans and totals were counted by hand from the forms."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from reportctl.model.figure import FigureType
from reportctl.model.finding import Force, Severity
from reportctl.model.grid import CellRole, GridCell, grid_of
from reportctl.model.layout import Layout, Operand, SectionKind
from reportctl.read.layout import read_layouts
from reportctl.resources import builtin_layouts


@cache
def builtin() -> dict[str, Layout]:
    layouts, found = read_layouts(builtin_layouts())
    assert found == ()
    return {layout.id: layout for layout in layouts}


def head_cells(layout: str, table: str) -> list[GridCell]:
    form = builtin()[layout].table(table)
    assert form is not None
    return [cell for cell in grid_of(form).cells if cell.role is not CellRole.VALUE]


def spans(layout: str, table: str, text: str) -> list[tuple[int, int, int, int]]:
    cells = head_cells(layout, table)
    return [(c.row, c.column, c.rowspan, c.colspan) for c in cells if c.text == text]


def test_the_built_in_layouts_are_the_four_editions_and_the_two_variants() -> None:
    assert list(builtin()) == ["2008", "2014", "2019", "2021", "fujian-2008", "fujian-2014"]


@pytest.mark.parametrize(
    ("layout", "years"),
    [("2008", (2008, 2013)), ("2014", (2014, 2018)), ("2019", (2019, 2020)), ("2021", (2021, None))],
)
def test_every_year_has_its_edition(layout: str, years: tuple[int, int | None]) -> None:
    assert (builtin()[layout].years.first, builtin()[layout].years.last) == years


@pytest.mark.parametrize(
    ("layout", "figures"),
    [("2008", 70), ("2014", 58), ("2019", 198), ("2021", 203), ("fujian-2008", 34), ("fujian-2014", 32)],
)
def test_number_of_figures(layout: str, figures: int) -> None:
    assert len(builtin()[layout].figures) == figures


@pytest.mark.parametrize(
    ("layout", "table", "rows", "columns", "head_rows"),
    [
        ("2008", "loc", 36, 5, 1),
        ("2014", "stat", 66, 3, 1),
        ("2019", "t2", 18, 5, 0),
        ("2019", "t3", 26, 10, 3),
        ("2019", "t4", 4, 15, 3),
        ("2021", "t2", 14, 4, 0),
        ("2021", "t3", 28, 10, 3),
        ("2021", "t4", 4, 15, 3),
        ("fujian-2008", "fj", 18, 4, 1),
        ("fujian-2014", "fj", 17, 4, 1),
    ],
)
def test_physical_size_of_each_table(layout: str, table: str, rows: int, columns: int, head_rows: int) -> None:
    form = builtin()[layout].table(table)
    assert form is not None
    grid = grid_of(form)
    assert (grid.rows, grid.columns, grid.head_rows, len(grid.widths)) == (rows, columns, head_rows, columns)


@pytest.mark.parametrize("layout", ["2008", "2014", "2019", "2021", "fujian-2008", "fujian-2014"])
def test_the_cells_of_each_grid_tile_it_without_gap_or_overlap(layout: str) -> None:
    for table in builtin()[layout].tables:
        grid = grid_of(table)
        covered = Counter(
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        )
        assert set(covered) == {(row, column) for row in range(grid.rows) for column in range(grid.columns)}
        assert set(covered.values()) == {1}


@pytest.mark.parametrize(("layout", "results"), [("2019", 20), ("2021", 22)])
def test_stub_spans_of_the_application_table(layout: str, results: int) -> None:
    assert spans(layout, "t3", "三、本年度办理结果") == [(5, 0, results, 1)]
    assert spans(layout, "t3", "（三）不予公开") == [(7, 1, 8, 1)]
    assert spans(layout, "t3", "（四）无法提供") == [(15, 1, 3, 1)]
    assert spans(layout, "t3", "（五）不予处理") == [(18, 1, 5, 1)]
    assert spans(layout, "t3", "一、本年新收政府信息公开申请数量") == [(3, 0, 1, 3)]
    assert spans(layout, "t3", "（一）予以公开") == [(5, 1, 1, 2)]
    assert spans(layout, "t3", "（七）总计") == [(5 + results - 1, 1, 1, 2)]
    assert spans(layout, "t3", "四、结转下年度继续办理") == [(5 + results, 0, 1, 3)]


def test_other_treatment_has_three_rows_since_2021_and_one_before() -> None:
    assert spans("2021", "t3", "（六）其他处理") == [(23, 1, 3, 1)]
    assert spans("2019", "t3", "（六）其他处理") == [(23, 1, 1, 2)]


def test_head_of_the_application_table() -> None:
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert spans("2021", "t3", corner) == [(0, 0, 3, 3)]
    assert spans("2021", "t3", "申请人情况") == [(0, 3, 1, 7)]
    assert spans("2021", "t3", "自然人") == [(1, 3, 2, 1)]
    assert spans("2021", "t3", "法人或其他组织") == [(1, 4, 1, 5)]
    assert spans("2021", "t3", "总计") == [(1, 9, 2, 1)]
    assert spans("2021", "t3", "法律服务机构") == [(2, 7, 1, 1)]


def test_head_of_the_review_and_litigation_table() -> None:
    assert spans("2021", "t4", "行政复议") == [(0, 0, 1, 5)]
    assert spans("2021", "t4", "行政诉讼") == [(0, 5, 1, 10)]
    assert spans("2021", "t4", "未经复议直接起诉") == [(1, 5, 1, 5)]
    assert spans("2021", "t4", "复议后起诉") == [(1, 10, 1, 5)]
    assert spans("2021", "t4", "总计") == [(1, 4, 2, 1), (2, 9, 1, 1), (2, 14, 1, 1)]


def test_stacked_blocks_share_one_frame() -> None:
    assert spans("2021", "t2", "本年处理决定数量") == [(5, 1, 1, 3), (8, 1, 1, 3)]
    assert spans("2021", "t2", "第二十条第（八）项") == [(11, 0, 1, 4)]
    assert spans("2019", "t2", "本年新公开数量") == [(1, 2, 1, 2)]
    assert spans("2019", "t2", "采购总金额") == [(16, 3, 1, 2)]


@pytest.mark.parametrize(
    ("layout", "instances"),
    [
        (
            "2008",
            {"L-INTAKE": 1, "L-REPLY": 1, "L-REASON": 1, "L-FULLTEXT": 1, "L-APPEAL": 1, "L-REPLIED-LE": 1},
        ),
        (
            "2014",
            {
                "S-INTAKE": 1, "S-CLOSING": 1, "S-REPLY": 1, "S-REASON": 1, "S-REVIEW": 1, "S-SUIT": 1, "S-STAFF": 1,
                "S-REG-SUBSET": 1, "S-PRESS-SUBSET": 1, "S-WEBTALK-SUBSET": 1, "S-CHANNEL-COVER": 1,
                "S-CHANNEL-MAX": 5, "S-RESP-COVER": 1, "P-CLOSED-REPLIED": 1, "P-CLOSED-LE-RECEIVED": 1,
                "P-REG-MADE": 1,
            },
        ),
        (
            "2019",
            {
                "T3-BAL": 7, "T3-ROWSUM": 23, "T3-RESULT": 7, "T4-SUM": 3, "T2-DISC-LE-TOTAL": 2,
                "T2-DISC-LE-MADE": 2, "T2-ITEMS-NONNEG": 5, "X-ITEMS": 5, "X-TOTALPUB": 2, "X-CARRY": 1,
                "X-CARRY-2018": 1,
            },
        ),
        (
            "2021",
            {
                "T3-BAL": 7, "T3-ROWSUM": 25, "T3-RESULT": 7, "T4-SUM": 3, "X-CARRY": 1, "X-CARRY-COL": 6,
                "X-STOCK": 2, "T2-ISSUED-LE-VALID": 2, "FEE-ORDER": 1, "FEE-IMPLIES-NOTICE": 1,
            },
        ),
        (
            "fujian-2008",
            {"FJ-INTAKE": 2, "FJ-REPLY": 2, "FJ-CHANNEL-MAX": 4, "FJ-YEAR-LE-CUM": 17, "FJ-CUM": 17},
        ),
        (
            "fujian-2014",
            {"FJ-INTAKE": 2, "FJ-REPLY": 2, "FJ-CHANNEL-MAX": 4, "FJ-YEAR-LE-CUM": 16, "FJ-CUM": 16},
        ),
    ],
)  # fmt: skip
def test_number_of_instances_of_each_constraint(layout: str, instances: dict[str, int]) -> None:
    assert Counter(relation.constraint.id for relation in builtin()[layout].relations) == instances


@pytest.mark.parametrize(
    ("layout", "others"),
    [
        ("2008", ["L-CUM", "DOM-COUNT", "N-TABLE", "S-ITEMS", "D-DUE"]),
        ("2014", ["DOM-COUNT", "N-TABLE", "S-ITEMS", "D-DUE"]),
        ("2019", ["DOM-COUNT", "N-TABLE", "S-ORDER", "S5-NONEMPTY", "T2-RULES-POWER", "D-DUE"]),
        (
            "2021",
            [
                "DOM-COUNT",
                "FEE-UNIT",
                "N-TABLE",
                "S-ORDER",
                "S5-NONEMPTY",
                "S6-FEE",
                "T2-RULES-POWER",
                "S1-LENGTH",
                "D-DUE",
            ],
        ),
        ("fujian-2008", ["DOM-COUNT", "N-TABLE", "S-ITEMS", "D-DUE"]),
        ("fujian-2014", ["DOM-COUNT", "N-TABLE", "S-ITEMS", "D-DUE"]),
    ],
)
def test_constraints_without_an_instance(layout: str, others: list[str]) -> None:
    form = builtin()[layout]
    instantiated = {relation.constraint.id for relation in form.relations}
    assert sorted(c.id for c in form.constraints if c.id not in instantiated) == sorted(others)


def instance(layout: str, constraint: str, subject: str) -> tuple[tuple[Operand, ...], tuple[Operand, ...]]:
    found = [r for r in builtin()[layout].relations if (r.constraint.id, r.subject) == (constraint, subject)]
    assert len(found) == 1
    return found[0].left, found[0].right


def test_a_row_sum_points_at_its_total_and_lists_six_parts() -> None:
    left, right = instance("2021", "T3-ROWSUM", "t3.new.total")
    kinds = ["natural", "business", "research", "public_interest", "legal_service", "other_org"]
    assert left == tuple(Operand(f"t3.new.{kind}") for kind in kinds)
    assert right == (Operand("t3.new.total"),)


def test_the_results_of_a_column_are_its_21_outcomes_but_not_their_total() -> None:
    left, right = instance("2021", "T3-RESULT", "t3.result_total.natural")
    assert len(left) == 21
    assert (left[0].figure, left[-1].figure) == ("t3.granted.natural", "t3.other_misc.natural")
    assert right == (Operand("t3.result_total.natural"),)


def test_the_stock_of_rules_follows_from_last_year() -> None:
    left, right = instance("2021", "X-STOCK", "t2.normdocs.valid")
    assert left == (Operand("t2.normdocs.valid"),)
    assert right == (
        Operand("t2.normdocs.valid", previous=True),
        Operand("t2.normdocs.issued"),
        Operand("t2.normdocs.repealed", sign=-1),
    )


def test_a_whole_that_its_ways_must_cover_is_the_subject() -> None:
    left, right = instance("2014", "S-CHANNEL-COVER", "stat.disclosed.value")
    assert left == (Operand("stat.disclosed.value"),)
    assert len(right) == 5


def test_a_part_that_exceeds_its_whole_is_the_subject() -> None:
    instance("2014", "S-REG-SUBSET", "stat.reg_disclosed.value")
    instance("2014", "S-CHANNEL-MAX", "stat.ch_wechat.value")


def test_the_balance_points_at_the_total_of_the_results() -> None:
    left, right = instance("2019", "T3-BAL", "t3.result_total.total")
    assert left == (Operand("t3.new.total"), Operand("t3.carried_in.total"))
    assert right == (Operand("t3.result_total.total"), Operand("t3.carried_out.total"))


def test_an_implication_has_its_premise() -> None:
    (relation,) = (r for r in builtin()["2021"].relations if r.constraint.id == "FEE-IMPLIES-NOTICE")
    assert relation.subject == "fee.notices.value"
    assert relation.premise is not None
    assert relation.premise.left == (Operand("t3.other_nofee.total"),)
    assert relation.premise.right == (Operand("", constant=0),)


def test_totals_of_the_2014_table() -> None:
    totals = {spec.row for spec in builtin()["2014"].figures.values() if spec.total}
    sums = {"received", "closed", "replied", "refused", "review", "suit", "staff"}
    assert totals == sums | {"disclosed", "press", "webtalk"}


def test_totals_of_the_2021_tables() -> None:
    figures = builtin()["2021"].figures.values()
    assert {spec.id for spec in figures if spec.total and spec.table == "t2"} == set()
    assert sum(spec.total for spec in figures if spec.table == "t3") == 25 + 7 - 1
    assert {spec.column for spec in figures if spec.total and spec.table == "t4"} == {"total"}


def test_label_paths() -> None:
    old, new = builtin()["2014"].figures, builtin()["2021"].figures
    assert old["stat.review_other.value"].path == ("四、行政复议数量", "（三）其他情形数", "统计数")
    assert old["stat.suit_other.value"].stub == ("五、行政诉讼数量", "（三）其他情形数")
    assert old["stat.suit_other.value"].label == "（三）其他情形数"
    assert new["t3.new.natural"].path == ("一、本年新收政府信息公开申请数量", "自然人")
    assert new["t3.refuse_repeat.other_org"].path == (
        "三、本年度办理结果", "（五）不予处理", "2.重复申请", "法人或其他组织", "其他",
    )  # fmt: skip
    assert new["t2.fees.amount"].stub == ("第二十条第（八）项", "行政事业性收费")
    assert new["t4.suit_after.pending"].path == ("行政诉讼", "复议后起诉", "尚未审结")


def test_types_and_units() -> None:
    figures = builtin()["2019"].figures
    assert figures["t2.fees.delta"].type is FigureType.SIGNED
    assert figures["t2.procurement.amount"].type is FigureType.MONEY
    assert figures["t2.procurement.amount"].units == ("元", "万元", "亿元")
    assert builtin()["2021"].figures["t2.fees.amount"].unit == "万元"
    assert builtin()["2021"].figures["fee.collected.value"].unit == "元"


def test_fees_stand_in_no_printed_table() -> None:
    table = builtin()["2021"].table("fee")
    section = builtin()["2021"].section("s6")
    assert table is not None and section is not None
    assert (table.section, table.printed, section.kind, section.tables) == ("s6", False, SectionKind.NARRATIVE, ())


def test_what_is_customary_is_at_most_a_warning() -> None:
    for layout in builtin().values():
        for constraint in layout.constraints:
            if constraint.force is Force.PRACTICE:
                assert constraint.severity is not Severity.ERROR, constraint.id


def test_only_the_balance_is_printed_in_the_format() -> None:
    explicit = {c.id for c in builtin()["2021"].constraints if c.force is Force.EXPLICIT}
    assert explicit == {"T3-BAL", "S-ORDER", "D-DUE"}


def test_what_is_from_memory_is_marked() -> None:
    figures = builtin()["2014"].figures
    assert figures["stat.disclosed.value"].verified
    assert not figures["stat.received.value"].verified
    assert not figures["stat.interpret.value"].verified
    assert all(spec.verified for spec in builtin()["2019"].figures.values())


def test_a_variant_keeps_what_it_does_not_replace() -> None:
    variant, base = builtin()["fujian-2014"], builtin()["2014"]
    assert variant.lineage == ("fujian-2014", "2014")
    assert [section.heading for section in variant.sections] == [section.heading for section in base.sections]
    assert [section.tables for section in variant.sections][-1] == ("fj",)
    assert [table.id for table in variant.tables] == ["fj"]
    domain = variant.constraint("DOM-COUNT")
    assert domain is not None and domain.params == {"tables": ("fj",)}
    assert variant.deadlines == base.deadlines
    assert variant.sha256 != base.sha256


def test_deadlines_by_level() -> None:
    def due(layout: str, level: str) -> tuple[int | None, int | None]:
        (found,) = (d for d in builtin()[layout].deadlines if level in d.levels)
        return found.month, found.day

    assert due("2014", "department") == due("2014", "other") == (3, 31)
    assert due("2021", "department") == (1, 31)
    assert due("2021", "government") == (3, 31)
    assert due("2021", "other") == (None, None)
