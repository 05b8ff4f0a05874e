"""How good the messages are: what each one tells, counted from the rules and from what their case files find."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from reportctl.check import JUDGES
from reportctl.diagnostics.words import SEVERITIES
from reportctl.model.finding import Finding, Rule
from reportctl.model.location import CellRef, KeyRef, SheetRef
from reportctl.read.layout import read_layouts
from reportctl.resources import builtin_layouts
from reportctl.rules import CATALOGUE
from reportctl.rules.law import behind

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "rules" / "scores.toml"
_BY_FAMILY = {"CEL": "cell", "IDN": "cell", "LAY": "key", "FIL": "file", "OUT": "file"}
_NO_LAW = ("FIL", "LAY", "OUT", "CEL", "IDN103", "IDN104", "IDN110")
"""Faults of files and cells, which no law needs to forbid."""
_CITED = ("GB/T", "条例", "国办", "通知", "格式")
_MARKS = {True: "是", False: "否", None: "—"}


class Score(NamedTuple):
    """What a message tells; None where the question does not arise."""

    place: str
    quotes: bool
    sides: bool
    hint: bool
    law: bool | None

    @property
    def points(self) -> int:
        """How many of the five questions it answers; a place in a cell or at a key is a place that one can open."""
        near = self.place in ("cell", "key", "file")
        return sum((near, self.quotes, self.sides, self.hint, self.law is not False))


def scores() -> dict[str, Score]:
    """The score of every message."""
    found = _found()
    layouts = read_layouts(builtin_layouts())[0]
    return {
        rule.code: _score(rule, found.get(rule.code, []), any(behind(rule.code, layout) for layout in layouts))
        for rule in CATALOGUE
    }


def _found() -> dict[str, list[Finding]]:
    """What the checks find in their case files."""
    sys.path.insert(0, str(ROOT / "tests" / "check"))
    from reportcase import case_file, report_of

    found: dict[str, list[Finding]] = {}
    for rule, check in JUDGES:
        data = case_file(rule.code)
        for case in data["case"]:
            report = report_of(data.get("form", {}) | case.get("form", {}), case)
            found.setdefault(rule.code, []).extend(check(report))
    return found


def _score(rule: Rule, found: list[Finding], in_force: bool) -> Score:
    named = {name for _, name, _, _ in Formatter().parse(rule.message.zh) if name}
    told = any(f.related or (f.expected is not None and f.actual is not None) for f in found)
    cited = in_force or any(f.basis or f.constraint for f in found) or any(word in rule.manual for word in _CITED)
    return Score(
        place=_place(rule, found),
        quotes=bool(named),
        sides=told or len(named) > 1,
        hint=bool(rule.hint.zh.strip()) and bool(rule.hint.en.strip()),
        law=True if cited else None if rule.code.startswith(_NO_LAW) else False,
    )


def _place(rule: Rule, found: list[Finding]) -> str:
    """The place that most of the findings have."""
    kinds = [
        "cell" if isinstance(f.at, CellRef) else "sheet" if isinstance(f.at, SheetRef)
        else "key" if isinstance(f.at, KeyRef) else "report"
        for f in found
    ]  # fmt: skip
    if not kinds:
        return _BY_FAMILY.get(rule.code[:3], "report")
    return max(sorted(set(kinds)), key=kinds.count)


def table(counted: dict[str, Score]) -> str:
    """The scores as a page."""
    places = {"cell": "单元格", "key": "键", "file": "文件", "sheet": "工作表", "report": "整份报告"}
    rows = [
        f"| [{rule.code}](rules/{rule.code}.md) | {SEVERITIES[rule.severity]['zh']} | {places[score.place]} "
        f"| {_MARKS[score.quotes]} | {_MARKS[score.sides]} | {_MARKS[score.hint]} | {_MARKS[score.law]} "
        f"| {score.points} |"
        for rule in CATALOGUE
        for score in (counted[rule.code],)
    ]
    best = sum(score.points == len(Score._fields) for score in counted.values())
    return "\n".join(
        (
            "# 消息评分 What each message tells",
            "",
            "每条消息回答五个问题：在哪里，写的是什么，两边各是多少，怎么办，依据是什么。由规则和它的样例统计得出，只升不降",
            "（`tests/rules/scores.toml`）。Counted from the rules and their cases; no message may get worse.",
            "",
            f"{len(rows)} 条消息，{best} 条五问皆答。{len(rows)} messages, {best} of which answer all five.",
            "",
            "| 代码 code | 级别 | 位置 place | 引原文 quotes | 两边数值 both sides | 建议 hint | 依据 law | 得分 |",
            "|---|---|---|---|---|---|---|---|",
            *rows,
            "",
        )
    )


def kept(counted: dict[str, Score]) -> str:
    """The least points that each message may have: those of today, or those it had if they were more."""
    before = tomllib.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    lines = [f"{code} = {max(score.points, int(before.get(code, 0)))}" for code, score in counted.items()]
    head = "# The points that each message of docs/messages.md has reached. Written by scripts/docs.py, never lowered."
    return "\n".join((head, *lines)) + "\n"
