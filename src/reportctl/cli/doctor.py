"""`doctor`: what will fail on this machine, and what cures it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from importlib.metadata import version

from reportctl import __version__
from reportctl.cli.console import emit, emit_findings
from reportctl.cli.options import Globals
from reportctl.driver.fonts import project_faces
from reportctl.driver.project import Project, open_project
from reportctl.driver.status import Status
from reportctl.driver.versions import DEPENDENCIES
from reportctl.faces import Faces, Source
from reportctl.model.measure import width

GB2312_HANZI = tuple(
    bytes((row, cell)).decode("gb2312")
    for row in range(0xB0, 0xF8)
    for cell in range(0xA1, 0xFF)
    if not (row == 0xD7 and cell > 0xF9)
)
"""The 6763 characters of GB 2312 levels 1 and 2, without the empty last five places of row 55.

A face must have them to set an ordinary report by itself.
"""

_UNIFIED = range(0x4E00, 0x9FA6)
_COMPATIBLE = range(0xF900, 0xFA2E)
_LABEL = 18
"""The columns of a role's name on the screen."""


def gbk_hanzi() -> tuple[str, ...]:
    """The 20,902 unified and 21 compatible ideographs of GBK: nearly all that names of people and places need."""
    return tuple(c for code in (*_UNIFIED, *_COMPATIBLE) if len((c := chr(code)).encode("gbk", "ignore")) == 2)


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


def _folder(project: Project, name: str) -> str:
    path = project.root / name
    if not path.exists():
        parent = project.root
        return "absent" if os.access(parent, os.W_OK) else "no-permission"
    return "ok" if path.is_dir() and os.access(path, os.W_OK if name == "out" else os.R_OK) else "no-permission"


def _json(project: Project, faces: Faces | None, folders: dict[str, str]) -> str:
    served, hanzi = faces.served() if faces else (), gbk_hanzi()
    content = {
        "schema": "reportctl-doctor/1",
        "reportctl": __version__,
        "python": sys.version.split()[0],
        "dependencies": {name: version(name) for name in DEPENDENCIES},
        "fonts": [
            {
                "role": s.role.value,
                "name": s.face.name,
                "file": s.face.file,
                "source": s.source.value,
                "gb2312": s.face.count(GB2312_HANZI),
                "gbk": s.face.count(hanzi),
            }
            for s in served
        ],
        "filling_in": [{"name": face.name, "file": face.file} for face in (faces.filling_in() if faces else ())],
        "folders": folders,
        "layouts": [layout.id for layout in project.layouts],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _text(options: Globals, project: Project, faces: Faces | None, folders: dict[str, str]) -> str:
    say = options.say
    lines = [f"reportctl {__version__}   Python {sys.version.split()[0]}", "", say("字体", "Faces")]
    if faces:
        lines += _faces(options, faces)
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


def _faces(options: Globals, faces: Faces) -> Iterator[str]:
    """Two lines a role: which face serves it and where that is from; its file and how many hanzi it has."""
    say, hanzi = options.say, gbk_hanzi()
    sources = {
        Source.CONFIGURED: say("reportctl.toml 指定", "named in reportctl.toml"),
        Source.LICENSED: say("本机的公文字体", "an official face of this machine"),
        Source.FREE: say("本机的自由字体", "a free face of this machine"),
        Source.BUNDLED: say("随安装提供", "came with the installation"),
    }
    for served in faces.served():
        face, label = served.face, served.role.label
        has = face.count(GB2312_HANZI), face.count(hanzi)
        yield f"  {label}{' ' * round(_LABEL - 2 * width(label))}{face.name}  {sources[served.source]}"
        counts = f"GB 2312 {has[0]}/{len(GB2312_HANZI)}  GBK {has[1]}/{len(hanzi)}"
        yield f"  {' ' * _LABEL}{face.file}  {counts}"
    others = "、".join(face.name for face in faces.filling_in())
    if others:
        label = say("其余补缺字", "others fill in")
        yield f"  {label}{' ' * round(_LABEL - 2 * width(label))}{others}"
