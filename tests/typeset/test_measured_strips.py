"""A text as it is measured: cells, gaps, and what of a gap can be squeezed in which turn."""

from __future__ import annotations

import pytest
from typesample import bundled, strip

from reportctl.faces import Face, Faces, Role, Source
from reportctl.typeset.strip import measure

IN_NO_FACE = "\U000f0000"


def test_the_cells_of_what_is_no_letter() -> None:
    assert strip("一\u3000 ·").widths == (1.0, 1.0, 0.25, 0.5)
    unseen = strip("一\u200b二")
    assert (unseen.faces[1], unseen.widths[1], unseen.advances[1]) == (-1, 0.0, 0.0)


def test_a_character_that_no_face_has_takes_a_whole_cell_and_is_told_each_time() -> None:
    for _ in range(2):
        measured = measure([(f"一{IN_NO_FACE}", Role.BODY), (IN_NO_FACE, Role.HEADING1)], bundled())
        assert (measured.faces[1], measured.widths[1], measured.advances[1]) == (0, 1.0, 1.0)
        assert measured.lacking == (IN_NO_FACE,)
    assert measure([("一", Role.BODY)], bundled()).lacking == ()


def test_what_is_known_of_a_character_is_not_looked_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = measure([("一二", Role.BODY)], bundled())
    monkeypatch.setattr(Faces, "find", lambda *_: pytest.fail("looked up again"))
    assert measure([("二一", Role.BODY)], bundled()).advances == before.advances[::-1]


def test_what_is_known_of_one_machines_faces_is_not_taken_for_anothers() -> None:
    serif, sans = (served.face for served in bundled().served() if served.role in (Role.TITLE, Role.HEADING1))
    chains: list[dict[Role, tuple[Face, ...]]] = [dict.fromkeys(Role, (face,)) for face in (serif, sans)]
    found = [measure([("W", Role.BODY)], Faces(chain, dict.fromkeys(Role, Source.BUNDLED))) for chain in chains]
    assert [strip.advances[0] for strip in found] == [face.advance(face.glyph("W") or 0) for face in (serif, sans)]
    assert found[0].advances != found[1].advances


@pytest.mark.parametrize(
    ("spans", "plain"),
    [
        ([("一，a1", Role.BODY)], True),
        ([("一 二", Role.BODY)], False),
        ([("一\u200b二", Role.BODY)], False),
        ([("一", Role.HEADING1), ("二", Role.HEADING1)], False),
        ([("", Role.BODY)], False),
    ],
)
def test_a_text_is_plain_where_all_of_it_is_drawn_alike(spans: list[tuple[str, Role]], plain: bool) -> None:
    assert measure(spans, bundled()).plain is plain


@pytest.mark.parametrize(
    ("text", "gap", "slack", "turn"),
    [
        ("一二", 0, 0, 0),
        # A fifth of a character, which may become an eighth.
        ("一a", 0.2, 0.075, 2),
        ("a一", 0.2, 0.075, 2),
        ("—一a", 0.2, 0.075, 2),
        ("一—a", 0, 0, 0),
        # Brackets first, then commas, and stops last.
        ("一（", 0, 0.5, 0),
        ("）一", 0, 0.5, 0),
        ("，一", 0, 0.5, 1),
        ("。一", 0, 0.5, 3),
        # Two marks share a character and a half; as many turned away from each other give half of one more.
        ("（《", -0.5, 0, 0),
        ("》）", -0.5, 0, 0),
        ("，（", -0.5, 0.5, 0),
    ],
)
def test_the_space_before_the_last_character(text: str, gap: float, slack: float, turn: int) -> None:
    measured = strip(text)
    assert measured.gaps[-1] == pytest.approx(gap)
    assert measured.slacks[-1] == pytest.approx(slack)
    assert measured.ranks[-1] == turn
