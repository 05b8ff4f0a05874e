"""Findings made by hand, with everything that a format has to cope with."""

from __future__ import annotations

from decimal import Decimal

from reportctl.model.finding import Finding, Folded, Force, Related, Severity
from reportctl.model.location import CellRef, FileRef, KeyRef
from reportctl.rules.cel114_number_as_text import RULE as CEL114
from reportctl.rules.fil102_file_not_a_workbook import RULE as FIL102
from reportctl.rules.lay102_layout_reference_dangling import RULE as LAY102
from reportctl.rules.req103_particular_missing import RULE as REQ103
from reportctl.rules.sum101_total_not_sum_of_parts import RULE as SUM101

FILE = "data/某局 2017.xlsx"


def cell(row: int, column: int = 3, sheet: str = "统计表", file: str = FILE) -> CellRef:
    return CellRef(file, sheet, row, column)


TOTAL = Finding(
    rule=SUM101,
    at=cell(7),
    args={
        "total": "合计", "stated": "20", "computed": "26.5", "difference": "6.5",
        "likely": "。最可能填错的是 统计表!C5", "likely_en": "; most likely C5",
    },
    figure="x.all",
    section="s3",
    year=2017,
    agency="某局",
    expected=Decimal("26.50"),
    actual=Decimal(20),
    related=(
        Related(cell(5), "甲", Decimal("26.5"), "x.a"),
        Related(cell(6), "乙", None, "x.b"),
        Related(cell(5, file="data/2016.xlsx"), "丙", "/", None),
    ),
    constraint="R-ALL",
    basis="某通知",
    force=Force.STRUCTURAL,
    folded=(Folded("R-COL", "x.col"),),
)  # fmt: skip
WARNING = Finding(REQ103, cell(3, 2, "基本信息"), {"label": "联系电话"})
INFO = Finding(CEL114, cell(9), {"label": "甲", "raw": "１２", "read": "12"})
ACCEPTED = Finding(SUM101, cell(8), TOTAL.args, figure="x.other", reason="已按原样公布 <&>")
HOSTILE = Finding(
    FIL102, FileRef("data/a\u202eb.xlsx"), {"cause": "坏\x1b[2J</x>\ud800", "cause_en": "bad\x1b[2J</x>\ud800"}
)
KEY = Finding(LAY102, KeyRef("layouts/x.toml", "table[0].row[3]"), {"name": "y"}, severity=Severity.WARNING)
ALL = (HOSTILE, TOTAL, ACCEPTED, WARNING, KEY, INFO)
