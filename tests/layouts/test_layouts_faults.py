"""Each kind of fault in a layout file is a finding at its key, and no bytes at all raise an exception."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportctl.model.finding import Finding
from reportctl.model.layout import Layout, Operand
from reportctl.model.location import FileRef, KeyRef
from reportctl.read.layout import read_layouts

SMALL = """\
id = "small"
name = "小表"
title = "{agency}{year}年报告"
preamble_basis = "《某条例》"
years = { from = 2001, to = 2003 }

[[basis]]
cite = "《某条例》"
short = "条例"

[[deadline]]
levels = ["department"]
due = "01-31"
duty = "公布"
basis = "条例第一条"

[[section]]
id = "s1"
number = "一"
heading = "概况"

[[table]]
id = "t"
title = "表"
section = "s1"
sheet = "表"
kind = "indicator_list"
stub_heads = ["指标", "单位"]
column = [
  { id = "value", label = "数" },
]
row = [
  { id = "all", label = "总数" },
  { id = "one", label = "甲", level = 1, groups = ["part"] },
  { id = "two", label = "乙", level = 1, groups = ["part"], of = "all" },
]

[[constraint]]
id = "SUM"
lhs = ["t.@part.value"]
op = "=="
rhs = ["t.all.value"]
severity = "error"
status = "structural"

[[constraint]]
id = "EACH"
for = { r = "t.rows.@part" }
lhs = ["t.$r.value"]
op = "<="
rhs = ["t.all.value"]
severity = "warning"
status = "practice"

[[constraint]]
id = "DOM"
kind = "domain"
rule = "非负整数"
tables = ["t"]
severity = "error"
status = "structural"
"""

VARIANT = """\
id = "variant"
extends = "small"
name = "变体"

