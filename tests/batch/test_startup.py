"""Each command imports only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "reportlab", "docx", "openpyxl", "uharfbuzz", "lxml", "pypdfium2", "pypdfium2_raw", "pylopdf_fonts_zh_cn", "rich",
    "multiprocessing", "distributed",
)  # fmt: skip
NOT_FOR_A_CHECK = (
    "pydantic", "asyncio", "email", "http", "tempfile", "importlib.metadata", "importlib.resources", "tomllib", "json",
    "logging", "argparse", "concurrent.futures", "pickle", "random", "socket", "dataclasses", "reportctl.read.layout",
    "reportctl.faces", "reportctl.driver.build", "reportctl.driver.place", "reportctl.driver.crew",
)  # fmt: skip
NOT_FOR_A_BUILD = (
    "pydantic", "asyncio", "email", "http", "importlib.metadata", "tomllib", "concurrent.futures", "socket", "openpyxl",
    "xlrd", "rich", "multiprocessing", "distributed", "reportctl.read.layout", "reportctl.driver.crew",
    "reportctl.driver.cluster", "reportctl.scaffold", "reportctl.annotate",
)  # fmt: skip
DEFINED = """
import importlib, pkgutil, re, reportctl
names = ["reportctl." + room for room in ("model", "prose", "rules", "bind", "check", "read")]
for name in list(names):
    names += [found.name for found in pkgutil.walk_packages(importlib.import_module(name).__path__, name + ".")]
for name in names:
    for key, value in vars(importlib.import_module(name)).items():
        if isinstance(value, re.Pattern) or (hasattr(value, "__dataclass_fields__") and value.__module__ == name):
            print(f"{name}.{key}")
"""
PROBE = """
import sys
before = set(sys.modules)
from reportctl.cli.run import run
status = run(sys.argv[1:])
sys.stderr.write("\\n" + " ".join(name for name in %r if name in sys.modules and name not in before) + "\\n")
sys.exit(status)
"""


def loaded(project: Path, *arguments: str, names: tuple[str, ...] = HEAVY) -> set[str]:
    """Those of the modules that a command has loaded when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE % (names,), *arguments], cwd=project, capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["build", "--help"], ["rules"], ["explain", "SUM101"], ["layout", "2017"], ["check"]],
    ids=" ".join,
)
def test_no_library_that_is_not_needed(project: Path, arguments: list[str]) -> None:
    assert loaded(project, *arguments) == set()


def test_a_run_in_which_nothing_has_changed_sets_nothing(project: Path) -> None:
    assert {"reportlab", "pypdfium2_raw"} <= loaded(project, "--quiet", "build", "2017")
    assert not {"reportlab", "docx", "openpyxl", "pypdfium2_raw"} & loaded(project, "--quiet", "build", "2017")


def test_a_build_reads_back_without_the_classes_around_the_reader(project: Path) -> None:
    assert "pypdfium2" not in loaded(project, "--quiet", "build", "2017")


@pytest.mark.parametrize(
    ("arguments", "needless"),
    [
        (["check"], NOT_FOR_A_CHECK),
        (["build", "2017"], NOT_FOR_A_BUILD),
        (["build", "2017", "--jobs", "1"], NOT_FOR_A_BUILD),
    ],
    ids=["check", "build", "build with a number of jobs"],
)
def test_a_command_needs_none_of_what_others_need(
    project: Path, arguments: list[str], needless: tuple[str, ...]
) -> None:
    assert loaded(project, *arguments, names=needless) == set()


def test_help_loads_no_rule_and_a_manual_page_not_those_of_other_families(project: Path) -> None:
    script = """
import sys
from reportctl.cli.run import run
run(sys.argv[1:])
sys.stderr.write(" ".join(sorted(name.split(".")[-1] for name in sys.modules if "reportctl.rules." in name)))
sys.stderr.write(" msgspec" * ("msgspec" in sys.modules))
"""
    shown = {}
    for arguments in (["--help"], ["explain", "SUM101"]):
        command = [sys.executable, "-c", script, *arguments]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
        shown[arguments[0]] = done.stderr.split()
    assert shown["--help"] == []
    assert "sum101_total_not_sum_of_parts" in shown["explain"]
    assert [name for name in shown["explain"] if name.startswith(("txt", "fmt", "pii", "dup"))] == []


def test_a_good_workbook_loads_no_rule_that_judges_reports(project: Path) -> None:
    script = """
import sys
from reportctl.cli.run import run
run(["check", "2017"])
sys.stderr.write(" ".join(name.rpartition(".")[2] for name in sys.modules if name.startswith("reportctl.rules.")))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True, text=True, check=True)
    judging = ("due", "dup", "fmt", "idn", "ord", "pii", "req", "sub1", "sum", "txt", "yoy")
    assert "_pieces" in done.stderr.split()
    assert [name for name in done.stderr.split() if name.startswith(judging)] == []


def test_nothing_is_compiled_or_generated_before_it_is_used() -> None:
    """Patterns are made by `regex`, records are structs: a command imports hundreds of both and uses a few."""
    done = subprocess.run([sys.executable, "-c", DEFINED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
