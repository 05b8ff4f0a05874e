"""Measure reportctl against its yardsticks: interleaved runs, medians, ratios; the table goes to docs/performance.md.

Usage: bench.py [--quick] [--only NAME]… [--write]
Needs the extra `bench` (typst, docxtpl) and, for one row, LibreOffice. The machine should be otherwise idle: on two
processors all of it takes some seven minutes. --quick takes the same ways with few and small runs, to see that they
are passable.
"""

from __future__ import annotations

import argparse
import gc
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

import bench_setting
from bench_setting import document_of
from typst_document import fonts_folder, typst_source

from reportctl.__main__ import UNCOUNTED
from reportctl.driver.fonts import face_settings
from reportctl.driver.hands import processors
from reportctl.driver.project import open_project
from reportctl.driver.unit import Engine, Paper, Settings, Work

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
START, END = "<!-- bench -->\n", "<!-- /bench -->\n"
EXAMPLE = (ROOT / "data" / "2017.xlsx").read_bytes()
YEARS = sorted((ROOT / "examples" / "pingtan").glob("*.xlsx"))
"""Fifteen reports that have hardly a sentence and no table in common."""
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
    """How often and how much is measured: rounds; reports for two jobs, built, checked, and left as they are."""

    rounds: int
    jobs: int
    built: int
    checked: int
    same: int
    small: int


FULL = Scale(rounds=7, jobs=200, built=2_000, checked=10_000, same=1_000, small=100)
QUICK = Scale(rounds=2, jobs=8, built=12, checked=24, same=8, small=6)


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


_WATCH = """import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A process counts what it was before it became another program: so small a one has to start the command."""


def memory(command: Sequence[str | Path]) -> float:
    """The most memory in MB that a command or one of the processes that it started had."""
    words = [PYTHON, "-I", "-S", "-c", _WATCH, *(str(word) for word in command)]
    shown = subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return int(shown.stdout.split()[-1]) / 1024


