"""`doctor`: what will fail on this machine, and what cures it."""

from __future__ import annotations

import json
import os
import sys
from importlib.metadata import version

from reportctl import __version__
from reportctl.cli.console import emit, emit_findings
from reportctl.cli.options import Globals
from reportctl.driver.fonts import project_faces
from reportctl.driver.manifest import DEPENDENCIES
from reportctl.driver.project import Project, open_project
from reportctl.driver.status import Status
from reportctl.faces import Face, Faces

GB2312_HANZI = tuple(
    bytes((row, cell)).decode("gb2312")
    for row in range(0xB0, 0xF8)
    for cell in range(0xA1, 0xFF)
    if not (row == 0xD7 and cell > 0xF9)
)
"""The 6763 characters of GB 2312 levels 1 and 2, without the empty last five places of row 55.

A face must have them to set an ordinary report by itself.
"""


def examine_machine(options: Globals, form: str) -> Status:
    """Print faces, versions and folders, and return the status that a build would end with for their sake."""
    project = open_project(options.project)
    faces, faults = project_faces(project)
    folders = {name: _folder(project, name) for name in ("data", "out")}
    if form == "json":
        emit(_json(project, faces, folders))
    else:
        emit(_text(options, project, faces, folders))
        emit_findings(options, (*project.faults, *faults), 0, "text")
    if project.faults:
        return Status.LAYOUT
    return Status.DONE if faces is not None and "no-permission" not in folders.values() else Status.MACHINE


def _coverage(face: Face) -> int:
    return sum(1 for character in GB2312_HANZI if face.glyph(character) is not None)


def _folder(project: Project, name: str) -> str:
    path = project.root / name
    if not path.exists():
        parent = project.root
        return "absent" if os.access(parent, os.W_OK) else "no-permission"
    return "ok" if path.is_dir() and os.access(path, os.W_OK if name == "out" else os.R_OK) else "no-permission"


def _json(project: Project, faces: Faces | None, folders: dict[str, str]) -> str:
    served = faces.served() if faces else ()
    content = {
        "schema": "reportctl-doctor/1",
        "reportctl": __version__,
        "python": sys.version.split()[0],
        "dependencies": {name: version(name) for name in DEPENDENCIES},
        "fonts": [
            {"role": s.role.value, "name": s.face.name, "file": s.face.file, "gb2312": _coverage(s.face)}
            for s in served
        ],
        "folders": folders,
        "layouts": [layout.id for layout in project.layouts],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _text(options: Globals, project: Project, faces: Faces | None, folders: dict[str, str]) -> str:
    say = options.say
    lines = [f"reportctl {__version__}   Python {sys.version.split()[0]}", "", say("字体", "Faces")]
    coverage = {served.face: _coverage(served.face) for served in (faces.served() if faces else ())}
    for served in faces.served() if faces else ():
        has = coverage[served.face]
        lacking = say("  缺的字由后备字体补", "  others fill in what it lacks") if has < len(GB2312_HANZI) else ""
        face = f"{served.face.name}（{served.face.file}）"
        lines.append(f"  {served.role.label}  {face}  GB 2312 {has}/{len(GB2312_HANZI)}{lacking}")
    lines += ["", say("依赖", "Dependencies"), "  " + "  ".join(f"{name} {version(name)}" for name in DEPENDENCIES)]
    lines += ["", say("文件夹", "Folders")]
    states = {
        "ok": say("正常", "in order"),
        "absent": say("还没有，用到时自动建立", "not there yet, made when needed"),
        "no-permission": say("没有权限，请检查", "no permission: check it"),
    }
    lines += [f"  {name}  {states[state]}" for name, state in folders.items()]
    lines += ["", say("表式", "Forms"), "  " + "  ".join(layout.id for layout in project.layouts), ""]
    return "\n".join(lines) + "\n"
