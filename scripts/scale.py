"""Measure what a report costs, and write what a county, a province and the country would need to docs/scale.md.

Usage: scale.py [--reports N] [--write]
Processor time is measured, not time by the clock, so that a machine which has other work gives the same figures.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from bench import machine, project_of

from reportctl.cli.run import run

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "scale.md"
START, END = "<!-- scale -->\n", "<!-- /scale -->\n"
FEW = 4
PLACES = (("a county", 100), ("a province", 10_000), ("the country", 150_000))
"""How many reports a year: agencies of a county, of a province, and all."""
JOBS = (2, 16, 64)
LOST = 0.85
"""The share of a further processor that comes to good use; docs/performance.md has what was measured for two."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of the first process and of its workers."""

    own: float
    workers: float

    @property
    def all(self) -> float:
        """Of all processes together."""
        return self.own + self.workers


def spent(arguments: list[str]) -> Cost:
    """What a command costs."""
    before = _times()
    with redirect_stdout(StringIO()):
        status = run(arguments)
    if status:
        sys.exit(f"failed with {status}: {' '.join(arguments)}")
    after = _times()
    return Cost(after[0] - before[0], after[1] - before[1])


def _times() -> tuple[float, float]:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    own, workers = (usage.ru_utime + usage.ru_stime for usage in usages)
    return own, workers


def each(folder: Path, count: int, *arguments: str) -> Cost:
    """What a command costs for one more report; what only starting costs is taken off, by a run over few."""
    costs = []
    for reports in (FEW, FEW, FEW + count):
        project = folder / str(reports)
        if not project.exists():
            project_of(project, reports)
        costs.append(spent(["--project", str(project), "--quiet", *arguments, "--jobs", "1"]))
    _, few, many = costs
    return Cost((many.own - few.own) / count, (many.workers - few.workers) / count)


def time(seconds: float) -> str:
    """A time as people say it."""
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def table(folder: Path, count: int) -> str:
    """What was measured, and what follows from it."""
    built = each(folder, count, "build", "--all", "--force")
    checked = each(folder, count, "check")
    same = spent(["--project", str(folder / str(FEW + count)), "--quiet", "build", "--all"])
    size = sum(path.stat().st_size for path in (folder / str(FEW + count) / "out").rglob("*") if path.is_file())
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    memory = max(usage.ru_maxrss for usage in usages)
    per, disk = (FEW + count), size / (FEW + count)
    lines = [
        f"{machine()}; {count} reports",
        "",
        "| one report of 11 pages | processor time |",
        "|---|---|",
        f"| check | {checked.all * 1000:.0f} ms |",
        f"| build DOCX and PDF, read back; in a worker | {built.workers * 1000:.0f} ms |",
        f"| build; in the first process, which asks, hands out and writes | {built.own * 1000:.0f} ms |",
        f"| a run in which it is unchanged, starting included | {same.all / per * 1000:.1f} ms |",
        "",
        f"{disk / 1024:.0f} kB of files a report, {memory / 1024:.0f} MB of memory at most a process.",
        "",
        "| | reports | processor time | " + " | ".join(f"{jobs} jobs" for jobs in JOBS) + " | check, 2 jobs | disk |",
        "|---|---|---|" + "---|" * (len(JOBS) + 2),
    ]
    for name, reports in PLACES:
        took = (time(max(reports * built.workers / (1 + LOST * (jobs - 1)), reports * built.own)) for jobs in JOBS)
        check = time(reports * checked.all / (1 + LOST))
        cells = (name, f"{reports:,}", time(reports * built.all), *took, check, f"{reports * disk / 1e9:.2f} GB")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Measure, print the tables and, if asked, keep them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        text = table(Path(folder), chosen.reports)
    sys.stdout.write(text)
    if chosen.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(START)
        PAGE.write_text(before + START + text + END + rest.split(END)[1], encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
