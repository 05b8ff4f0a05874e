"""Forms read when they are asked for are those that reading everything gives, and a changed file is noticed."""

from __future__ import annotations

import pickle

import pytest

from reportctl.model.finding import Finding
from reportctl.model.layout import Layout
from reportctl.read import layout_index
from reportctl.read.layout import read_layouts
from reportctl.read.layout_index import Built, IndexIsWrong, Layouts, Sources, built_of, index_of, indexed
from reportctl.resources import built_layout, builtin_layouts
from reportctl.resources import layout_index as shipped

ALL, _ = read_layouts(builtin_layouts())
BUILT = {layout.id: built_of(layout) for layout in ALL}


def lazy(built: Built = built_layout) -> Layouts:
    found = indexed(builtin_layouts(), shipped(), built)
    assert found is not None
    return found


def nothing_built(_layout_id: str) -> bytes | None:
    return None


def refuse(*_: object) -> tuple[tuple[Layout, ...], tuple[Finding, ...]]:
    raise AssertionError("a layout file was read")


def test_each_form_is_the_same_as_when_all_are_read() -> None:
    assert tuple(lazy(nothing_built)) == ALL
    assert lazy(nothing_built)[1:3] == ALL[1:3]


def test_each_built_form_is_the_same_as_its_layout_file_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportctl.read.layout.read_layouts", refuse)
    forms = lazy()
    assert tuple(forms) == ALL
    for form, read in zip(forms, ALL, strict=True):
        # Equal is not enough: a text equals a member of an enumeration that has it.
        assert repr(form) == repr(read)
        assert list(form.figures) == list(read.figures)


def test_the_heads_say_what_the_forms_say() -> None:
    assert [(h.id, h.years, h.lineage) for h in lazy().heads] == [(f.id, f.years, f.lineage) for f in ALL]


def test_one_form_is_read_without_the_others_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[str]] = []

    def watched(sources: Sources, elsewhere: frozenset[str]) -> tuple[tuple[Layout, ...], tuple[Finding, ...]]:
        read.append([name for name, _ in sources])
        return read_layouts(sources, elsewhere)

    monkeypatch.setattr("reportctl.read.layout.read_layouts", watched)
    forms = lazy(nothing_built)
    assert forms[5] is forms[5]
    assert read == [["reportctl/layouts/2014.toml", "reportctl/layouts/fujian-2014.toml"]]


def test_one_built_form_is_decoded_without_the_others_and_once() -> None:
    asked: list[str] = []

    def watched(layout_id: str) -> bytes | None:
        asked.append(layout_id)
        return built_layout(layout_id)

    forms = lazy(watched)
    assert forms[5] is forms[5]
    assert asked == ["fujian-2014"]


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{}", b"\xff\x00", BUILT["2014"][:-40], BUILT["2014"].replace(b"2014", b"2015"), BUILT["2021"]],
    ids=["empty", "another thing", "no text", "cut", "edited", "another form"],
)
def test_a_built_form_that_the_index_does_not_vouch_for_is_not_served(damaged: bytes) -> None:
    form = lazy(lambda _: damaged)[1]
    assert form.id == "2014"
    assert form == ALL[1]


@pytest.mark.parametrize(
    "damaged", [b"", b"[]", b'{"id":"2014"}', BUILT["2014"].replace(b'"kind":"table"', b'"kind":"chart"')]
)
def test_a_built_form_that_is_none_is_read_anew_though_the_index_vouches_for_it(damaged: bytes) -> None:
    sources = builtin_layouts()
    assert damaged != BUILT["2014"]
    forms = indexed(sources, index_of(sources, {**BUILT, "2014": damaged}, ALL), lambda _: damaged)
    assert forms is not None
    assert forms[1] == ALL[1]


def test_they_travel_to_another_process() -> None:
    sent = pickle.dumps(lazy())
    assert tuple(pickle.loads(sent)) == ALL
    assert len(sent) < sum(len(data) for _, data in builtin_layouts()) + 10_000


def test_files_that_are_not_those_of_the_index_are_left_to_be_read_in_full() -> None:
    sources = builtin_layouts()
    (name, data), *rest = sources
    index = index_of(sources, BUILT, ALL)
    assert indexed(sources, index, built_layout) is not None
    assert indexed([(name, data + b"\n"), *rest], index, built_layout) is None
    assert indexed(rest, index, built_layout) is None
    assert indexed([*sources, ("more.toml", data)], index, built_layout) is None
    assert indexed(sources, None, built_layout) is None
    assert indexed(sources, index.replace(layout_index.SCHEMA.encode(), b"another/1"), built_layout) is None


@pytest.mark.parametrize("damaged", [b"", b"\xff", b"null", b'{"schema":1}', shipped() or b""], ids=repr)
def test_a_damaged_index_vouches_for_nothing(damaged: bytes) -> None:
    assert indexed(builtin_layouts(), damaged[: len(damaged) // 2], built_layout) is None


def test_an_index_that_vouches_for_a_faulty_file_is_a_fault_of_ours() -> None:
    broken = b"\nunknown = 1\n[[section]]"
    sources = [(name, data.replace(b"\n[[section]]", broken)) for name, data in builtin_layouts()]
    forms = indexed(sources, index_of(sources, BUILT, ALL), nothing_built)
    assert forms is not None
    with pytest.raises(IndexIsWrong):
        forms[0]
