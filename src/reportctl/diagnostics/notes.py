"""Findings in the words of an annotated workbook: the note on a cell, and the line of the list."""

from __future__ import annotations

from collections.abc import Sequence

from reportctl.diagnostics.escape import visible
from reportctl.diagnostics.places import cell_name, place_of
from reportctl.diagnostics.text import beside, folded_text, law_text, plain, verdict
from reportctl.diagnostics.words import SEVERITIES, say
from reportctl.model.annotation import SHEET_FINDINGS, Annotation, Remark
from reportctl.model.finding import Finding, Severity
from reportctl.model.location import CellRef, SheetRef

_HEADS = (
    ("序号", "No."), ("级别", "Severity"), ("位置", "Place"), ("代码", "Code"), ("问题", "What is wrong"),
    ("建议", "What to do"), ("依据", "The law"),
)  # fmt: skip
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def annotation_of(findings: Sequence[Finding], file: str, language: str) -> Annotation:
    """Everything that the copy of a workbook is to say; `file` is its name in the findings.

    Errors come first, accepted findings last, with the reason in place of what to do.
    """
    standing = [f for grade in _ORDER for f in findings if f.grade is grade and not f.suppressed]
    accepted = [f for f in findings if f.suppressed]
    words = [(grade, SEVERITIES[grade][language]) for grade in _ORDER]
    return Annotation(
        remarks=tuple(_remark(finding, file, language) for finding in (*standing, *accepted)),
        title=say(language, SHEET_FINDINGS, f"{SHEET_FINDINGS} Findings"),
        verdict=plain(verdict(findings, 1, language, listed=True)),
        heads=tuple(say(language, zh, en) for zh, en in _HEADS),
        grades=(*words, (None, say(language, "已说明", "accepted"))),
        elsewhere=say(
            language,
            "（这一格已有会话批注，未另加批注）",
            "(the cell holds a conversation, so no note was added)",
        ),
    )


def _remark(finding: Finding, file: str, language: str) -> Remark:
    at = finding.at
    own = place_of(at).file == file
    grade = None if finding.suppressed else finding.grade
    said = [visible(finding.message(language)), *(f"· {line}" for line in beside(finding, language))]
    if finding.folded:
        said.append(folded_text(finding, language))
    law = law_text(finding, language)
    hint = visible(finding.hint(language))
    advice = say(language, "建议：", "help: ") + hint
    if finding.reason is not None:
        hint = say(language, "已说明理由：", "accepted: ") + visible(finding.reason)
    return Remark(
        grade=grade,
        code=finding.rule.code,
        at=at if own and isinstance(at, CellRef) else None,
        sheet=at.sheet if own and isinstance(at, CellRef | SheetRef) else None,
        place=visible(_place(finding, language, own=own)),
        head=f"[{SEVERITIES[finding.grade][language]} {finding.rule.code}]",
        note="\n".join((*said, advice, *([say(language, "依据：", "law: ") + law] if law else []))),
        said="\n".join(said),
        hint=hint,
        law=law,
    )


def _place(finding: Finding, language: str, *, own: bool) -> str:
    at = finding.at
    if isinstance(at, CellRef):
        return cell_name(at) if own else f"{at.file} {cell_name(at)}"
    place = place_of(at)
    inside = place.sheet or place.key
    if own:
        return inside or say(language, "整份工作簿", "the whole workbook")
    return f"{place.file} {inside}" if inside else place.file
