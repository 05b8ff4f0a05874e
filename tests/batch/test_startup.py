"""Each command imports only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "reportlab", "docx", "openpyxl", "uharfbuzz", "lxml", "pypdfium2", "pylopdf_fonts_zh_cn", "rich", "multiprocessing",
    "distributed",
)  # fmt: skip
PROBE = """
import sys
from reportctl.cli.run import run
status = run(sys.argv[1:])
sys.stderr.write(" ".join(name for name in %r if name in sys.modules))
sys.exit(status)
"""


def loaded(project: Path, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE % (HEAVY,), *arguments], cwd=project, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["build", "--help"], ["rules"], ["explain", "SUM101"], ["layout", "2017"], ["check"]],
    ids=" ".join,
)
def test_no_library_that_is_not_needed(project: Path, arguments: list[str]) -> None:
    assert loaded(project, *arguments) == set()


def test_a_run_in_which_nothing_has_changed_sets_nothing(project: Path) -> None:
    assert "reportlab" in loaded(project, "--quiet", "build", "2017")
    assert not {"reportlab", "docx", "openpyxl", "pypdfium2"} & loaded(project, "--quiet", "build", "2017")
