import json
from decimal import Decimal

import pytest

from reportctl.model.figures_file import FiguresFile, RawAcceptance, RawBreakdown, RawPart, RawSection
from reportctl.model.finding import Finding
from reportctl.model.location import FileRef, KeyRef
from reportctl.read.figures import read_figures


def faults(text: str | bytes) -> list[tuple[object, str]]:
    """Where and what, in Chinese, without the words that open every message."""
    data = text.encode() if isinstance(text, str) else text
    figures, findings = read_figures(data, "in.json")
    assert figures is None
    assert {finding.rule.code for finding in findings} == {"LAY105"}
    return [(finding.at, words(finding)) for finding in findings]


def words(finding: Finding) -> str:
    zh, en = finding.message("zh"), finding.message("en")
    assert zh.startswith("数据文件有误：")
    assert en.startswith("the figures file is wrong: ")
    assert en.isascii()
    assert "{" not in zh.replace("{…}", "")
    return zh.removeprefix("数据文件有误：")


def with_part(part: str) -> str:
    return f'{{"agency": "青山水务站", "year": 2005, {part}}}'


def test_only_agency_and_year_are_required() -> None:
    assert read_figures('{"agency": "青山水务站", "year": 2005}'.encode(), "in.json") == (
        FiguresFile("青山水务站", 2005),
        (),
    )


def test_everything_that_a_file_can_say() -> None:
    text = """{
      "schema": "reportctl-figures/1", "agency": "青山水务站", "year": 2005, "layout": "wells",
      "details": {"phone": "0558-0000000", "fax": null},
      "figures": {"a.b.c": 12, "a.b.d": 0.10, "a.b.e": null, "a.b.f": "/", "a.b.g": "360条", "a.b.h": true,
                  "a.b.i": -3},
      "preamble": ["开头。"],
      "sections": [{"id": "s1", "heading": "一、概述"}],
      "narrative": {"s1": ["甲。", "=乙"], "s2": []},
      "breakdowns": [{"total": "a.b.c", "label": "水井", "unit": "口",
                      "parts": [{"label": "东村", "value": 5}, {"label": "西村"}]},
                     {"total": null, "label": "水桶", "relation": "subset", "value": 5, "parts": []}],
      "acceptances": [{"code": "SUM101", "figure": "a.b.c", "reason": "已公布"}, {"code": "YOY101"}],
      "notes": {"a.b.c": "未拆分"}}"""
    figures, findings = read_figures(text.encode(), "in.json")
    assert findings == ()
    assert figures == FiguresFile(
        agency="青山水务站",
        year=2005,
        layout="wells",
        details={"phone": "0558-0000000", "fax": None},
        figures={
            "a.b.c": Decimal(12),
            "a.b.d": Decimal("0.10"),
            "a.b.e": None,
            "a.b.f": "/",
            "a.b.g": "360条",
            "a.b.h": True,
            "a.b.i": Decimal(-3),
        },
        preamble=("开头。",),
        sections=(RawSection("s1", "一、概述"),),
        narrative={"s1": ("甲。", "=乙"), "s2": ()},
        breakdowns=(
            RawBreakdown("a.b.c", "水井", "sum", "口", None, (RawPart("东村", Decimal(5)), RawPart("西村", None))),
            RawBreakdown(None, "水桶", "subset", "", Decimal(5), ()),
        ),
        acceptances=(RawAcceptance("SUM101", "a.b.c", "已公布"), RawAcceptance("YOY101", "", "")),
        notes={"a.b.c": "未拆分"},
    )
    # Decimal("0.1") would be equal: the digits must be those of the file.
    assert str(figures.figures["a.b.d"]) == "0.10"


def test_a_byte_order_mark_does_no_harm() -> None:
    figures, findings = read_figures(b"\xef\xbb\xbf" + b'{"agency": "A", "year": 2005}', "in.json")
    assert (figures, findings) == (FiguresFile("A", 2005), ())


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "第 1 行第 1 个字符处不合 JSON 的写法"),
        (b'{"agency": "\xff"}', "第 13 个字节不是 UTF-8 编码"),
        (b'{"agency": "A",\n "year": 2005,}', "第 2 行第 15 个字符处不合 JSON 的写法"),
        (b'{"agency": "A", "year": 2005} x', "第 1 行第 31 个字符处不合 JSON 的写法"),
        (b"[" * 200_000, "括号嵌套得太深"),
        (b'{"a":' * 200_000, "括号嵌套得太深"),
        (b"[]", "最外层应当是一个对象 {…}"),
        (b"null", "最外层应当是一个对象 {…}"),
    ],
    ids=["empty", "bytes", "comma", "trailing", "lists", "objects", "list", "null"],
)
def test_what_is_no_figures_file_is_refused_as_a_whole(data: bytes, cause: str) -> None:
    assert faults(data) == [(FileRef("in.json"), cause)]


