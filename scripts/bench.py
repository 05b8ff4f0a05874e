"""Measure reportctl against its yardsticks: interleaved runs, medians, ratios; the table goes to docs/performance.md.

Usage: bench.py [--rounds N] [--reports N] [--many N] [--only NAME]… [--write]
Needs the extra `bench` (typst, docxtpl) and, for one row, LibreOffice. The machine should be otherwise idle.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from typst_document import typst_source

from reportctl.bind import bind, identify
from reportctl.compose import compose
from reportctl.driver.fonts import face_settings
from reportctl.driver.hands import processors
from reportctl.driver.project import open_project
from reportctl.driver.unit import Engine, Paper, Settings, Work
from reportctl.model.document import Document
from reportctl.read.workbook import read_workbook

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
START, END = "<!-- bench -->\n", "<!-- /bench -->\n"
EXAMPLE = (ROOT / "data" / "2017.xlsx").read_bytes()
AGENCY = "阜阳市信访局"
PYTHON = sys.executable
REPORTCTL = [PYTHON, "-m", "reportctl"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what, against what, the limit, what was measured, and whether that keeps the limit."""

    what: str
    against: str
    limit: str
    measured: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """How often and how much is measured."""

    rounds: int
    reports: int
    many: int


def variant(name: str) -> bytes:
    """The example's workbook under another agency's name."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(EXAMPLE)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename.startswith("xl/worksheets/sheet"):
                for old, new in zip(_spellings(AGENCY), _spellings(name), strict=True):
                    data = data.replace(old, new)
            target.writestr(member, data)
    return result.getvalue()


def _spellings(text: str) -> tuple[bytes, bytes]:
    return text.encode(), text.encode("ascii", "xmlcharrefreplace")


def project_of(folder: Path, count: int) -> Path:
    """A project with the workbooks of so many agencies."""
    for number in range(count):
        place = folder / "data" / f"{number:05d}"
        place.mkdir(parents=True)
        (place / "2017.xlsx").write_bytes(variant(f"第{number:05d}局"))
    return folder


def documents(count: int) -> list[Document]:
    """The documents of so many agencies."""
    layout = open_project(ROOT).layout_for(2017)
    found = []
    for number in range(count):
        workbook, _ = read_workbook(variant(f"第{number:05d}局"), "2017.xlsx")
        identity = identify(workbook)[0] if workbook else None
        if workbook is None or identity is None or layout is None:
            sys.exit("the example cannot be read")
        found.append(compose(bind(workbook, identity, layout)[0]))
    return found


def run(command: Sequence[str | Path], folder: Path = ROOT) -> tuple[float, int]:
    """Seconds and peak memory in KiB of a command and the processes that it started."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"failed with {process.returncode}: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss


def against(rounds: int, ours: Callable[[int], float], theirs: Callable[[int], float]) -> tuple[float, float]:
    """The medians of two things measured in turn; the round's number is handed over, round 0 is not counted."""
    pairs = [(ours(number), theirs(number)) for number in range(rounds + 1)][1:]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def ratio(what: str, other: str, limit: float, times: tuple[float, float]) -> Row:
    """A line that compares two times."""
    value = times[0] / times[1]
    measured = f"{value:.2f} × ({times[0] * 1000:.0f} / {times[1] * 1000:.0f} ms)"
    return Row(what, other, f"≤ {limit:g} ×", measured, value <= limit)


def cold_build(scale: Scale, folder: Path) -> Row:
    """One report by a process of its own, against Typst in a process of its own."""
    source = folder / "one.typ"
    source.write_text(typst_source(documents(1)[0]), encoding="utf-8")
    code = f"import typst; typst.compile({str(source)!r}, output={str(folder / 'one.pdf')!r})"
    times = against(
        scale.rounds,
        lambda _: run([*REPORTCTL, "build", "2017", "--force", "--out", folder / "one"])[0],
        lambda _: run([PYTHON, "-c", code])[0],
    )
    return ratio("cold `build 2017`, DOCX and PDF", "Typst, PDF only", 1.5, times)


def engine() -> Engine:
    """What builds a report in this process."""
    project = open_project(ROOT)
    faces, _ = face_settings(project)
    return Engine(Settings(project.layouts, project.config, ("docx", "pdf"), faces=faces))


def warm_build(scale: Scale, folder: Path) -> Row:
    """Different reports in one process, against as many different Typst documents in one process."""
    import typst

    works = engine()
    papers = [Paper("2017.xlsx", variant(f"第{number:05d}局")) for number in range(scale.rounds + 1)]
    sources = []
    for number, document in enumerate(documents(scale.rounds + 1)):
        sources.append(folder / f"{number}.typ")
        sources[-1].write_text(typst_source(document), encoding="utf-8")

    def ours(number: int) -> float:
        start = time.perf_counter()
        if works.perform(Work(papers[number], place="out")).made is None:
            sys.exit("a report was not built")
        return time.perf_counter() - start

    def theirs(number: int) -> float:
        start = time.perf_counter()
        typst.compile(str(sources[number]), output=str(sources[number].with_suffix(".pdf")))
        return time.perf_counter() - start

    return ratio("warm, per report, verified", "Typst, PDF only", 1.0, against(scale.rounds, ours, theirs))


