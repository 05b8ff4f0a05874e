"""Forms read when they are asked for are those that reading everything gives, and a changed file is noticed."""

from __future__ import annotations

import pickle

import pytest

from reportctl.model.finding import Finding
from reportctl.model.layout import Layout
from reportctl.read import layout_index
from reportctl.read.layout import read_layouts
from reportctl.read.layout_index import IndexIsWrong, Layouts, Sources, index_of, indexed
from reportctl.resources import builtin_layouts
from reportctl.resources import layout_index as shipped

ALL, _ = read_layouts(builtin_layouts())


def lazy() -> Layouts:
    found = indexed(builtin_layouts(), shipped())
    assert found is not None
    return found


def test_each_form_is_the_same_as_when_all_are_read() -> None:
    assert tuple(lazy()) == ALL
    assert lazy()[1:3] == ALL[1:3]


def test_the_heads_say_what_the_forms_say() -> None:
    assert [(h.id, h.years, h.lineage) for h in lazy().heads] == [(f.id, f.years, f.lineage) for f in ALL]


def test_one_form_is_read_without_the_others_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[str]] = []

    def watched(sources: Sources, elsewhere: frozenset[str]) -> tuple[tuple[Layout, ...], tuple[Finding, ...]]:
        read.append([name for name, _ in sources])
        return read_layouts(sources, elsewhere)

    monkeypatch.setattr("reportctl.read.layout.read_layouts", watched)
    forms = lazy()
    assert forms[5] is forms[5]
    assert read == [["reportctl/layouts/2014.toml", "reportctl/layouts/fujian-2014.toml"]]


def test_they_travel_to_another_process() -> None:
    assert tuple(pickle.loads(pickle.dumps(lazy()))) == ALL


def test_files_that_are_not_those_of_the_index_are_left_to_be_read_in_full() -> None:
    sources = builtin_layouts()
    (name, data), *rest = sources
    index = index_of(sources, ALL)
    assert indexed([(name, data + b"\n"), *rest], index) is None
    assert indexed(rest, index) is None
    assert indexed([*sources, ("more.toml", data)], index) is None
    assert indexed(sources, None) is None
    assert indexed(sources, index.replace(layout_index.SCHEMA.encode(), b"another/1")) is None


def test_an_index_that_vouches_for_a_faulty_file_is_a_fault_of_ours() -> None:
    broken = b"\nunknown = 1\n[[section]]"
    sources = [(name, data.replace(b"\n[[section]]", broken)) for name, data in builtin_layouts()]
    forms = indexed(sources, index_of(sources, ALL))
    assert forms is not None
    with pytest.raises(IndexIsWrong):
        forms[0]
