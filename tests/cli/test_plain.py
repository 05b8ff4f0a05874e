"""A line that is understood without the library means what the library takes it for; any other is left to it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reportctl.cli.build
import reportctl.cli.check
from reportctl.cli.app import Format, Output, make_app
from reportctl.cli.language import chosen_language, command_of, hoist
from reportctl.cli.plain import FORMATS, OUTPUTS, run_plain

Called = dict[str, object]

UNDERSTOOD = [
    "check",
    "check 2017",
    "check 2014-2018 data/甲局 2017.xlsx",
    "check 2017 --format json",
    "--quiet check --format sarif --verbose 2017",
    "check 2017 --no-color --lang en",
    "--project data check",
    "check check",
    "build 2017",
    "build --all",
    "build 2017 2018 --force --draft",
    "build --plan 2017 --out elsewhere",
    "--project data --lang zh build --out check 2017 --quiet",
]
LEFT = [
    "",
    "--help",
    "--version",
    "rules",
    "explain SUM101",
    "check --help",
    "check -- 2017",
    "check 2017 --formt json",
    "check 2017 --format",
    "check 2017 --format yaml",
    "check 2017 --format json --format text",
    "check 2017 --jobs 2",
    "check --project absent 2017",
    "check --project=data 2017",
    "check 2017 --lang fr",
    "build",
    "build --all 2017",
    "build 2017 --to pdf",
    "build 2017 --out",
    "build 2017 --out --force",
    "build 2017 --report all.csv",
    "--format json check 2017",
    "2017",
]
WORDS = (
    "check", "build", "2017", "data", "2014-2018", "--force", "--all", "--draft", "--plan", "--quiet", "--verbose",
    "--no-color", "--lang", "en", "zh", "--project", "--format", "json", "text", "--out", "--to", "pdf", "--jobs", "2",
    "--", "-o", "--previous", "--help", "--lang=en", "--formt", "", "--install-completion",
)  # fmt: skip


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Called]:
    """What would be done, instead of doing it; in a folder that has a folder `data`."""
    done: list[Called] = []

    def instead_of(name: str, function: Callable[..., object]) -> Callable[..., int]:
        signature = inspect.signature(function)

        def call(*positional: object, **named: object) -> int:
            bound = signature.bind(*positional, **named)
            bound.apply_defaults()
            done.append({"": name, **bound.arguments})
            return 0

        return call

    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REPORTCTL_LANG", raising=False)
    check, build = reportctl.cli.check, reportctl.cli.build
    monkeypatch.setattr(check, "check_workbooks", instead_of("check", check.check_workbooks))
    monkeypatch.setattr(build, "build_reports", instead_of("build", build.build_reports))
    return done


def plainly(line: Sequence[str], calls: list[Called]) -> Called | None:
    """What a line comes to without the library; None where it is left to that."""
    calls.clear()
    status = run_plain(hoist(line), chosen_language(line))
    assert (status is None) == (not calls)
    return calls[0] if calls else None


def by_library(line: Sequence[str], calls: list[Called]) -> Called | None:
    """What the library takes a line for; None where it does something else."""
    calls.clear()
    items = hoist(line)
    make_app(chosen_language(line), command_of(items))(items, prog_name="reportctl", standalone_mode=False)
    return calls[0] if calls else None


@pytest.mark.parametrize("line", UNDERSTOOD)
def test_a_line_of_every_day_means_the_same(calls: list[Called], line: str) -> None:
    found = plainly(line.split(), calls)
    assert found is not None
    assert found == by_library(line.split(), calls)


@pytest.mark.parametrize("line", LEFT)
def test_any_other_line_is_left_to_the_library(calls: list[Called], line: str) -> None:
    assert plainly(line.split(), calls) is None


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=5), st.sampled_from(("check", "build")), st.integers(0, 5))
def test_no_line_is_taken_for_another(calls: list[Called], words: list[str], command: str, place: int) -> None:
    line = [*words[:place], command, *words[place:]]
    found = plainly(line, calls)
    if found is not None:
        assert found == by_library(line, calls)


def test_the_formats_are_those_of_the_library() -> None:
    assert tuple(Format) == FORMATS
    assert tuple(Output) == OUTPUTS


def test_a_shell_that_asks_how_a_line_may_go_on_is_answered(
    calls: list[Called], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_REPORTCTL_COMPLETE", "complete_bash")
    assert plainly(["check", "2017"], calls) is None
