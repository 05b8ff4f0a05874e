"""How sentences speak of figures: mentions and assertions of layout files, read, inherited and refused."""

from __future__ import annotations

from reportctl.model.finding import Finding
from reportctl.model.layout import Assertion, Layout, Mention
from reportctl.model.location import KeyRef
from reportctl.read.layout import read_layouts
from reportctl.resources import builtin_layouts

HEAD = 'id = "local"\nextends = "2021"\nname = "a variant"\n'


def read(text: str) -> tuple[Layout | None, tuple[Finding, ...]]:
    layouts, found = read_layouts([*builtin_layouts(), ("local.toml", (HEAD + text).encode())])
    return next((layout for layout in layouts if layout.id == "local"), None), found


def test_every_key_is_read() -> None:
    layout, found = read(
        '[[mention]]\nfigures = ["t3.granted.total", "t3.partial.total"]\n'
        'phrases = ["公开或部分公开"]\nunits = ["件"]\n'
        'either = ["t3.granted.total"]\nabsent = ["公开决定"]\nalltime = ["t3.new.total"]\ncontext = ["申请"]\n'
        '[[assertion]]\nphrases = ["全部公开"]\nzero = ["t3.partial.total"]\ncontext = ["申请"]\n'
    )
    assert found == ()
    assert layout is not None
    assert layout.mentions[0] == Mention(
        ("t3.granted.total", "t3.partial.total"),
        ("公开或部分公开",),
        ("件",),
        (("t3.granted.total",),),
        ("公开决定",),
        ("t3.new.total",),
        ("申请",),
    )
    assert layout.assertions[0] == Assertion(("全部公开",), ("t3.partial.total",), ("申请",))


def test_a_variant_inherits_what_it_does_not_name_anew() -> None:
    layout, _ = read('[[mention]]\nfigure = "t4.review.total"\nphrases = ["复议案"]\n')
    base = next(layout for layout in read_layouts(builtin_layouts())[0] if layout.id == "2021")
    assert layout is not None
    assert [m.phrases for m in layout.mentions if m.figures == ("t4.review.total",)] == [("复议案",)]
    assert len(layout.mentions) == len(base.mentions)
    assert layout.assertions == base.assertions


def test_what_speaks_of_a_replaced_table_goes_with_it() -> None:
    layouts, _ = read_layouts(builtin_layouts())
    variant = next(layout for layout in layouts if layout.id == "fujian-2014")
    named = {figure for mention in variant.mentions for figure in mention.figures}
    assert named
    assert named <= set(variant.figures)


def test_a_figure_that_is_not_there_is_refused_at_its_key() -> None:
    layout, found = read('[[mention]]\nfigure = "t3.nowhere.total"\nphrases = ["甲"]\n')
    assert layout is None
    assert [(f.rule.code, f.at) for f in found] == [("LAY102", KeyRef("local.toml", "mention[0].figures"))]


def test_a_mention_needs_a_figure_and_has_no_other_keys() -> None:
    _, found = read('[[mention]]\nphrases = ["甲"]\nphrase = "乙"\n')
    assert [f.at for f in found] == [
        KeyRef("local.toml", "mention[0].figure"),
        KeyRef("local.toml", "mention[0].phrase"),
    ]