@pytest.mark.parametrize(
    ("part", "key", "cause"),
    [
        ('"yaer": 1', "yaer", "不认识这一项"),
        ('"details": {"mobile": "1"}', "details.mobile", "不认识这一项"),
        ('"details": {"postcode": 236000}', "details.postcode", "应当是文字，写在引号内"),
        ('"details": []', "details", "应当是一个对象 {…}"),
        ('"schema": "reportctl-figures/2"', "schema", "应当是 reportctl-figures/1"),
        ('"layout": 2014', "layout", "应当是文字，写在引号内"),
        ('"figures": [1]', "figures", "应当是一个对象 {…}"),
        ('"figures": {"a": [1]}', "figures.a", "这里不能写这样的值"),
        ('"figures": {"a": {}}', "figures.a", "这里不能写这样的值"),
        ('"figures": {"a": NaN}', "figures.a", "这里不能写“NaN”"),
        ('"figures": {"a": -Infinity}', "figures.a", "这里不能写“-Infinity”"),
        ('"figures": {"a": 1e99999999999999999999}', "figures.a", "这里不能写“1e99999999999999999999”"),
        ('"figures": {"a": 1, "a": 1}', "figures.a", "写了两次"),
        ('"figures": {}, "figures": {}', "figures", "写了两次"),
        ('"figures": {"a": "\\u0007"}', "figures.a", "含有工作簿不能存放的字符 U+0007"),
        ('"narrative": {"s1": "甲"}', "narrative.s1", "应当是一个列表 […]"),
        ('"narrative": {"s1": [1]}', "narrative.s1[0]", "应当是文字，写在引号内"),
        ('"narrative": {"s1": ["\\ud800"]}', "narrative.s1[0]", "含有工作簿不能存放的字符 U+D800"),
        ('"narrative": {"s\\ud800": []}', "narrative.s\\ud800", "含有工作簿不能存放的字符 U+D800"),
        ('"preamble": "开头"', "preamble", "应当是一个列表 […]"),
        ('"sections": [{"id": "s1"}]', "sections[0].heading", "缺少这一项"),
        ('"sections": [{"id": "s1", "heading": "一", "kind": "x"}]', "sections[0].kind", "不认识这一项"),
        ('"breakdowns": {}', "breakdowns", "应当是一个列表 […]"),
        ('"breakdowns": [5]', "breakdowns[0]", "应当是一个对象 {…}"),
        ('"breakdowns": [{"parts": []}]', "breakdowns[0].label", "缺少这一项"),
        ('"breakdowns": [{"label": "水井"}]', "breakdowns[0].parts", "缺少这一项"),
        ('"breakdowns": [{"label": "井", "parts": [], "relation": "x"}]', "breakdowns[0].relation", "应当是 sum 或"),
        ('"breakdowns": [{"label": "水井", "parts": [{"value": 1}]}]', "breakdowns[0].parts[0].label", "缺少这一项"),
        ('"acceptances": [{"reason": "x"}]', "acceptances[0].code", "缺少这一项"),
        ('"notes": {"a": null}', "notes.a", "应当是文字，写在引号内"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_key(part: str, key: str, cause: str) -> None:
    ((at, message),) = faults(with_part(part))
    assert at == KeyRef("in.json", key)
    assert message.startswith(f"{key} {cause}")


@pytest.mark.parametrize("year", ["2005.5", '"2005"', "205", "20055", "true", "1e400", "1e999999999"])
def test_a_year_has_four_digits(year: str) -> None:
    assert faults(f'{{"agency": "A", "year": {year}}}') == [(KeyRef("in.json", "year"), "year 应当是四位数的年份")]


def test_agency_and_year_are_missed() -> None:
    assert faults('{"agency": "", "layout": null}') == [
        (KeyRef("in.json", "year"), "year 缺少这一项"),
        (KeyRef("in.json", "agency"), "agency 不能为空"),
    ]
    assert faults('{"agency": null, "year": 2005}') == [(KeyRef("in.json", "agency"), "agency 缺少这一项")]


def test_a_text_must_fit_into_a_cell() -> None:
    fits = json.dumps({"agency": "A", "year": 2005, "narrative": {"s1": ["水" * 32767]}}).encode()
    assert read_figures(fits, "in.json")[1] == ()
    found = faults(json.dumps({"agency": "A", "year": 2005, "narrative": {"s1": ["水" * 32768]}}))
    assert found == [
        (KeyRef("in.json", "narrative.s1[0]"), "narrative.s1[0] 超过 32767 个字符，一个格子放不下"),
    ]


def test_all_faults_are_reported_at_once() -> None:
    found = faults('{"agency": 5, "year": 2005, "figures": {"a": NaN}, "notes": []}')
    assert [at for at, _ in found] == [KeyRef("in.json", key) for key in ("agency", "figures.a", "notes")]
