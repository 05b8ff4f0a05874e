"""Commands that write, each with the state it starts from; the reports themselves are made once and remembered."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from commandline import FIGURES, change
from reportctl.cli.run import run
from reportctl.driver import create
from reportctl.driver.unit import Engine, Work
from reportctl.scaffold import scaffold

State = dict[str, bytes | None]
"""All below a folder: the content of each file, None for a folder."""

_known: dict[str, object] = {}


def _once(function: Callable[..., object]) -> Callable[..., object]:
    """Call a function that touches no file once only for the same arguments."""

    def call(*arguments: object, **named: object) -> object:
        key = repr((function.__qualname__, arguments, named))
        if key not in _known:
            _known[key] = function(*arguments, **named)
        return _known[key]

    return call


@contextmanager
def remembered() -> Iterator[None]:
    """Make each report and each workbook once only: a command is quicker, and does the same to the disk."""
    perform = Engine.perform

    def once(self: Engine, work: Work) -> object:
        settings = self._settings
        key = repr((work.workbook.sha256, settings.draft, settings.formats))
        if key not in _known:
            _known[key] = perform(self, work)
        return _known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "perform", once)
        patch.setattr(create, "scaffold", _once(scaffold))
        yield


@dataclass(frozen=True, slots=True)
class Scene:
    """A command in the project folder, after what `prepare` has done there."""

    arguments: tuple[str, ...]
    prepare: Callable[[], object]


def _built() -> None:
    """Reports of the workbook as it was before somebody corrected a date in it."""
    assert run(["build", "2017"]) == 0
    change(Path("data/2017.xlsx"), "基本信息", "2018-01-26", "2018-01-27")


def _summed() -> None:
    assert run(["build", "2017"]) == 0
    Path("summary.csv").write_bytes(b"old")


def _noted() -> None:
    assert run(["check", "2017", "--annotate", "notes"]) == 0
    change(Path("data/2017.xlsx"), "基本信息", "2018-01-26", "2018-01-27")


SCENES = {
    "first": Scene(("build", "2017"), lambda: None),
    "again": Scene(("build", "2017"), _built),
    "one format less": Scene(("build", "2017", "--to", "pdf"), _built),
    "draft": Scene(("build", "2017", "--draft"), _built),
    "summary": Scene(("build", "2017", "--report", "summary.csv"), _summed),
    "notes": Scene(("check", "2017", "--annotate", "notes"), _noted),
    "new": Scene(("new", "2018"), lambda: None),
    "new again": Scene(("new", "2017", "--force", "--from", str(FIGURES), "--agency", "另一个局"), lambda: None),
}


def state(folder: Path) -> State:
    """All below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")}


def restore(folder: Path, wanted: State) -> None:
    """Make a folder hold what it held."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, content in sorted(wanted.items()):
        if content is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(content)


def ours(state_: State) -> set[str]:
    """What is left of a run that was stopped, by its names."""
    return {name for name in state_ if any(part.startswith(".reportctl-") for part in name.split("/"))}


def visible(state_: State) -> State:
    """A state without what is left of a run that was stopped."""
    return {name: content for name, content in state_.items() if name not in ours(state_)}
