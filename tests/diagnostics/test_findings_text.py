"""What a person reads: grouped, within 80 columns, harmless, and with a plain last line."""

from __future__ import annotations

from samples import ACCEPTED, ALL, HOSTILE, INFO, KEY, TOTAL, WARNING

from reportctl.diagnostics.escape import visible, width, wrapped
from reportctl.diagnostics.terminal import coloured
from reportctl.diagnostics.text import findings_lines, findings_text, plain, verdict


def test_a_finding_in_chinese() -> None:
    assert findings_text([TOTAL], "zh").splitlines() == [
        "data/某局 2017.xlsx",
        "  统计表",
        "    错误[SUM101] C7",
        "      “合计”填 20，各分项相加得 26.5，相差 6.5",
        "      · 统计表!C5 甲 = 26.5",
        "      · data/2016.xlsx 统计表!C5 丙 = /",
        "      · 其余 1 格为 0 或未填",
        "      = 建议：请核对下列各分项和合计，改正填错的一个。最可能填错的是 统计表!C5",
        "      = 同一原因还使这些关系不成立：R-COL（x.col）",
        "      = 依据：某通知 R-ALL（由合计、其中等标注推出）",
        "",
    ]


def test_a_finding_in_english() -> None:
    text = findings_text([TOTAL], "en")
    assert "    error[SUM101] C7\n" in text
    assert "      · 1 more, 0 or blank\n" in text
    assert "      = the same cause also breaks: R-COL (x.col)\n" in text
    assert "      = law: 某通知 R-ALL (follows from the labels)\n" in text


def test_findings_of_one_sheet_stand_together() -> None:
    text = findings_text([TOTAL, WARNING, ACCEPTED, INFO, KEY], "zh", infos=True)
    assert text.count("data/某局 2017.xlsx\n") == 1
    assert text.count("\n  统计表\n") == 1
    assert text.index("CEL114") < text.index("REQ103")
    assert "提醒[LAY102] table[0].row[3]\n" in text


def test_infos_only_on_request_and_accepted_findings_never() -> None:
    assert findings_text([INFO, ACCEPTED], "zh") == ""
    assert "CEL114" in findings_text([INFO], "zh", infos=True)


def test_no_line_is_wider_than_the_terminal() -> None:
    for language in ("zh", "en"):
        for line in findings_text(ALL, language, infos=True).splitlines():
            assert width(line) <= 80, line


def test_nothing_can_move_the_cursor() -> None:
    text = findings_text([HOSTILE], "zh")
    assert "data/a<U+202E>b.xlsx" in text
    assert "坏<U+001B>[2J</x><U+D800>" in text
    text.encode("utf-8")


def test_the_verdict() -> None:
    assert plain(verdict(ALL, 2, "zh")) == (
        "✗ 2 处错误、2 处提醒，改正后才能生成；另有 1 条提示（--verbose 列出）、1 处已说明理由"
    )
    assert plain(verdict([TOTAL], 1, "zh", building=True)) == "✗ 1 处错误、0 处提醒，未生成"
    assert plain(verdict([TOTAL], 1, "en", building=True)) == "✗ 1 error, 0 warnings: nothing was built"
    assert plain(verdict([], 1, "zh")) == "✓ 校核通过：1 个文件，没有错误"
    assert plain(verdict([WARNING], 5, "en")) == "✓ passed: 5 files, no error, 1 warning"


def test_a_terminal_gets_the_same_text_and_no_markup_of_ours() -> None:
    text = coloured(findings_lines([TOTAL, HOSTILE], "zh"))
    assert text.plain == findings_text([TOTAL, HOSTILE], "zh")
    assert any("red" in str(span.style) for span in text.spans)


def test_width_counts_columns() -> None:
    assert width("abc") == 3
    assert width("表C7，") == 6
    assert width("e\u0301") == 1


def test_lines_break_where_chinese_allows() -> None:
    assert list(wrapped("一二三，四五", 6)) == ["一二", "三，四", "五"]
    assert list(wrapped("alpha beta gamma", 11)) == ["alpha beta", "gamma"]
    assert list(wrapped("abcdefgh", 3)) == ["abc", "def", "gh"]
    assert list(wrapped("填 1027 条", 7)) == ["填 1027", "条"]
    assert list(wrapped("", 10)) == []


def test_visible_leaves_ordinary_text_alone() -> None:
    assert visible("“合计”填 20，à") == "“合计”填 20，à"
    assert visible("a\tb\u200bc\u2028") == "a<U+0009>b<U+200B>c<U+2028>"
