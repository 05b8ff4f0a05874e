from __future__ import annotations

import pytest

from reportctl.model.measure import title_lines, width


@pytest.mark.parametrize(
    ("text", "characters"),
    [("", 0), ("某市某局", 4), ("2024年1月15日", 6.5), ("“公开”——……", 8), ("附件：1.", 4), ("𬭼", 1), ("ＡＢ", 2)],
)
def test_width_counts_characters(text: str, characters: float) -> None:
    assert width(text) == characters


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        # 4 + 3 + 4: one line.
        (("某市某局", "2017年度", "工作报告"), ("某市某局2017年度工作报告",)),
        # 24 characters: 9 over 15 is more even than 6 over 18.
        (("甲" * 6, "2017年", "乙" * 8, "丙丙", "年度报告"), ("甲" * 6 + "2017年", "乙" * 8 + "丙丙年度报告")),
        # 8 + 8 would be equal; 4 over 12 is a trapezoid, 12 over 4 its mirror.
        (("甲" * 8, "乙" * 4, "丙" * 4, "丁" * 8), ("甲" * 8, "乙" * 4 + "丙" * 4 + "丁" * 8)),
        # Three lines: 10, 18, 12 is a diamond; the hourglass 18, 10, 12 is not to be had.
        (("甲" * 10, "乙" * 18, "丙" * 12), ("甲" * 10, "乙" * 18, "丙" * 12)),
        # A word that is too long stands alone.
        (("甲" * 25, "报告"), ("甲" * 25, "报告")),
        ((), ()),
    ],
)
def test_title_lines(words: tuple[str, ...], lines: tuple[str, ...]) -> None:
    assert title_lines(words) == lines


def test_a_title_of_very_many_words_is_filled_in_no_time() -> None:
    lines = title_lines(("工作",) * 500)
    assert lines == ("工作" * 10,) * 50
