"""Consistent reports are clean, and no change of a figure that a relation mentions goes unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from reportcase import report_of
from test_check import DETAILS, ROWS, matrix

from reportctl.check import check
from reportctl.model.finding import Finding
from reportctl.rules.sum103_breakdown_not_sum_of_parts import RULE as SUM103

COUNT = st.integers(min_value=0, max_value=10**6)


def sound(leaves: list[int], carried: int) -> dict[str, int]:
    """Values that satisfy every relation of the matrix, from eight free numbers."""
    done_a, done_b, open_a, open_b, old_a, old_b = leaves[:6]
    cells = {"done.a": done_a, "done.b": done_b, "open.a": open_a, "open.b": open_b}
    cells |= {"all.a": done_a + open_a, "all.b": done_b + open_b}
    cells |= {"old.a": min(old_a, cells["all.a"]), "old.b": min(old_b + carried, cells["all.b"])}
    cells |= {"new.a": cells["all.a"] - cells["old.a"], "new.b": cells["all.b"] - cells["old.b"]}
    return cells | {f"{row}.sum": cells[f"{row}.a"] + cells[f"{row}.b"] for row in ROWS}


def findings_of(values: Mapping[str, Any]) -> tuple[Finding, ...]:
    return check(report_of(matrix(), {"values": values, "details": DETAILS}), ())


@given(st.lists(COUNT, min_size=6, max_size=6), COUNT)
def test_a_consistent_report_has_no_finding(leaves: list[int], carried: int) -> None:
    assert [f.message("en") for f in findings_of(sound(leaves, carried))] == []


@given(st.lists(COUNT, min_size=6, max_size=6), COUNT, st.sampled_from(sorted(sound([0] * 6, 0))), st.integers(1, 50))
def test_any_one_change_is_found_and_named(leaves: list[int], carried: int, figure: str, change: int) -> None:
    values = sound(leaves, carried)
    findings = findings_of(values | {figure: values[figure] + change})
    named = {f.figure for f in findings} | {r.figure for f in findings for r in f.related}
    assert figure in named
    assert len(findings) == 1


@given(st.lists(COUNT, min_size=2, max_size=9), st.integers(-3, 3))
def test_a_breakdown_is_judged_by_its_sum(parts: list[int], off: int) -> None:
    total = sum(parts) + off
    if total < 0:
        return
    breakdown = {"label": "总", "total": total, "parts": {f"第{i}": part for i, part in enumerate(parts)}}
    found = check(report_of({}, {"details": DETAILS, "breakdowns": [breakdown]}), ())
    assert [f.rule for f in found] == ([SUM103] if off else [])
    assert all(f.expected == sum(parts) and f.actual == total for f in found)
