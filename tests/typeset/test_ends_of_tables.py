"""The lines above and below a table, by arithmetic: 小四 is 12 pt, the type area 156 mm (442.2 pt) wide."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from typesample import bundled, indicator_table

from reportctl.model.pages import Tag
from reportctl.typeset.blocks import Row, Setter
from reportctl.typeset.ends import foot_rows, head_rows
from reportctl.typeset.slug import Slug
from reportctl.typeset.tree import Tree

WIDE = 156 / 25.4 * 72
LONG = "一二三四五六七八九十" * 4


def setter() -> Setter:
    return Setter(bundled(), Tree(), lambda *_: pytest.fail("a character is missing"))


def head(left: str, right: str) -> tuple[list[Row], Setter]:
    made = setter()
    return head_rows(replace(indicator_table(1), head_left=left, head_right=right), made), made


def foot(*items: str) -> list[Row]:
    return foot_rows(indicator_table(1, foot=items), setter())


def placed(rows: list[Row]) -> list[list[tuple[float, str]]]:
    return [[(round(x, 1), text_of(slug)) for x, slug in row.slugs] for row in rows]


def text_of(slug: Slug) -> str:
    return slug.strip.text[slug.line.start : slug.line.end]


def test_the_head_stands_at_both_ends_of_one_row_and_stays_with_the_table() -> None:
    rows, made = head("填报单位", "单位：件")
    assert placed(rows) == [[(0.0, "填报单位"), (round(WIDE - 48, 1), "单位：件")]]
    assert [row.keep for row in rows] == [True]
    assert all(slug.size == 12 for row in rows for _, slug in row.slugs)
    elements = [slug.element for row in rows for _, slug in row.slugs]
    assert [made.tree.elements()[element or 0].tag for element in elements] == [Tag.P, Tag.P]


def test_a_head_with_one_end_has_one_piece() -> None:
    assert placed(head("填报单位", "")[0]) == [[(0.0, "填报单位")]]
    assert placed(head("", "单位：件")[0]) == [[(round(WIDE - 48, 1), "单位：件")]]
    assert placed(head("", "")[0]) == []


@pytest.mark.parametrize(("left", "rows"), [(31, 1), (32, 2)])
def test_the_two_ends_keep_a_character_between_them(left: int, rows: int) -> None:
    # 442.2 pt hold 36.85 characters: 31 and 4 leave one between them, 32 and 4 do not.
    made, _ = head(LONG[:left], "单位：件")
    assert len(made) == rows
    assert all(row.keep for row in made)
    assert placed(made)[-1][-1] == (round(WIDE - 48, 1), "单位：件")


def test_a_head_longer_than_the_table_is_broken_and_its_right_end_stays_right() -> None:
    rows, _ = head("一二三四五六七八九十" * 5, "单位：件")
    assert len(rows) == 3
    assert placed(rows)[2] == [(round(WIDE - 48, 1), "单位：件")]
    assert all(row.keep for row in rows)


def test_the_items_of_the_foot_share_the_width() -> None:
    third = WIDE / 3
    assert placed(foot("负责人：", "审核人：", "填报人：")) == [
        [(0.0, "负责人："), (round(third, 1), "审核人："), (round(2 * third, 1), "填报人：")]
    ]
    assert foot() == []


@pytest.mark.parametrize(("length", "rows"), [(17, 1), (18, 2)])
def test_an_item_keeps_a_character_from_the_next(length: int, rows: int) -> None:
    # Half the width holds 18.42 characters; with one left free, 17.
    assert len(foot(LONG[:length], LONG[:length])) == rows


def test_the_last_item_may_fill_its_column() -> None:
    assert len(foot("负责人：", LONG[:18])) == 1


def test_items_that_are_too_wide_follow_each_other_two_characters_apart() -> None:
    rows = foot(LONG[:14], LONG[:14], LONG[:14], LONG[:4])
    # 14 + 2 + 14 characters are 360 pt; with two more and the third item they would be 552.
    assert placed(rows) == [
        [(0.0, LONG[:14]), (192.0, LONG[:14])],
        [(0.0, LONG[:14]), (192.0, LONG[:4])],
    ]
    assert [row.keep for row in rows] == [False, False]