def office(scale: Scale, folder: Path) -> Row:
    """Different reports in one process, against docxtpl and one LibreOffice process for all of them."""
    from docxtpl import DocxTemplate

    count = scale.rounds
    works = engine()
    papers = [Paper("2017.xlsx", variant(f"第{number:05d}局")) for number in range(count)]
    made = works.perform(Work(papers[0], place="out")).made
    if made is None:
        sys.exit("a report was not built")
    template = folder / "template.docx"
    template.write_bytes(next(data for name, data in made.outputs.items() if name.endswith(".docx")))
    start = time.perf_counter()
    for paper in papers:
        works.perform(Work(paper, place="out"))
    ours = (time.perf_counter() - start) / count
    start = time.perf_counter()
    for number in range(count):
        filled = DocxTemplate(template)
        filled.render({"number": number})
        filled.save(folder / f"office{number}.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *folder.glob("office*.docx")])
    theirs = (time.perf_counter() - start) / count
    return ratio("warm, per report, verified", "docxtpl + LibreOffice", 0.1, (ours, theirs))


def cold_check(scale: Scale, _: Path) -> Row:
    """`check` against nothing but the import of openpyxl."""
    times = against(
        scale.rounds,
        lambda _: run([*REPORTCTL, "check", "2017"])[0],
        lambda _: run([PYTHON, "-c", "import openpyxl"])[0],
    )
    return ratio("cold `check 2017`", "`import openpyxl`", 1.0, times)


def cold_help(scale: Scale, _: Path) -> Row:
    """`--help` against nothing but the import of typer."""
    times = against(
        scale.rounds,
        lambda _: run([*REPORTCTL, "--help"])[0],
        lambda _: run([PYTHON, "-c", "import typer"])[0],
    )
    return ratio("`reportctl --help`", "`import typer`", 1.3, times)


def two_jobs(scale: Scale, folder: Path) -> Row:
    """The rate of two processes against that of one."""
    project = project_of(folder / "jobs", scale.reports)
    command = [*REPORTCTL, "--project", project, "build", "--all", "--force", "--jobs"]
    one, two = run([*command, "1"])[0], run([*command, "2"])[0]
    measured = f"{one / two:.2f} × ({scale.reports} reports: {one:.0f} s, {two:.0f} s)"
    return Row("2 jobs", "1 job", "≥ 1.7 × the rate", measured, one / two >= 1.7)


def scaling(scale: Scale, folder: Path) -> Row:
    """The cost of a check in a large batch against that in a batch of 100."""
    small, large = project_of(folder / "small", 100), project_of(folder / "large", scale.many)
    command = [*REPORTCTL, "--quiet", "--project"]
    few, _ = run([*command, small, "check"])
    many, memory = run([*command, large, "check"])
    growth = (many / scale.many) / (few / 100)
    measured = f"{growth:.2f} × ({many / scale.many * 1000:.0f} ms each; {memory / 1024:.0f} MB at most)"
    kept = growth <= 1.1 and memory < 200 * 1024
    return Row(f"{scale.many} workbooks checked", "100", "≤ 1.1 ×, < 200 MB a process", measured, kept)


def no_change(scale: Scale, folder: Path) -> Row:
    """A run in which nothing has changed against one that builds all."""
    project = project_of(folder / "same", scale.reports)
    command = [*REPORTCTL, "--project", project, "build", "--all"]
    full, memory = run(command)
    again = median(run(command)[0] for _ in range(scale.rounds))
    measured = f"{again / full:.4f} × ({scale.reports} reports: {again:.2f} s / {full:.0f} s; {memory / 1024:.0f} MB)"
    return Row("a no-change run", "a full one", "≤ 0.02 ×", measured, again / full <= 0.02)


ROWS: dict[str, tuple[Callable[[Scale, Path], Row], str | None]] = {
    "cold-build": (cold_build, "typst"),
    "warm-build": (warm_build, "typst"),
    "office": (office, "docxtpl"),
    "cold-check": (cold_check, None),
    "help": (cold_help, None),
    "jobs": (two_jobs, None),
    "scaling": (scaling, None),
    "no-change": (no_change, None),
}


def machine() -> str:
    """The machine in one line."""
    cpu = next(
        (line.split(":", 1)[1].strip() for line in _lines(Path("/proc/cpuinfo")) if line.startswith("model name")),
        platform.processor() or platform.machine(),
    )
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{cpu}, {processors()} processors, {platform.system()}, Python {platform.python_version()}{load}"


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []


def table(rows: Sequence[Row], head: str) -> str:
    """The table with the machine's line on top."""
    lines = [head, "", "| what | against | must reach | measured | |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.what} | {row.against} | {row.limit} | {row.measured} | {'✓' if row.kept else '✗'} |" for row in rows
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Measure, print the table and, if asked, keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--only", action="append", choices=list(ROWS), default=[])
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args(arguments)
    head, rows = machine(), []
    for name, (measure, needs) in ROWS.items():
        if chosen.only and name not in chosen.only:
            continue
        if (needs and importlib.util.find_spec(needs) is None) or (name == "office" and not shutil.which("soffice")):
            sys.stderr.write(f"{name}: left out, {needs} or LibreOffice is not installed\n")
            continue
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure(Scale(chosen.rounds, chosen.reports, chosen.many), Path(folder)))
        sys.stderr.write(f"{name}: {rows[-1].measured}\n")
    text = table(rows, head)
    sys.stdout.write(text)
    if chosen.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(START)
        PAGE.write_text(before + START + text + END + rest.split(END)[1], encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