def run(command: Sequence[str | Path], folder: Path = ROOT) -> float:
    """Seconds that a command takes; the bench ends where one fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    words = [str(word) for word in command]
    status = subprocess.run(words, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    if status.returncode:
        sys.exit(f"failed with {status.returncode}: {' '.join(words)}")
    return seconds


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
    source.write_text(typst_source(document_of(EXAMPLE)), encoding="utf-8")
    options = f"font_paths=[{fonts_folder()!r}], ignore_system_fonts=True"
    code = f"import typst; typst.compile({str(source)!r}, output={str(folder / 'one.pdf')!r}, {options})"
    times = against(
        scale.rounds,
        lambda _: run([*REPORTCTL, "build", "2017", "--force", "--out", folder / "one"]),
        lambda _: run([PYTHON, "-c", code]),
    )
    return ratio("cold `build 2017`, DOCX and PDF", "Typst, PDF only", 1.5, times)


def engine() -> Engine:
    """What builds a report in this process, which collects garbage as seldom as the command does."""
    gc.set_threshold(UNCOUNTED)
    project = open_project(ROOT)
    faces, _ = face_settings(project)
    return Engine(Settings(project.layouts, project.config, ("docx", "pdf"), faces=faces))


def build(works: Engine, name: str, data: bytes) -> dict[str, bytes]:
    """Build one report in this process."""
    made = works.perform(Work(Paper(name, data), place="out")).made
    if made is None:
        sys.exit(f"{name} was not built")
    return dict(made.outputs)


def timed(action: Callable[[], object]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def warm_build(scale: Scale, folder: Path) -> Row:
    """Different reports in one process, against the same ones by Typst in the same process."""
    import typst

    works = engine()
    sources = []
    for file in YEARS:
        sources.append((folder / file.name).with_suffix(".typ"))
        sources[-1].write_text(typst_source(document_of(file.read_bytes())), encoding="utf-8")

    def ours(number: int) -> float:
        file = YEARS[number % len(YEARS)]
        return timed(lambda: build(works, file.name, file.read_bytes()))

    def theirs(number: int) -> float:
        source = sources[number % len(YEARS)]
        out = str(source.with_suffix(".pdf"))
        options = {"font_paths": [fonts_folder()], "ignore_system_fonts": True}
        return timed(lambda: typst.compile(str(source), output=out, **options))

    rounds = min(2 * scale.rounds, len(YEARS) - 1)
    return ratio("warm, per report, verified", "Typst, PDF only", 1.0, against(rounds, ours, theirs))


OFFICE_BATCH = 5
"""Reports in one call of LibreOffice, whose start counts for a share of each."""


def office(scale: Scale, folder: Path) -> Row:
    """Reports in one process, against docxtpl and one LibreOffice process for a batch of them."""
    works = engine()
    template = folder / "template.docx"
    outputs = build(works, "2017.xlsx", EXAMPLE)
    values = docx_template(next(data for name, data in outputs.items() if name.endswith(".docx")), template)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def ours(number: int) -> float:
        papers = [variant(f"第{number:03d}{i:02d}局") for i in range(OFFICE_BATCH)]
        return timed(lambda: [build(works, "2017.xlsx", data) for data in papers]) / OFFICE_BATCH

    def theirs(number: int) -> float:
        place = folder / f"round{number}"
        place.mkdir()

        def convert() -> None:
            files = [fill_template(template, values, place / f"{i}.docx", number + i) for i in range(OFFICE_BATCH)]
            run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", place, *files])

        seconds = timed(convert) / OFFICE_BATCH
        if len(list(place.glob("*.pdf"))) != OFFICE_BATCH:
            sys.exit("LibreOffice did not convert every file")
        return seconds

    return ratio("warm, per report, verified", "docxtpl + LibreOffice", 0.1, against(scale.rounds, ours, theirs))


def docx_template(data: bytes, place: Path) -> list[str]:
    """Make a finished DOCX a template of docxtpl: each text of a cell becomes a variable, whose value is returned."""
    from docx import Document as open_docx

    document = open_docx(io.BytesIO(data))
    values: list[str] = []
    for table in document.tables:
        for cell in dict.fromkeys(cell._tc for row in table.rows for cell in row.cells):
            texts = [text for text in cell.iter() if text.tag.endswith("}t") and text.text]
            for text in texts:
                values.append(text.text)
                text.text = f"{{{{ v[{len(values) - 1}] }}}}"
    document.save(str(place))
    return values


def fill_template(template: Path, values: Sequence[str], place: Path, number: int) -> Path:
    """Fill in a template; the number makes one report differ from the next."""
    from docxtpl import DocxTemplate

    filled = DocxTemplate(str(template))
    filled.render({"v": [str(number) if value.isdecimal() else value for value in values]})
    filled.save(str(place))
    return place


def cold_check(scale: Scale, _: Path) -> Row:
    """`check` against nothing but the import of openpyxl."""
    times = against(
        scale.rounds,
        lambda _: run([*REPORTCTL, "check", "2017"]),
        lambda _: run([PYTHON, "-c", "import openpyxl"]),
    )
    return ratio("cold `check 2017`", "`import openpyxl`", 1.0, times)


def cold_help(scale: Scale, _: Path) -> Row:
    """`--help` against nothing but the import of typer."""
    times = against(
        scale.rounds,
        lambda _: run([*REPORTCTL, "--help"]),
        lambda _: run([PYTHON, "-c", "import typer"]),
    )
    return ratio("`reportctl --help`", "`import typer`", 1.3, times)


def two_jobs(scale: Scale, folder: Path) -> Row:
    """The rate of two processes against that of one."""
    project = project_of(folder / "jobs", scale.jobs)
    command = [*REPORTCTL, "--quiet", "--project", project, "build", "--all", "--force", "--jobs"]
    one, two = against(scale.rounds, lambda _: run([*command, "1"]), lambda _: run([*command, "2"]))
    measured = f"{one / two:.2f} × ({scale.jobs} reports: {one:.1f} s, {two:.1f} s)"
    return Row("2 jobs", "1 job", "≥ 1.7 × the rate", measured, one / two >= 1.7)


def scaling(scale: Scale, folder: Path, many: int, what: str, *words: str) -> Row:
    """The cost for each report of a large batch against that of a small one, and the memory of both."""
    few, large = project_of(folder / "few", scale.small), project_of(folder / "many", many)
    command = [*REPORTCTL, "--quiet", "--project"]
    small = median(run([*command, few, *words]) for _ in range(3))
    before = memory([*command, few, *words])
    start = time.perf_counter()
    after = memory([*command, large, *words])
    seconds = time.perf_counter() - start
    growth = (seconds / many) / (small / scale.small)
    measured = f"{growth:.2f} × ({seconds / many * 1000:.1f} ms each; {before:.0f} MB, {after:.0f} MB)"
    kept = growth <= 1.1 and after < 200 and after <= 1.1 * before
    return Row(f"{many:,} {what}", f"{scale.small}", "≤ 1.1 ×; memory flat, < 200 MB a process", measured, kept)


def checked(scale: Scale, folder: Path) -> Row:
    """Many workbooks checked."""
    return scaling(scale, folder, scale.checked, "workbooks checked", "check")


def built(scale: Scale, folder: Path) -> Row:
    """Many reports built."""
    return scaling(scale, folder, scale.built, "reports built", "build", "--all", "--force")


def no_change(scale: Scale, folder: Path) -> Row:
    """A run in which nothing has changed against one that builds all."""
    project = project_of(folder / "same", scale.same)
    command = [*REPORTCTL, "--quiet", "--project", project, "build", "--all"]
    full = run(command)
    again = median(run(command) for _ in range(scale.rounds))
    measured = f"{again / full:.4f} × ({scale.same:,} reports: {again:.2f} s, {full:.0f} s)"
    return Row("a no-change run", "a full one", "≤ 0.02 ×", measured, again / full <= 0.02)


def setting(scale: Scale, _: Path) -> Row:
    """The layout stage against Typst setting the same text and table."""
    document = document_of(EXAMPLE)
    times = bench_setting.against_typst(document, scale.rounds, ("setting",))["setting"]
    return ratio("setting the 2017 report", "Typst, layout only", 1.0, times)


ROWS: dict[str, tuple[Callable[[Scale, Path], Row], str | None]] = {
    "cold-build": (cold_build, "typst"),
    "warm-build": (warm_build, "typst"),
    "office": (office, "docxtpl"),
    "cold-check": (cold_check, None),
    "help": (cold_help, None),
    "setting": (setting, "typst"),
    "jobs": (two_jobs, None),
    "checked": (checked, None),
    "built": (built, None),
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


def shares(scale: Scale) -> str:
    """Where the time of a build goes, and how many characters are set in a second."""
    document = document_of(EXAMPLE)
    times = bench_setting.stages(document, EXAMPLE, scale.rounds)
    total = sum(times.values())
    speed = bench_setting.characters(document) / times["layout"]
    lines = [
        "",
        f"One report in a warm process, {total * 1000:.0f} ms; {speed:,.0f} characters are set in a second:",
        "",
        "| " + " | ".join(times) + " |",
        "|" + "---|" * len(times),
        "| " + " | ".join(f"{100 * seconds / total:.0f} %" for seconds in times.values()) + " |",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Measure, print the table and, if asked, keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few and small runs")
    parser.add_argument("--only", action="append", choices=list(ROWS), default=[])
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    chosen = parser.parse_args(arguments)
    scale = QUICK if chosen.quick else FULL
    head, rows = machine(), []
    for name, (measure, needs) in ROWS.items():
        if chosen.only and name not in chosen.only:
            continue
        if (needs and importlib.util.find_spec(needs) is None) or (name == "office" and not shutil.which("soffice")):
            sys.stderr.write(f"{name}: left out, {needs} or LibreOffice is not installed\n")
            continue
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure(scale, Path(folder)))
        sys.stderr.write(f"{name}: {rows[-1].measured}\n")
    text = table(rows, head) + shares(scale)
    sys.stdout.write(text)
    if chosen.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(START)
        PAGE.write_text(before + START + text + END + rest.split(END)[1], encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
