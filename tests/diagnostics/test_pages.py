"""Rules and forms as pages, and the generated manual."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from reportctl.diagnostics.catalogue import explain_text, manual_of, rules_json, rules_text, summary_of
from reportctl.diagnostics.escape import width
from reportctl.diagnostics.form import layout_json, layout_text
from reportctl.model.figure import FigureType
from reportctl.model.finding import Force, Severity
from reportctl.model.layout import (
    Block,
    Constraint,
    FigureSpec,
    Layout,
    Op,
    Operand,
    Relation,
    Section,
    SectionKind,
    Table,
    TableKind,
    Years,
)
from reportctl.rules import CATALOGUE
from reportctl.rules.law import behind

ROOT = Path(__file__).parents[2]
BY_CODE = {rule.code: rule for rule in CATALOGUE}
LAW = Constraint("R-ALL", "relation", Severity.ERROR, Force.STRUCTURAL, "某通知", "a + b = all", "注意漏项")
SUBSET = Constraint("R-PART", "relation", Severity.ERROR, Force.STRUCTURAL, "某通知", "a <= all")
CUSTOM = Constraint("P-PART", "relation", Severity.WARNING, Force.PRACTICE, "", "b <= all", verified=False)
ORDER = Constraint("R-ORDER", "structure", Severity.ERROR, Force.EXPLICIT, "某办法", "次序", params={"check": "order"})
DOMAIN = Constraint("R-DOM", "domain", Severity.ERROR, Force.STRUCTURAL, "某通知", "非负整数")
A, B, TOTAL = Operand("x.a.n"), Operand("x.b.n"), Operand("x.all.n")
LAYOUT = Layout(
    id="form",
    name="某表",
    years=Years(2014, None),
    lineage=("form",),
    title="{agency}{year}年报告",
    title_variants=(),
    basis=(),
    deadlines=(),
    preamble_basis="",
    sections=(
        Section("s1", "一", "概况", SectionKind.NARRATIVE),
        Section("att", "附表", "统计表", SectionKind.TABLE, ("x",), required=False, attachment=True, verified=False),
    ),
    headings_fixed=True,
    tables=(Table("x", "统计表", "", "att", "表", TableKind.INDICATOR_LIST, (Block("b", "", "", (), ()),)),),
    constraints=(LAW, SUBSET, CUSTOM, ORDER, DOMAIN),
    relations=(
        Relation(LAW, (A, B), Op.EQ, (TOTAL,), "x.all.n"),
        Relation(SUBSET, (A,), Op.LE, (TOTAL,), "x.a.n"),
        Relation(CUSTOM, (B,), Op.LE, (TOTAL,), "x.b.n"),
    ),
    figures={
        "x.a.n": FigureSpec("x.a.n", "x", "a", "n", ("一、甲",), (), FigureType.COUNT, "件", False, True, False, True),
        "x.b.n": FigureSpec(
            "x.b.n", "x", "b", "n", ("一、甲", "乙"), ("数",), FigureType.MONEY, "", False, False, False, True
        ),
    },
    file="layouts/form.toml",
    sha256="",
)
PLACEMENT = {"x.a.n": ("表", "C3")}


def test_the_law_behind_a_code() -> None:
    assert [c.id for c in behind("SUM101", LAYOUT)] == ["R-ALL"]
    assert [c.id for c in behind("REQ101", LAYOUT)] == ["R-ALL", "R-PART"]
    assert [c.id for c in behind("SUB101", LAYOUT)] == ["R-PART", "P-PART"]
    assert [c.id for c in behind("ORD101", LAYOUT)] == ["R-ORDER"]
    assert [c.id for c in behind("CEL104", LAYOUT)] == ["R-DOM"]
    assert behind("FIL101", LAYOUT) == ()


def test_layout_as_json() -> None:
    document = json.loads(layout_json(LAYOUT, PLACEMENT))
    assert document["schema"] == "reportctl-layout/1"
    assert document["years"] == {"from": 2014, "to": None}
    first, attached = document["sections"]
    assert {key: first[key] for key in ("id", "heading", "kind", "required")} == {
        "id": "s1", "heading": "一、概况", "kind": "narrative", "required": True,
    }  # fmt: skip
    assert "verified" not in first
    assert attached["verified"] is False
    assert document["figures"] == [
        {"id": "x.a.n", "table": "x", "path": ["一、甲"], "type": "count", "unit": "件", "sheet": "表", "cell": "C3"},
        {
            "id": "x.b.n", "table": "x", "path": ["一、甲", "乙", "数"], "type": "money", "unit": None,
            "sheet": None, "cell": None, "verified": False,
        },
    ]  # fmt: skip
    rule = document["rules"][0]
    assert {key: rule[key] for key in ("id", "formula", "severity", "status", "basis")} == {
        "id": "R-ALL", "formula": "a + b = all", "severity": "error", "status": "structural", "basis": "某通知",
    }  # fmt: skip
    assert document["rules"][2]["verified"] is False


def test_layout_as_text() -> None:
    lines = layout_text(LAYOUT, PLACEMENT, "zh").splitlines()
    assert lines[0] == "form  某表  2014–"
    assert "  s1  一、概况  [必备]" in lines
    assert "  表!C3  x.a.n  一、甲  [件]" in lines
    assert "    x.b.n  乙 / 数  （未经核实）" in lines
    assert "  P-PART  [提醒；通行做法，并无明文]  b <= all" in lines


def test_explain_has_the_manual_and_the_law() -> None:
    chinese = explain_text(BY_CODE["SUM101"], [LAYOUT], "zh")
    assert chinese.startswith("SUM101  total-not-sum-of-parts  [错误]\n\n说明\n\n  表中的合计与各分项之和不等。")
    assert "\n  form  R-ALL  [由合计、其中等标注推出]\n    某通知\n    a + b = all\n    注意漏项\n" in chinese
    assert "What it means" not in chinese
    english = explain_text(BY_CODE["SUM101"], [LAYOUT], "en")
    assert "A total of the form differs from the sum of its parts." in english
    assert "What to do" in english
    assert "怎么办" not in english


def test_the_law_of_a_variant_is_not_told_twice() -> None:
    assert explain_text(BY_CODE["SUM101"], [LAYOUT, LAYOUT], "zh").count("R-ALL") == 1


def test_pages_keep_to_80_columns() -> None:
    for rule in CATALOGUE:
        for language in ("zh", "en"):
            page = explain_text(rule, [LAYOUT], language)
            assert max(width(line) for line in page.splitlines()) <= 80
            assert width(f"{rule.code}  warning  {summary_of(rule, language)}") <= 80


def test_every_code_is_on_the_list() -> None:
    for language in ("zh", "en"):
        lines = rules_text(CATALOGUE, language).splitlines()
        assert [line[:6] for line in lines] == [rule.code for rule in CATALOGUE]
    rules = json.loads(rules_json(CATALOGUE, "en"))["rules"]
    assert [rule["code"] for rule in rules] == [rule.code for rule in CATALOGUE]
    assert all(rule["summary"] and rule["message"] and rule["hint"] for rule in rules)


def test_manual_halves_are_whole_paragraphs() -> None:
    text = manual_of(BY_CODE["SUM101"], "zh")
    assert "\n\n## 例\n\n" in text
    assert text.endswith("不要只改合计来凑数。")
    assert all("\n" not in paragraph for paragraph in text.split("\n\n"))


def test_the_generated_manual_is_current() -> None:
    run = subprocess.run([sys.executable, ROOT / "scripts" / "docs.py", "--check"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
