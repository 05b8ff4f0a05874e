"""How long sentences, torn numbers and numbers in braces are read."""

from __future__ import annotations

import pytest
from textreport import form_of, text_report

from reportctl.model.finding import Severity
from reportctl.prose.reading import sums_in
from reportctl.rules import txt201_parts_in_text_not_sum as txt201
from reportctl.rules import txt302_two_numbers_for_one_thing as txt302

MANY = 500


def findings(*texts: str, total: int = 0) -> list[str]:
    report = text_report(*texts, form=form_of("a.n"), values={"a.n": total})
    return [finding.message("zh") for finding in txt201.check(report)]


def test_a_number_torn_over_two_cells_is_no_number() -> None:
    assert findings("全年发布信息10", "27条，分别为网站548条、微信479条。") == []
    assert len(findings("全年发布信息十条。", "27条，分别为网站548条、微信479条。")) == 0


def test_a_number_in_braces_is_a_total_like_any_other() -> None:
    assert findings("发布信息{a.n}条，分别为网站5条、微信4条。", total=9) == []
    assert len(findings("发布信息{a.n}条，分别为网站5条、微信4条。", total=10)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "共发布信息900条，其中" + "，".join(f"某某某某某某类信息{n}条" for n in range(MANY)) + "。",
        "，".join(f"其中甲{2 * MANY - n}条" for n in range(MANY)),
        "、".join(f"甲{n}条" for n in range(MANY)) + "，分别占" + "、".join(f"{n % 100}.5%" for n in range(MANY)),
        "（" * 3000 + "3件" + "）" * 3000,
        "1" * 10_000 + "件" + "1," * 5000 + "条",
        "某" * 10_000,
        "公开3件、公开4件，" + "项" * 10_000 + "共9件",
        "每" * 3000 + "一" * 3000 + "万" * 3000 + "件",
        "9万亿" * 3000,
        "共9999999999999999条，其中甲9999999999999998条、乙1条。",
    ],
    ids=lambda text: text[:12],
)
def test_what_is_very_long_or_very_large_is_read_to_its_end(text: str) -> None:
    """A pattern or a loop that goes back and forth over such a text would not come to its end."""
    report = text_report(text, "共9件，分别为甲类5件、乙类3件。")
    assert [finding.actual for finding in txt201.check(report)][-1] == 9


def test_a_certain_list_is_an_error_and_a_probable_one_a_warning() -> None:
    text = ["共9件，分别为甲类5件、乙类3件。", "共90件，其中网上来信50件、当面来信39件。"]
    report = text_report(*text)
    assert [finding.grade for finding in txt201.check(report)] == [Severity.ERROR, Severity.WARNING]


def test_every_list_is_read_whether_it_holds_or_not() -> None:
    report = text_report("共9件，其中甲类5件、乙类4件。")
    ((_, found),) = sums_in(report)
    assert found.holds
    assert found.computed == 9
    assert [part.label for part in found.parts] == ["其中甲类", "乙类"]


def test_two_numbers_for_one_thing_are_a_fault_if_one_of_them_was_written_by_hand() -> None:
    texts = ("“清风之声”微信公众号发布信息{a.n}条。", "“清风之声”微信公众号推送消息9条。")
    form = form_of("a.n", "b.n")
    by_hand = text_report(*texts, form=form, values={"a.n": 8})
    assert [(str(f.expected), str(f.actual)) for f in txt302.check(by_hand)] == [("8", "9")]
    bound = text_report(texts[0], texts[1].replace("9", "{b.n}"), form=form, values={"a.n": 8, "b.n": 9})
    assert list(txt302.check(bound)) == []


def test_a_list_is_not_reported_beside_what_explains_it() -> None:
    text = "新收申请56件，承接上年4件，共办理60件，其中办结57件，结转下一年度2件。"
    report = text_report(text)
    assert sorted(found.holds for _, found in sums_in(report)) == [False, True]
    assert list(txt201.check(report)) == []