[[table]]
id = "u"
replaces = "t"
title = "表"
section = "s1"
sheet = "表"
kind = "indicator_list"
stub_heads = ["指标"]
column = [{ id = "value", label = "数" }]
row = [{ id = "all", label = "总数" }]
"""


def read(*texts: str) -> tuple[tuple[Layout, ...], tuple[Finding, ...]]:
    return read_layouts([(f"{i}.toml", text.encode()) for i, text in enumerate(texts)])


def places(found: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule.code, finding.at.key if isinstance(finding.at, KeyRef) else "") for finding in found]


def test_the_small_layout_is_sound() -> None:
    (layout,), found = read(SMALL)
    assert found == ()
    assert list(layout.figures) == ["t.all.value", "t.one.value", "t.two.value"]
    assert [relation.subject for relation in layout.relations] == ["t.all.value", "t.one.value", "t.two.value"]
    assert layout.relations[0].left == (Operand("t.one.value"), Operand("t.two.value"))
    assert [name for name, spec in layout.figures.items() if spec.total] == ["t.all.value"]


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('name = "小表"\n', "", "LAY101", "name"),
        ('name = "小表"', "name = 3", "LAY101", "name"),
        ('name = "小表"', 'name = " "', "LAY101", "name"),
        ('name = "小表"', 'name = "小\\n表"', "LAY101", "name"),
        ('name = "小表"', 'name = "小表"\ncolour = "red"', "LAY101", "colour"),
        ('id = "small"', 'id = "Small!"', "LAY101", "id"),
        ("{agency}{year}年报告", "{agency}年报告", "LAY101", "title"),
        ("{agency}{year}年报告", "{agency}{year}{month}报告", "LAY101", "title"),
        ("years = { from = 2001, to = 2003 }\n", "", "LAY101", "years"),
        ("to = 2003", "to = 2000", "LAY101", "years.to"),
        ("from = 2001, ", "", "LAY101", "years.from"),
        ('cite = "《某条例》"\n', "", "LAY101", "basis[0].cite"),
        ('["department"]', '["ministry"]', "LAY101", "deadline[0].levels[0]"),
        ('due = "01-31"', 'due = "02-30"', "LAY101", "deadline[0].due"),
        ('due = "01-31"', 'due = "31 Jan"', "LAY101", "deadline[0].due"),
        ('section = "s1"', 'section = "s9"', "LAY102", "table[0].section"),
        ('kind = "indicator_list"', 'kind = "list"', "LAY101", "table[0].kind"),
        ('sheet = "表"', 'sheet = "表/一"', "LAY101", "table[0].sheet"),
        ('sheet = "表"', 'sheet = "基本信息"', "LAY101", "table[0].sheet"),
        ('stub_heads = ["指标", "单位"]', 'stub_heads = ["一", "二", "三", "四"]', "LAY101", "table[0].stub_heads"),
        ('stub_heads = ["指标", "单位"]', 'stub_heads = ["指标"]\nwidths = [1]', "LAY101", "table[0].widths"),
        ('stub_heads = ["指标", "单位"]', 'stub_heads = ["指标"]\nframe = 3', "LAY101", "table[0].frame"),
        ('stub_heads = ["指标", "单位"]', 'stub_heads = ["指标"]\nreplaces = "t"', "LAY101", "table[0].replaces"),
        ('sheet = "表"', 'sheet = "表"\nfoot = ["电话：{fax}"]', "LAY101", "table[0].foot[0]"),
        ('label = "甲"', 'label = "{month}"', "LAY101", "table[0].row[1].label"),
        ('label = "甲", level = 1', 'label = "甲", level = "1"', "LAY101", "table[0].row[1].level"),
        ('label = "甲", level = 1', 'label = "甲", level = true', "LAY101", "table[0].row[1].level"),
        ('label = "甲"', 'label = "乙"', "LAY101", "table[0].row[2].label"),
        ('id = "two"', 'id = "one"', "LAY101", "table[0].row[2].id"),
        ('of = "all"', 'of = "none"', "LAY102", "table[0].row[2].of"),
        ('id = "value", label', 'id = "value", type = "int", label', "LAY101", "table[0].column[0].type"),
        ("t.@part.value", "t.@parts.value", "LAY102", "constraint[0].lhs[0]"),
        ("t.@part.value", "t.part.value", "LAY102", "constraint[0].lhs[0]"),
        ("t.@part.value", "t.@part.value + 1", "LAY101", "constraint[0].lhs[0]"),
        ('["t.@part.value"]', "[true]", "LAY101", "constraint[0].lhs[0]"),
        ('["t.@part.value"]', "[]", "LAY101", "constraint[0].lhs"),
        ('["t.@part.value"]', '["prev:t.all.value"]', "LAY101", "constraint[0].needs_previous"),
        ('op = "=="', 'op = "="', "LAY101", "constraint[0].op"),
        ('op = "==', 'subject = "t.none.value"\nop = "==', "LAY102", "constraint[0].subject"),
        ('op = "==', 'where = "u.rows.*"\nop = "==', "LAY102", "constraint[0].where"),
        ('op = "==', 'needs_previous = ["1999"]\nop = "==', "LAY102", "constraint[0].needs_previous[0]"),
        ('id = "EACH"', 'id = "SUM"', "LAY101", "constraint[1].id"),
        ("t.rows.@part", "t.rows.@parts", "LAY102", "constraint[1].for.r"),
        ("t.rows.@part", "t.cols.value", "LAY101", "constraint[1].for.r"),
        ("t.rows.@part", "import os", "LAY101", "constraint[1].for.r"),
        ("t.$r.value", "t.one.value", "LAY101", "constraint[1].for.r"),
        ("t.$r.value", "t.$r.$c", "LAY102", "constraint[1].lhs[0]"),
        ('severity = "warning"', 'severity = "error"', "LAY101", "constraint[1].severity"),
        ('severity = "warning"', 'severity = "warn"', "LAY101", "constraint[1].severity"),
        ('tables = ["t"]', 'tables = ["u"]', "LAY102", "constraint[2].tables[0]"),
        ('rule = "非负整数"\n', "", "LAY101", "constraint[2].rule"),
        ('kind = "domain"', 'kind = "structure"\ncheck = "nonempty"\nsection = "s9"', "LAY101", "constraint[2].tables"),
    ],
)  # fmt: skip
def test_each_fault_is_found_at_its_key(old: str, new: str, code: str, key: str) -> None:
    assert old in SMALL
    layouts, found = read(SMALL.replace(old, new, 1))
    assert layouts == ()
    assert places(found) == [(code, key)]


def test_all_faults_are_found_at_once() -> None:
    text = SMALL.replace('name = "小表"\n', "").replace('"甲"', "1").replace('op = "<="', 'op = "<"')
    _, found = read(text)
    assert places(found) == [
        ("LAY101", "name"),
        ("LAY101", "table[0].row[1].label"),
        ("LAY101", "constraint[1].op"),
    ]


def test_years_of_two_editions_must_not_overlap() -> None:
    other = SMALL.replace('id = "small"', 'id = "other"').replace("from = 2001, to = 2003", "from = 2003")
    _, found = read(SMALL, other)
    assert places(found) == [("LAY103", "years")]
    assert found[0].args == {"first": "small", "second": "other", "years": "2003–2003"}


def test_editions_may_follow_each_other() -> None:
    other = SMALL.replace('id = "small"', 'id = "other"').replace("from = 2001, to = 2003", "from = 2004")
    assert read(SMALL, other)[1] == ()


def test_a_variant_may_share_the_years_of_what_it_extends() -> None:
    layouts, found = read(SMALL, VARIANT)
    assert found == ()
    variant = layouts[1]
    assert list(variant.figures) == ["u.all.value"]
    assert [constraint.id for constraint in variant.constraints] == ["DOM"]
    assert variant.constraints[0].params == {"tables": ("u",)}
    assert (variant.title, variant.years.first) == ("{agency}{year}年报告", 2001)


def test_a_variant_may_stand_before_what_it_extends() -> None:
    assert [layout.id for layout in read(VARIANT, SMALL)[0]] == ["variant", "small"]


def test_a_variant_of_nothing() -> None:
    assert places(read(VARIANT)[1]) == [("LAY102", "extends")]


def test_layouts_that_extend_each_other() -> None:
    first = 'id = "a"\nextends = "b"\nname = "甲"\n'
    second = 'id = "b"\nextends = "a"\nname = "乙"\n'
    layouts, found = read(first, second)
    assert layouts == ()
    assert places(found) == [("LAY101", "extends"), ("LAY101", "extends")]
    assert "a → b → a" in found[0].message("en")


def test_a_variant_is_blamed_for_what_it_takes_away() -> None:
    rows = 'row = [{ id = "all", label = "总数" }]'
    text = VARIANT.replace('id = "u"\nreplaces = "t"', 'id = "t"')
    assert rows in text
    _, found = read(SMALL, text)
    assert {(finding.at.file, finding.at.key) for finding in found if isinstance(finding.at, KeyRef)} == {
        ("1.toml", "extends")
    }
    assert [finding.args["name"] for finding in found] == ["t.@part.value", "t.@part"]


def test_a_fault_in_the_base_is_not_repeated_for_its_variants() -> None:
    _, found = read(SMALL.replace("t.@part.value", "t.@parts.value"), VARIANT)
    assert places(found) == [("LAY102", "constraint[0].lhs[0]")]


def test_the_same_file_twice_is_one_layout() -> None:
    layouts, found = read(SMALL, SMALL)
    assert (len(layouts), found) == (1, ())


def test_an_id_that_is_taken() -> None:
    layouts, found = read(SMALL, SMALL.replace("小表", "另表"))
    assert [layout.name for layout in layouts] == ["小表"]
    assert places(found) == [("LAY106", "id")]
    assert "0.toml" in found[0].message("zh")


def test_a_loop_too_long_to_write_out() -> None:
    rows = "".join(f'  {{ id = "r{i}", label = "{i}", groups = ["part"] }},\n' for i in range(400))
    text = re.sub(r"row = \[.*?\n\]", f"row = [\n{rows}]", SMALL, flags=re.S)
    text = text.replace("t.all.value", "t.r0.value").replace(
        'lhs = ["t.$r.value"]', 'lhs = ["t.$r.value", "t.@part.value"]'
    )
    _, found = read(text)
    assert places(found) == [("LAY101", "constraint[1]")]


def test_a_table_too_large() -> None:
    rows = "".join(f'  {{ id = "r{i}", label = "{i}", groups = ["part"] }},\n' for i in range(5001))
    text = re.sub(r"row = \[.*?\n\]", f"row = [\n{rows}]", SMALL, flags=re.S).replace("t.all.value", "t.r0.value")
    assert places(read(text)[1]) == [("LAY101", "table[0]")]


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"id = ", b"a = " + b"[" * 100_000, b"a = " + b"9" * 10_000, b"x = 1\n" * 2, b"#" * 1_000_001],
    ids=["empty", "utf16", "cut", "deep", "huge-number", "doubled-key", "long"],
)
def test_what_is_no_layout_is_a_finding(data: bytes) -> None:
    layouts, found = read_layouts([("bad.toml", data)])
    assert layouts == ()
    assert found
    assert all(finding.at.file == "bad.toml" for finding in found if isinstance(finding.at, FileRef | KeyRef))
    assert all(finding.message(language) for finding in found for language in ("zh", "en"))


VALUES = st.sampled_from(
    ["-1", "0", "true", "1e400", "nan", "2001-01-01", "[]", "[[]]", "{}", '""', '"x"', '"t.$r.$c"', '"@"', "9" * 30,
     '["t", 1, {}]', "[{ id = 3 }]", '"t.rows.*"', '"prev:t.all.value"', '"\\u0000"', '"{agency}"', "00:00:00"]
)  # fmt: skip
ASSIGNMENTS = [
    match.span(1) for match in re.finditer(r'(?:^|[{,] ?)\w+ = ((?:"[^"\n]*"|\[[^\n{}]*\]|\d+|\{.*\}))', SMALL, re.M)
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ASSIGNMENTS), VALUES), min_size=1, max_size=4), st.booleans())
def test_no_value_anywhere_raises(changes: list[tuple[tuple[int, int], str]], with_variant: bool) -> None:
    text = SMALL
    last = len(text) + 1
    for (start, end), value in sorted(changes, reverse=True):
        if end <= last:
            text = text[:start] + value + text[end:]
            last = start
    layouts, found = read(text, *([VARIANT] if with_variant else []))
    assert layouts or found
    for finding in found:
        assert finding.message("zh") and finding.message("en")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_lost_or_doubled_lines_raise(data: st.DataObject) -> None:
    lines = SMALL.splitlines()
    for _ in range(data.draw(st.integers(1, 5))):
        i = data.draw(st.integers(0, len(lines) - 1))
        lines[i : i + 1] = data.draw(st.sampled_from([[], [lines[i]] * 2, [lines[0], lines[i]]]))
        lines = lines or [""]
    layouts, found = read("\n".join(lines))
    assert layouts or found


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(SMALL.encode())))
def test_no_bytes_raise(junk: bytes, at: int) -> None:
    data = SMALL.encode()
    layouts, found = read_layouts([("junk.toml", data[:at] + junk + data[at:])])
    assert layouts or found


def test_the_example_of_the_manual_is_sound() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "layouts.md").read_text("utf-8")
    example = manual.split("```toml\n", 1)[1].split("```", 1)[0]
    (layout,), found = read(example)
    assert found == ()
    assert layout.relations[0].subject == "t1.received.value"
