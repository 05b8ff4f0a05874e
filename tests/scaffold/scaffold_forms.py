"""Forms of our own for the tests of the scaffold: small, with every kind of table."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportctl.model.figure import FigureType
from reportctl.model.figures_file import Carried, FiguresFile
from reportctl.model.finding import Force, Severity
from reportctl.model.grid import figure_id
from reportctl.model.layout import (
    Basis,
    Block,
    Column,
    Constraint,
    Deadline,
    FigureSpec,
    Layout,
    Op,
    Operand,
    Relation,
    Row,
    Section,
    SectionKind,
    Table,
    TableKind,
    Years,
)
from reportctl.scaffold import scaffold

LIST = Table(
    id="a",
    title="水井统计表",
    subtitle="（{year}年度）",
    section="att",
    sheet="水井",
    kind=TableKind.INDICATOR_LIST,
    stub_heads=("指标", "单位"),
    head_left="填报单位：{agency}",
    foot=("审核人：", "填报日期：{date}"),
    blocks=(
        Block(
            "a",
            "",
            "",
            (Column("n", "数量"),),
            (
                Row("h", "一、水井", level=0, head=True, unit="——"),
                Row("all", "（一）水井总数", unit="口", level=1, total=True),
                Row("deep", "1.深井", unit="口", level=2),
                Row("note", "其中：带泵的深井", unit="口", level=3, note="不是上一行的一部分"),
                Row("flat", "2.浅井", unit="口", level=2),
                Row("cost", "（二）费用", unit="万元", type=FigureType.MONEY, level=1, not_applicable=False),
                Row("change", "（三）比上年增减", unit="口", type=FigureType.SIGNED, level=1),
            ),
        ),
    ),
)

MATRIX = Table(
    id="m",
    title="取水情况",
    subtitle="",
    section="s2",
    sheet="取水",
    kind=TableKind.MATRIX,
    corner="勾稽关系",
    spanner="取水人",
    stubs=3,
    blocks=(
        Block(
            "m",
            "",
            "",
            (Column("man", "个人"), Column("shop", "商店", parent="单位"), Column("farm", "农场", parent="单位"),
             Column("sum", "总计", total=True)),
            (
                Row("new", "一、新取"),
                Row("ok", "（一）准许", parents=("二、结果",)),
                Row("no", "1.不准", parents=("二、结果", "（二）其他")),
                Row("late", "2.过时", parents=("二、结果", "（二）其他")),
                Row("sum", "（三）合计", parents=("二、结果",), total=True),
            ),
        ),
    ),
)  # fmt: skip

STACKED = Table(
    id="k",
    title="设施",
    subtitle="",
    section="s1",
    sheet="设施",
    kind=TableKind.STACKED,
    frame=3,
    blocks=(
        Block(
            "k1",
            "第一款",
            "内容",
            (Column("x", "新建"), Column("y", "现有")),
            (Row("pump", "水泵"), Row("pipe", "水管")),
        ),
        Block("k2", "第二款", "内容", (Column("z", "金额", type=FigureType.MONEY, span=2),), (Row("fee", "水费"),)),
    ),
)

RECORD = Table(
    id="r",
    title="争议",
    subtitle="",
    section="s2",
    sheet="争议",
    kind=TableKind.RECORD,
    blocks=(
        Block(
            "r",
            "",
            "",
            (Column("won", "维持"), Column("all", "总计", total=True)),
            (Row("p", "调解"), Row("q", "一审", parents=("诉讼",)), Row("t", "二审", parents=("诉讼",))),
        ),
    ),
)


def constraint(name: str, severity: Severity = Severity.ERROR) -> Constraint:
    return Constraint(name, "relation", severity, Force.STRUCTURAL, "", "")


def relation(
    left: tuple[Operand, ...], op: Op, right: tuple[Operand, ...], subject: str, severity: Severity = Severity.ERROR
) -> Relation:
    return Relation(constraint("X", severity), left, op, right, subject)


def operands(*figures: str) -> tuple[Operand, ...]:
    return tuple(Operand(figure) for figure in figures)


def layout_of(*tables: Table, relations: tuple[Relation, ...] = (), headings_fixed: bool = False) -> Layout:
    return Layout(
        id="wells-2",
        name="水井年报",
        years=Years(2000, 2009),
        lineage=("wells-2", "wells"),
        title="{agency}{year}年水井工作报告",
        title_variants=(),
        basis=(Basis("《水井条例》", "条例"), Basis("《水井通知》", "通知", verified=False)),
        deadlines=(
            Deadline(("department", "other"), 2, 28, "公布报告", "条例第一条"),
            Deadline((), None, None, "报送统计表", "通知"),
        ),
        preamble_basis="",
        sections=(
            Section("s1", "一", "概述", SectionKind.NARRATIVE, guide="写全年概况。"),
            Section("s2", "二", "取水情况", SectionKind.TABLE, tables=("m",)),
            Section("att", "附表", "水井统计表", SectionKind.TABLE, tables=("a",), attachment=True),
        ),
        headings_fixed=headings_fixed,
        tables=tables,
        constraints=(),
        relations=relations,
        figures=_figures(tables),
        file="wells.toml",
        sha256="",
    )


def _figures(tables: tuple[Table, ...]) -> Mapping[str, FigureSpec]:
    specs = [
        FigureSpec(
            id=figure_id(table, row, column),
            table=table.id,
            row=row.id,
            column=column.id,
            stub=(*row.parents, row.label),
            head=(column.label,),
            type=row.type or column.type,
            unit=row.unit or column.unit,
            total=row.total or column.total,
            verified=True,
            optional=False,
            admits_na=row.not_applicable,
        )
        for table in tables
        for block in table.blocks
        for row in block.rows
        if not row.head
        for column in block.columns
    ]
    return {spec.id: spec for spec in specs}


FORM = layout_of(STACKED, LIST, MATRIX, RECORD)


def written(
    layout: Layout = FORM, figures: FiguresFile | None = None, carried: Mapping[str, Carried] | None = None
) -> Workbook:
    """The scaffold's workbook, read back."""
    data = scaffold(layout, figures, agency="青山水务站", year=2005, carried=carried or {})
    return load_workbook(BytesIO(data))


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def figures_file(**parts: object) -> FiguresFile:
    return FiguresFile(agency="青山水务站", year=2005, **parts)  # type: ignore[arg-type]
