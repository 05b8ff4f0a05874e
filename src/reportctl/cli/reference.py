"""`explain`, `rules` and `layout`: what the program knows."""

from __future__ import annotations

from pathlib import Path

from reportctl import rules
from reportctl.cli.console import complain, emit, emit_findings, refuse, tell
from reportctl.cli.options import Globals
from reportctl.diagnostics.catalogue import explain_text, rules_json, rules_text
from reportctl.diagnostics.form import layout_json, layout_text
from reportctl.driver.forms import heads
from reportctl.driver.project import open_project
from reportctl.driver.status import Status
from reportctl.scaffold import placement


def explain_code(options: Globals, code: str) -> Status:
    """Print the manual page of a code."""
    rule = rules.rule_of(code.strip().upper())
    if rule is None:
        zh, en = (
            f"没有代码“{code}”；reportctl rules 列出全部代码",
            f"there is no code {code}; reportctl rules lists them all",
        )
        complain(options, zh, en)
        return Status.UNREADABLE
    emit(explain_text(rule, open_project(options.project).layouts, options.language))
    return Status.DONE


def list_rules(options: Globals, form: str) -> Status:
    """Print every code on one list."""
    emit((rules_json if form == "json" else rules_text)(rules.CATALOGUE, options.language))
    return Status.DONE


def print_rules(options: Globals, form: str, output: Path | None) -> Status:
    """Write every code on two pages to a file."""
    from reportctl.driver.fonts import project_faces
    from reportctl.driver.leaflet import leaflet
    from reportctl.driver.place import write_whole

    project = open_project(options.project)
    faces, lacking = project_faces(project)
    if faces is None:
        emit_findings(options, lacking, 0, "text")
        return Status.MACHINE
    path = output or Path(f"reportctl-rules.{form}")
    data, flaws = leaflet(rules.CATALOGUE, faces, form, options.language, path.name)
    if data is None:
        emit_findings(options, flaws, 0, "text")
        return Status.OURS
    try:
        write_whole(path.absolute().parent, {path.name: data})
    except OSError as error:
        return refuse(options, project, error, path)
    tell(options, f"已写出 {path}", f"wrote {path}")
    return Status.DONE


def show_layout(options: Globals, form_id: str, form: str) -> Status:
    """Print the form of a year or of an id."""
    project = open_project(options.project)
    layout = project.layout(form_id)
    if layout is None and form_id.isdecimal():
        layout = project.layout_for(int(form_id))
    if layout is None and project.faults:
        emit_findings(options, project.faults, 0, "text")
        return Status.LAYOUT
    if layout is None:
        known = "、".join(head.id for head in heads(project.layouts))
        complain(
            options, f"没有“{form_id}”这个年度或表式；现有表式：{known}", f"there is no form {form_id}; known: {known}"
        )
        return Status.UNREADABLE
    places = placement(layout)
    emit(layout_json(layout, places) if form == "json" else layout_text(layout, places, options.language))
    return Status.DONE
