"""The rules: one list of all codes, and the manual page of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportctl.diagnostics.escape import visible, width, wrapped
from reportctl.diagnostics.jsontext import Json, dumps
from reportctl.diagnostics.words import FORCES, SEVERITIES, say
from reportctl.model.finding import Rule
from reportctl.model.layout import Layout
from reportctl.rules.law import behind

RULES_SCHEMA = "reportctl-rules/1"
ENGLISH = "## What it means"
"""The heading at which the English half of a manual begins."""


def summary_of(rule: Rule, language: str) -> str:
    """The fault in one line: in English the first line of the manual, in Chinese its first sentence."""
    if language == "en":
        return rule.manual.strip().partition("\n")[0]
    body = manual_of(rule, "zh").partition("\n\n")[2]
    return body.partition("。")[0]


def manual_of(rule: Rule, language: str) -> str:
    """The half of a rule's manual that is in the language, each paragraph in one line."""
    body = rule.manual.strip().partition("\n")[2].strip()
    chinese, _, english = body.partition(ENGLISH)
    half = (ENGLISH + english).strip() if language == "en" else chinese.strip()
    return "\n\n".join(_one_line(paragraph) for paragraph in half.split("\n\n"))


def _one_line(paragraph: str) -> str:
    """Join the lines of a paragraph; a space parts words, but not Chinese characters."""
    joined = ""
    for line in paragraph.split("\n"):
        tight = not joined or (width(joined[-1]) == 2 and width(line[:1]) == 2)
        joined += line if tight else f" {line}"
    return joined


def rules_text(rules: Sequence[Rule], language: str) -> str:
    """All codes on one list, a line each."""
    grade_width = max(width(words[language]) for words in SEVERITIES.values())
    lines = []
    for rule in rules:
        grade = SEVERITIES[rule.severity][language]
        padding = " " * (grade_width - width(grade))
        lines.append(f"{rule.code}  {grade}{padding}  {summary_of(rule, language)}")
    return "\n".join(lines) + "\n"


def rules_json(rules: Sequence[Rule], language: str) -> str:
    """All codes as JSON; messages and hints are templates with {name} for what a finding fills in."""
    return dumps({"schema": RULES_SCHEMA, "rules": [_record(rule, language) for rule in rules]}) + "\n"


def explain_text(rule: Rule, layouts: Sequence[Layout], language: str, columns: int = 80) -> str:
    """The manual page of a code: what it means, an example, what to do, and the law behind it in each form."""
    grade = SEVERITIES[rule.severity][language]
    lines = [f"{rule.code}  {rule.name}  [{grade}]", ""]
    if language == "en":
        lines += [*wrapped(summary_of(rule, "en"), columns), ""]
    for line in manual_of(rule, language).split("\n"):
        if line.startswith("## "):
            lines.append(line[3:])
        elif line:
            lines += ["  " + piece for piece in wrapped(line, columns - 2)]
        else:
            lines.append("")
    law = list(_law(rule, layouts, language, columns))
    if law:
        lines += ["", say(language, "依据", "The law behind it"), *law]
    return "\n".join(lines) + "\n"


def _law(rule: Rule, layouts: Sequence[Layout], language: str, columns: int) -> Iterator[str]:
    told: set[tuple[str, str, str]] = set()
    for layout in layouts:
        for constraint in behind(rule.code, layout):
            force = FORCES[constraint.force][language]
            basis = constraint.basis or layout.name
            if (constraint.id, basis, constraint.formula) in told:
                continue
            told.add((constraint.id, basis, constraint.formula))
            yield f"  {layout.id}  {constraint.id}  [{force}]"
            for text in (basis, constraint.formula, constraint.note):
                if text:
                    yield from ("    " + piece for piece in wrapped(visible(text), columns - 4))


def _record(rule: Rule, language: str) -> Json:
    message, hint = (rule.message.en, rule.hint.en) if language == "en" else (rule.message.zh, rule.hint.zh)
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "summary": summary_of(rule, language),
        "message": message,
        "hint": hint,
        "since": rule.since,
    }
