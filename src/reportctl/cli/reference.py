"""`explain`, `rules` and `layout`: what the program knows."""

from __future__ import annotations

from reportctl.cli.console import complain, emit, emit_findings
from reportctl.cli.options import Globals
from reportctl.diagnostics.catalogue import explain_text, rules_json, rules_text
from reportctl.diagnostics.form import layout_json, layout_text
from reportctl.driver.forms import heads
from reportctl.driver.project import open_project
from reportctl.driver.status import Status
from reportctl.rules import CATALOGUE
from reportctl.scaffold import placement


def explain_code(options: Globals, code: str) -> Status:
    """Print the manual page of a code."""
    rule = next((rule for rule in CATALOGUE if rule.code == code.strip().upper()), None)
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
    emit((rules_json if form == "json" else rules_text)(CATALOGUE, options.language))
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
