"""Personal data: what is one and what only looks like one, and that none of it is ever written out whole."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportctl.model.finding import Finding, Related
from reportctl.model.location import FileRef
from reportctl.rules._personal import Kind, is_identity_number, masked, passes_luhn, personal, without_personal
from reportctl.rules.req106_section_says_nothing import RULE

# The two examples of GB 11643-1999, appendix A, and numbers that card schemes publish for tests.
IDENTITIES = ("11010519491231002X", "440524188001010014")
CARDS = ("4111111111111111", "5555555555554444", "6200000000000005", "3566002020360505", "79927398713")


@pytest.mark.parametrize("number", IDENTITIES)
def test_the_examples_of_the_standard(number: str) -> None:
    assert is_identity_number(number)
    wrong = "0123456789X".replace(number[-1], "")
    assert not any(is_identity_number(number[:-1] + digit) for digit in wrong)


@pytest.mark.parametrize("number", CARDS)
def test_the_cards_of_the_schemes(number: str) -> None:
    assert passes_luhn(number)
    assert not any(passes_luhn(number[:-1] + digit) for digit in "0123456789".replace(number[-1], ""))


def identity(province: int, born: date, serial: int) -> str:
    """A number with its check digit, reckoned as the standard states it: the weighted sum leaves 1 over 11."""
    body = f"{province:02}0101{born:%Y%m%d}{serial:03}"
    for digit in "0123456789X":
        value = 10 if digit == "X" else int(digit)
        total = sum(int(d) * 2 ** (17 - i) for i, d in enumerate(body)) + value
        if total % 11 == 1:
            return body + digit
    raise AssertionError(body)


@given(
    st.sampled_from([11, 34, 65]),
    st.dates(date(1900, 1, 1), date(2025, 12, 31)),
    st.integers(0, 999),
    st.text(alphabet="申请人的，。（ ", max_size=8),
)
def test_every_number_is_found_and_none_survives_masking(province: int, born: date, serial: int, words: str) -> None:
    number = identity(province, born, serial)
    text = f"{words}{number}{words}"
    assert [datum.kind for datum in personal(text)] == [Kind.IDENTITY]
    assert number not in masked(text)
    assert len(masked(text)) == len(text)
    assert masked(masked(text)) == masked(text)


@given(st.text(alphabet="0123456789Xx -@.元件号码编申qcomQ卡", max_size=80))
def test_any_text_can_be_looked_through(text: str) -> None:
    found = list(personal(text))
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(text[datum.start : datum.end] not in masked(text) for datum in found)


def test_a_finding_of_any_rule_is_masked_in_all_that_it_says() -> None:
    number, mobile = IDENTITIES[0], "13800000000"
    finding = Finding(
        RULE,
        FileRef("a.xlsx"),
        {"heading": f"五、{number}", "text": f"问{mobile}，zhang3@qq.com"},
        expected=number,
        actual=f"{mobile}来电",
        related=(Related(None, f"申请人{number}", mobile),),
    )
    clean = without_personal(finding)
    said = repr(clean) + clean.message("zh") + clean.message("en")
    for secret in (number, mobile, "zhang3"):
        assert secret not in said
    assert clean.expected == "110*************2X"
    assert clean.actual == "138******00来电"
    assert clean.related == (Related(None, "申请人110*************2X", "138******00"),)
    assert clean.message("zh") == "“五、110*************2X”只写了“问138******00，z***@qq.com”"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("证号11010519…", "证号********…"),
        ("…0519491231002X，已删", "…**************，已删"),
        ("…全年1027条…", "…全年1027条…"),
        ("共12345条，…", "共12345条，…"),
    ],
)
def test_a_number_that_a_quotation_cuts_is_not_half_shown(quote: str, shown: str) -> None:
    assert masked(quote) == shown


def test_a_finding_without_personal_data_is_left_alone() -> None:
    finding = Finding(RULE, FileRef("a.xlsx"), {"heading": "五、问题", "text": "无"})
    assert without_personal(finding) is finding


CLEAN = (
    "办公地址：示例市示例路12号，邮政编码：236000，联系电话：0558-2270000，传真：0558-2270001。",
    "国办公开办函〔2021〕30号，皖政办秘〔2017〕123号，GB/T 9704-2012。",
    "服务热线12345，监督举报电话12388，客服400-800-8000。",
    "统一社会信用代码11341200003133560F，网站标识码3412000001，皖ICP备13012345号。",
    "网站访问量13800000000次，收费13800000000元，资金1380000.00万元。",
    "许可证编号：341200201712310001，流水号20171231000000123456。",
    "经度115.8123456789，纬度32.8901234567890。",
    "统计期限2017-01-01至2017-12-31，更新于20180126093000。",
    "电子邮箱：xxgk@fy.gov.cn、office@163.gov.cn、a@qq.com.cn。",
    "http://www.example.gov.cn/content/detail/5a6b7c8d9e0f13800000000.html",
)


@pytest.mark.parametrize("text", CLEAN)
def test_what_only_looks_like_it(text: str) -> None:
    assert list(personal(text)) == []
