"""A project folder: its workbooks, layouts and settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.driver.forms import by_id, in_force
from reportctl.model.config import Config
from reportctl.model.finding import Finding, Rule
from reportctl.model.layout import Layout
from reportctl.model.location import KeyRef
from reportctl.read.layout_index import Sources, indexed
from reportctl.resources import built_layout, builtin_layouts, layout_index
from reportctl.rules import rule

CONFIG = "reportctl.toml"


class Project(Struct, frozen=True):
    """Where a project is and what holds for all its reports.

    `faults` are findings in its layouts and settings; with an error among them nothing is checked or built (status 3).
    """

    root: Path
    layouts: Sequence[Layout]
    config: Config
    faults: tuple[Finding, ...]

    @property
    def data(self) -> Path:
        """The folder of the workbooks."""
        return self.root / "data"

    def shown(self, path: Path) -> str:
        """A path as messages name it: relative to the project where it lies inside, with forward slashes."""
        absolute = path.absolute()
        root = self.root.absolute()
        return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else path.as_posix()

    def layout(self, layout_id: str) -> Layout | None:
        """The layout with this id."""
        return by_id(self.layouts, layout_id)

    def layout_for(self, year: int) -> Layout | None:
        """The national form in force for a data year; local variants have to be named."""
        return in_force(self.layouts, year)


def open_project(root: Path) -> Project:
    """Read the layouts (built-in ones and the project's own) and the settings."""
    folder = root / "layouts"
    builtin = builtin_layouts()
    known = {data for _, data in builtin}
    own: list[tuple[str, bytes]] = []
    unreadable: list[Finding] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            own.append((f"layouts/{path.name}", read_bounded(path)))
        except UnreadableFile as fault:
            unreadable.append(_unreadable(rule("LAY101"), f"layouts/{path.name}", fault))
    layouts, faults = _layouts(builtin, [item for item in own if item[1] not in known])
    config, config_faults = _config(root)
    return Project(root, layouts, config, (*unreadable, *faults, *config_faults))


def _layouts(builtin: Sources, own: Sources) -> tuple[Sequence[Layout], tuple[Finding, ...]]:
    """All layouts and their faults; where all are our own, each is read when it is asked for."""
    lazy = None if own else indexed(builtin, layout_index(), built_layout)
    if lazy is not None:
        return lazy, ()
    from reportctl.read.layout import read_layouts

    return read_layouts([*builtin, *own])


def _config(root: Path) -> tuple[Config, tuple[Finding, ...]]:
    path = root / CONFIG
    if not path.exists():
        return Config(), ()
    from reportctl.read.config import read_config

    try:
        return read_config(read_bounded(path), path.name)
    except UnreadableFile as fault:
        return Config(), (_unreadable(rule("LAY104"), path.name, fault),)


def _unreadable(rule: Rule, file: str, fault: UnreadableFile) -> Finding:
    return Finding(rule, KeyRef(file, ""), {"cause": fault.zh, "cause_en": fault.en})
