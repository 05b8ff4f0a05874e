"""File names for any agency."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportctl.driver.names import safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("某市信访局2017年报告", "某市信访局2017年报告"),
        ("../../x", "_.._x"),
        ("/etc/x", "_etc_x"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1", "_com1"),
        ("CONTROL", "CONTROL"),
        ("a.", "a"),
        ("a ", "a"),
        ("a/b\\c:d", "a_b_c_d"),
        ("a\x00b", "a_b"),
        (".", "_"),
        ("", "_"),
        ("cafe\u0301", "caf\u00e9"),
        ("CON .txt", "_CON .txt"),
        ("com¹", "_com¹"),
        ("CONIN$", "_CONIN$"),
        ("COM10", "COM10"),
        ("a\u202egpj.exe", "a_gpj.exe"),
        ("a\u200bb", "a_b"),
        ("a\ud800b", "a_b"),
        ("a\u2028b\u0085", "a_b_"),
    ],
)
def test_known_traps(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(st.characters(codec=None)))
def test_any_text_makes_a_name_that_every_system_can_hold(text: str) -> None:
    name = safe_name(text)
    assert name
    assert not {unicodedata.category(character) for character in name} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert len(name.encode()) <= 201
    assert not set(name) & set('<>:"/\\|?*')
    assert name[-1] not in " ."
    assert name not in (".", "..")


def test_long_names_are_cut_between_characters() -> None:
    assert safe_name("局" * 300) == "局" * 66


def test_a_long_agency_keeps_the_year_and_the_mark_of_a_draft() -> None:
    final = safe_name("局" * 90 + "2017年政府信息公开工作年度报告")
    draft = safe_name("局" * 90 + "2017年政府信息公开工作年度报告（草稿）")
    assert final.startswith("局局")
    assert final.endswith("局2017年政府信息公开工作年度报告")
    assert draft.endswith("局2017年政府信息公开工作年度报告（草稿）")
