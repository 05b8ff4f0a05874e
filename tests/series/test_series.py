"""The fifteen years of examples/pingtan: what was published, with its errors found and accepted, and nothing else."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from reportctl.bind import bind, identify
from reportctl.check import check
from reportctl.cli.run import run
from reportctl.driver.project import open_project
from reportctl.model.finding import Finding, Severity
from reportctl.model.report import Report
from reportctl.read.figures import read_figures
from reportctl.read.workbook import read_workbook
from reportctl.scaffold import scaffold

ROOT = Path(__file__).parents[2]
SERIES = ROOT / "examples" / "pingtan"
YEARS = range(2011, 2026)

# Year, code, figure (None: a total of the agency's own), what it should be, what was published.
GENUINE = [
    (2012, "SUM103", None, 1397 + 534, 1913),
    (2012, "YOY101", "fj.disclosed.alltime", 1516 + 739, 4359),
    (2012, "YOY101", "fj.site.alltime", 1509 + 739, 4359),
    (2012, "YOY101", "fj.gazette.alltime", 7 + 0, 0),
    (2013, "YOY101", "fj.disclosed.alltime", 4359 + 72804, 76424),
    (2013, "YOY101", "fj.site.alltime", 4359 + 72804, 76424),
    (2014, "SUM103", "fj.disclosed.year", 594 + 281 + 29 + 28 + 253 + 98 + 122 + 290 + 946, 2543),
    (2016, "YOY101", "fj.received.alltime", 1, 0),
    (2016, "YOY101", "fj.by_mail.alltime", 1, 0),
    (2016, "YOY101", "fj.replied.alltime", 1, 0),
    (2016, "YOY101", "fj.agreed.alltime", 1, 0),
    (2017, "YOY101", "fj.disclosed.alltime", 85376 + 2122, 10037),
    (2017, "YOY101", "fj.site.alltime", 85376 + 2122, 10037),
    (2019, "SUM103", None, 25 + 68 + 28 + 69 + 90 + 175 + 67 + 983 + 48 + 124 + 856, 2599),
    (2020, "SUM101", "t3.result_total.natural", 6 + 6 + 4 + 3 + 3 + 4, 20),
    (2020, "SUM101", "t3.result_total.total", 7 + 6 + 4 + 3 + 3 + 4, 21),
    (2020, "SUM103", None, 82 + 80 + 21 + 40 + 390 + 69 + 143 + 208 + 246 + 271 + 1053, 2602),
    (2023, "YOY101", "t2.normdocs.valid", 698 + 77 - 132, 470),
    (2024, "YOY101", "t2.normdocs.valid", 470 + 62 - 33, 440),
    (2025, "YOY101", "t2.normdocs.valid", 440 + 58 - 45, 546),
]


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    spec = spec_from_file_location("examples_script", ROOT / "scripts" / "examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_every_year_has_its_figures_and_its_workbook(script: ModuleType) -> None:
    assert {path.stem for path in SERIES.glob("figures/*.json")} == {str(year) for year in YEARS}
    workbooks = {SERIES / f"{year}.xlsx" for year in YEARS} | {ROOT / "data" / "2017.xlsx"}
    assert {workbook for workbook, _ in script.examples()} == workbooks
    assert set(SERIES.glob("*.xlsx")) | {ROOT / "data" / "2017.xlsx"} == workbooks


def test_the_committed_workbooks_are_current(script: ModuleType) -> None:
    stale = [
        book.name for book, figures in script.examples() if not script.is_current(book, script.workbook_of(figures))
    ]
    assert stale == []


def test_another_figure_makes_a_workbook_stale(script: ModuleType, tmp_path: Path) -> None:
    figures = json.loads((SERIES / "figures" / "2011.json").read_bytes())
    figures["figures"]["fj.gazette.year"] += 1
    changed = tmp_path / "2011.json"
    changed.write_text(json.dumps(figures), encoding="utf-8")
    assert not script.is_current(SERIES / "2011.xlsx", script.workbook_of(changed))
    assert not script.is_current(tmp_path / "absent.xlsx", b"")


def test_the_series_checks_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(ROOT), "check", str(SERIES), "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["findings"] == []
    assert result["summary"] == {"files": 15, "errors": 0, "warnings": 0, "infos": 0, "suppressed": len(GENUINE)}


@pytest.fixture(scope="module")
def reports() -> dict[int, tuple[Report, tuple[Finding, ...]]]:
    """The fifteen reports, each with the one before behind it, and what binding found."""
    project = open_project(ROOT)
    bound: dict[int, tuple[Report, tuple[Finding, ...]]] = {}
    for year in YEARS:
        file = f"{year}.json"
        figures, faults = read_figures((SERIES / "figures" / file).read_bytes(), file)
        assert figures is not None, faults
        layout = project.layout(figures.layout or "")
        assert layout is not None
        data = scaffold(layout, figures, agency=figures.agency, year=year, carried={})
        workbook, faults = read_workbook(data, f"{year}.xlsx")
        assert workbook is not None, faults
        identity, _ = identify(workbook)
        assert identity is not None
        report, found = bind(workbook, identity, layout)
        before = bound.get(year - 1)
        bound[year] = replace(report, previous=before[0] if before else None), found
    return bound


Found = dict[int, tuple[Report, tuple[Finding, ...]]]


def told(findings: tuple[Finding, ...]) -> list[tuple[int | None, str, str | None, object, object]]:
    return sorted(
        ((f.year, f.rule.code, f.figure, f.expected, f.actual) for f in findings),
        key=lambda line: [str(x) for x in line],
    )


def test_exactly_the_genuine_errors_are_accepted(reports: Found) -> None:
    findings = tuple(f for report, found in reports.values() for f in check(report, found))
    assert all(f.suppressed for f in findings), [f.message("en") for f in findings if not f.suppressed]
    assert told(findings) == sorted(GENUINE, key=lambda line: [str(x) for x in line])


def test_without_acceptances_exactly_the_genuine_errors_appear(reports: Found) -> None:
    bare = [(replace(report, acceptances=()), found) for report, found in reports.values()]
    findings = tuple(f for report, found in bare for f in check(report, found))
    assert not any(f.suppressed for f in findings)
    assert told(findings) == sorted(GENUINE, key=lambda line: [str(x) for x in line])
    assert all((f.grade is Severity.WARNING) == f.rule.code.startswith("YOY") for f in findings)


@pytest.mark.parametrize("year", YEARS)
def test_what_was_left_out_is_explained(year: int) -> None:
    """A figure of the form that was not published is not in the file; every complete form but these says why."""
    source = json.loads((SERIES / "figures" / f"{year}.json").read_bytes())
    layout = open_project(ROOT).layout(source["layout"])
    assert layout is not None
    printed = {figure for figure, spec in layout.figures.items() if getattr(layout.table(spec.table), "printed", False)}
    assert printed - set(source["figures"]) <= set(source.get("notes", {}))
    assert None not in source["figures"].values()
