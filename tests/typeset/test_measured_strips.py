"""A text as it is measured: cells, gaps, and what of a gap can be squeezed in which turn."""

from __future__ import annotations

import pytest
from typesample import bundled, strip

from reportctl.faces import Role
from reportctl.typeset.strip import Known, measure

IN_NO_FACE = "\U000f0000"


def test_the_cells_of_what_is_no_letter() -> None:
    assert strip("一\u3000 ·").widths == [1.0, 1.0, 0.25, 0.5]
    unseen = strip("一\u200b二")
    assert (unseen.faces[1], unseen.widths[1], unseen.advances[1]) == (-1, 0.0, 0.0)


def test_a_character_that_no_face_has_takes_a_whole_cell_and_is_told_each_time() -> None:
    told: list[str] = []
    known: Known = {}
    for _ in range(2):
        measured = measure([(f"一{IN_NO_FACE}", Role.BODY)], bundled(), told.append, known)
        assert (measured.faces[1], measured.widths[1], measured.advances[1]) == (0, 1.0, 1.0)
    assert told == [IN_NO_FACE, IN_NO_FACE]


def test_what_is_known_of_a_character_is_not_looked_up_again() -> None:
    known: Known = {}
    measure([("一", Role.BODY)], bundled(), lambda character: None, known)
    assert known[Role.BODY]["一"][1] == 1.0
    known[Role.BODY]["一"] = (0, 2.0, 3.0)
    again = measure([("一", Role.BODY)], bundled(), lambda character: None, known)
    assert (again.widths, again.advances) == ([2.0], [3.0])


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
