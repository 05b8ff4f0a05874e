"""Read the claims of published reports as narrative and say what was found, what was cried, what was not understood.

Usage: bench_text.py [FOLDER], by default ../shared/corpus beside the checkout. Each report's sentences stand in one
section, with the figures that were published beside them; those marked as published are scored by themselves, and so
are those that were abridged, which are notes rather than sentences. A claim counts as found where a finding in its
sentence speaks of its numbers.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportctl.check import JUDGES
from reportctl.model.figure import State, Value
from reportctl.model.finding import Finding, Severity
from reportctl.model.layout import Layout
from reportctl.model.location import CellRef
from reportctl.model.report import Report, SectionText, Text
from reportctl.prose import reading
from reportctl.read.layout import read_layouts
from reportctl.resources import builtin_layouts

ROOT = Path(__file__).resolve().parent.parent
FORMS = ("as published", "abridged")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the corpus: the report, the row of its sentence, its numbers, and whether it holds."""

    report: str
    row: int
    sentence: str
    relation: str
    numbers: frozenset[Decimal]
    holds: bool


def claims_of(data: dict[str, Any], form: str) -> list[Claim]:
    """The claims of one report whose sentences are in that form; each sentence has a row of its own."""
    rows: dict[str, int] = {}
    found = []
    for claim in data.get("claims", ()):
        if claim["sentence_form"] != form or not isinstance(claim["holds"], bool):
            continue
        row = rows.setdefault(claim["sentence"], len(rows) + 1)
        numbers = frozenset(Decimal(str(number)) for number in claim["numbers"])
        found.append(Claim(data["id"], row, claim["sentence"], claim["relation"], numbers, claim["holds"]))
    return found


def report_of(data: dict[str, Any], claims: Sequence[Claim], layouts: dict[str, Layout]) -> Report | None:
    """The report with the published figures, and its sentences as the paragraphs of one section."""
    year = int(data["year"])
    layout = layouts.get(data.get("layout") or data.get("regime") or "")
    layout = layout or next((form for form in layouts.values() if year in form.years), None)
    if layout is None:
        return None
    at = CellRef(data["id"], "正文", 1, 1)
    sentences = {claim.row: claim.sentence for claim in claims}
    paragraphs = tuple(Text(text, CellRef(data["id"], "正文", row, 2)) for row, text in sentences.items())
    given = data.get("figures", {})
    values = {
        figure: _value(given.get(figure), CellRef(data["id"], "表", n, 3)) for n, figure in enumerate(layout.figures)
    }
    section = SectionText("", Text("政府信息公开情况", at), paragraphs)
    return Report(data["id"], "", Text(data["agency"], at), year, at, layout, {}, values, (section,), None, (), ())


def _value(given: object, at: CellRef) -> Value:
    text = str(given).strip() if given is not None else ""
    match = re.fullmatch(r"(-?\d+(?:\.\d+)?)(万元|元)?", text)
    if match:
        return Value(State.NUMBER, Decimal(match[1]), text, at, match[2] or "")
    return Value(State.BLANK, raw=text, at=at) if not text else Value(State.FAULT, raw=text, at=at)


def findings_of(report: Report) -> list[Finding]:
    """What the rules on text say."""
    return [f for rule, judge in JUDGES if rule.code.startswith(("TXT2", "TXT3")) for f in judge(report)]


def matching(claim: Claim, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings in the claim's sentence that are about its numbers and of its kind."""
    share = claim.relation.startswith("pct")
    for finding in findings:
        stated = {n for n in (finding.actual, finding.expected) if isinstance(n, Decimal)}
        stated |= {r.value for r in finding.related if isinstance(r.value, Decimal)}
        here = isinstance(finding.at, CellRef) and finding.at.row == claim.row
        if here and share == (finding.rule.code == "TXT202") and _covers(claim, stated, finding):
            yield finding


def _covers(claim: Claim, stated: set[Decimal], finding: Finding) -> bool:
    """Whether a finding is about the claim; of a true sum, only one that doubts the sum is."""
    if claim.holds:
        of_sums = finding.rule.code in ("TXT201", "TXT204")
        return finding.actual in claim.numbers and ("+" not in claim.relation or of_sums)
    return finding.actual in claim.numbers or len(claim.numbers & stated) >= min(2, len(claim.numbers))


def understood_in(report: Report) -> dict[int, list[frozenset[Decimal]]]:
    """The numbers of every statement that was read, by row."""
    found: dict[int, list[frozenset[Decimal]]] = {}
    for passage, total in reading.sums_in(report):
        numbers = frozenset((total.total.value, *(part.value for part in total.parts)))
        found.setdefault(passage.at.row, []).append(numbers)
    for passage, share in reading.shares_in(report):
        found.setdefault(passage.at.row, []).append(frozenset((share.part.value, share.base, share.percent.value)))
    for passage, done in reading.completions_in(report):
        found.setdefault(passage.at.row, []).append(frozenset((done.received.value, done.answered.value)))
    for passage, balance in reading.balances_in(report):
        sides = (balance.received, balance.answered, balance.carried)
        found.setdefault(passage.at.row, []).append(frozenset(side.value for side in sides))
    for passage, grown in reading.growths_in(report):
        found.setdefault(passage.at.row, []).append(frozenset((grown.now.value, grown.before, grown.change.value)))
    for named in reading.stated_in(report):
        if named.value is not None:
            found.setdefault(named.passage.at.row, []).append(frozenset((named.item.value, named.value)))
    return found


@dataclass(frozen=True, slots=True)
class Score:
    """What was said about the claims of one form."""

    claims: tuple[Claim, ...]
    caught: tuple[Claim, ...]
    errors: tuple[Claim, ...]
    warnings: tuple[Claim, ...]
    unread: tuple[Claim, ...]


def score_of(folder: Path, layouts: dict[str, Layout], form: str) -> Score:
    """Read all claims of one form and sort them by what was said."""
    claims: list[Claim] = []
    caught: list[Claim] = []
    cried: dict[Severity, list[Claim]] = {Severity.ERROR: [], Severity.WARNING: []}
    unread: list[Claim] = []
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        own = claims_of(data, form)
        report = report_of(data, own, layouts)
        if report is None or not own:
            continue
        findings, read = findings_of(report), understood_in(report)
        claims += own
        for claim in own:
            said = list(matching(claim, findings))
            if said and not claim.holds:
                caught.append(claim)
            elif said:
                grave = any(f.grade is Severity.ERROR for f in said)
                cried[Severity.ERROR if grave else Severity.WARNING].append(claim)
            elif not any(claim.numbers <= numbers for numbers in read.get(claim.row, ())):
                unread.append(claim)
    return Score(
        tuple(claims), tuple(caught), tuple(cried[Severity.ERROR]), tuple(cried[Severity.WARNING]), tuple(unread)
    )


def main(arguments: Sequence[str]) -> int:
    """Print the scores; status 1 where a true claim as published is reported as an error."""
    folder = Path(arguments[0]) if arguments else ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        sys.stdout.write(f"no corpus at {folder.name}; nothing to measure\n")
        return 0
    layouts = {layout.id: layout for layout in read_layouts(builtin_layouts())[0]}
    scores = {form: score_of(folder, layouts, form) for form in FORMS}
    for form, score in scores.items():
        sys.stdout.write("\n".join(_lines(form, score)) + "\n")
    return 1 if scores[FORMS[0]].errors else 0


def _lines(form: str, score: Score) -> list[str]:
    wrong = [claim for claim in score.claims if not claim.holds]
    right = len(score.claims) - len(wrong)
    return [
        f"{form}: {len(score.claims)} claims, {right} true, {len(wrong)} false",
        f"  recall on false claims: {_share(len(score.caught), len(wrong))}",
        f"  true claims reported as error: {_share(len(score.errors), right)}",
        f"  true claims reported as warning: {_share(len(score.warnings), right)}",
        f"  not understood: {len(score.unread)}",
        *(f"    missed      {c.report} {c.relation}" for c in wrong if c not in score.caught),
        *(f"    false alarm {c.report} {c.relation}" for c in (*score.errors, *score.warnings)),
        *(f"    unread      {c.report} {c.relation}" for c in score.unread if c.holds),
    ]


def _share(count: int, of: int) -> str:
    return f"{count}/{of} = {100 * count / of:.1f} %" if of else "none"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
