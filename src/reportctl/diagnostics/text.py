"""Findings for people: grouped by file and sheet, both sides, the cells beside them, what to do, and the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import TypeAlias

from reportctl.diagnostics.escape import visible, wrapped
from reportctl.diagnostics.places import by_file, cell_name, place_of, tally
from reportctl.diagnostics.words import FORCES, SEVERITIES, say
from reportctl.model.again import Again
from reportctl.model.figure import number_text
from reportctl.model.finding import Finding, Related, Severity

COLUMNS = 80


class Style(StrEnum):
    """What a piece of a line is; only a terminal shows the difference."""

    PLAIN = ""
    FILE = "file"
    PLACE = "place"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    QUIET = "quiet"
    GOOD = "good"


Line: TypeAlias = tuple[tuple[Style, str], ...]
"""The pieces of a line, each with its style."""

_STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING, Severity.INFO: Style.INFO}


def findings_text(findings: Iterable[Finding], language: str, *, infos: bool = False, columns: int = COLUMNS) -> str:
    """Write the findings as plain text, without the verdict; empty where there is nothing to say."""
    return "".join(plain(line) + "\n" for line in findings_lines(findings, language, infos=infos, columns=columns))


def findings_lines(
    findings: Iterable[Finding], language: str, *, infos: bool = False, columns: int = COLUMNS
) -> Iterator[Line]:
    """The findings in lines of at most `columns` columns; infos only where asked for, suppressed findings never.

    Those of one file stand together and, within a file, those of one sheet. The findings are gone through twice.
    """
    listed = Again(lambda: (f for f in findings if not f.suppressed and (infos or f.grade is not Severity.INFO)))
    for file, in_file in by_file(listed):
        yield ((Style.FILE, visible(file)),)
        for sheet, in_sheet in groupby(_by_sheet(in_file), key=lambda finding: place_of(finding.at).sheet or ""):
            if sheet:
                yield ((Style.PLAIN, "  "), (Style.PLACE, visible(sheet)))
            for finding in in_sheet:
                yield from _finding(finding, language, columns)
        yield ()


def verdict(
    findings: Iterable[Finding], files: int, language: str, *, building: bool = False, listed: bool = False
) -> Line:
    """The last line: whether the report stands, and how many findings of each kind there are.

    `listed` says that infos are listed too.
    """
    count = tally(findings)
    extra = []
    if count.infos:
        how = "" if listed else say(language, "（--verbose 列出）", " (--verbose lists them)")
        extra.append(say(language, f"{count.infos} 条提示{how}", f"{_many(count.infos, 'info')}{how}"))
    if count.suppressed:
        extra.append(say(language, f"{count.suppressed} 处已说明理由", f"{count.suppressed} accepted with a reason"))
    tail = say(language, "；另有 " + "、".join(extra), "; also " + ", ".join(extra)) if extra else ""
    if count.errors:
        built = ("有错误的未生成", "those with errors were not built") if files > 1 else ("未生成", "nothing was built")
        outcome = say(language, *built) if building else ""
        outcome = outcome or say(language, "改正后才能生成", "to be corrected before the report can be built")
        counted = say(
            language,
            f"✗ {count.errors} 处错误、{count.warnings} 处提醒，{outcome}",
            f"✗ {_many(count.errors, 'error')}, {_many(count.warnings, 'warning')}: {outcome}",
        )
        return ((Style.ERROR, counted + tail),)
    warned = (
        say(language, f"，{count.warnings} 处提醒", f", {_many(count.warnings, 'warning')}") if count.warnings else ""
    )
    passed = say(language, f"✓ 校核通过：{files} 个文件，没有错误", f"✓ passed: {_many(files, 'file')}, no error")
    return ((Style.GOOD, passed + warned + tail),)


def plain(line: Line) -> str:
    """A line without its styles."""
    return "".join(text for _, text in line)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _by_sheet(findings: list[Finding]) -> list[Finding]:
    """The findings of a file with those of one sheet together; else in their order."""
    sheets = {sheet: i for i, sheet in enumerate(dict.fromkeys(place_of(f.at).sheet for f in findings))}
    return sorted(findings, key=lambda f: sheets[place_of(f.at).sheet])


def _finding(finding: Finding, language: str, columns: int) -> Iterator[Line]:
    place = place_of(finding.at)
    where = place.cell or (visible(place.key) if place.key else "")
    head = f"{SEVERITIES[finding.grade][language]}[{finding.rule.code}]"
    indent = "    "
    yield ((Style.PLAIN, indent), (_STYLES[finding.grade], head), (Style.PLACE, f" {where}" if where else ""))
    for line in wrapped(visible(finding.message(language)), columns - 6):
        yield ((Style.PLAIN, f"      {line}"),)
    for line in beside(finding, language):
        for i, piece in enumerate(wrapped(line, columns - 10)):
            yield ((Style.QUIET, ("      · " if i == 0 else "          ") + piece),)
    for note in _notes(finding, language):
        for i, piece in enumerate(wrapped(note, columns - 10)):
            yield ((Style.PLAIN, ("      = " if i == 0 else "          ") + piece),)


def beside(finding: Finding, language: str) -> Iterator[str]:
    """The other cells of the finding; of cells that are 0 or blank only the number is told."""
    telling = [other for other in finding.related if other.value not in (None, Decimal(0))]
    for other in telling:
        yield visible(f"{_where(other, finding)} {other.label} = {_value(other.value)}".strip())
    rest = len(finding.related) - len(telling)
    if rest and telling:
        yield say(language, f"其余 {rest} 格为 0 或未填", f"{rest} more, 0 or blank")
    elif rest:
        yield say(language, f"相关的 {rest} 格为 0 或未填", f"the {rest} cells concerned are 0 or blank")


def _where(other: Related, finding: Finding) -> str:
    return cell_name(other.at, finding.at) if other.at else ""


def _value(value: Decimal | str | None) -> str:
    return number_text(value) if isinstance(value, Decimal) else value or ""


def _notes(finding: Finding, language: str) -> Iterator[str]:
    yield say(language, "建议：", "help: ") + visible(finding.hint(language))
    if finding.folded:
        yield folded_text(finding, language)
    law = law_text(finding, language)
    if law:
        yield say(language, "依据：", "law: ") + law


def folded_text(finding: Finding, language: str) -> str:
    """The relations that the same fault breaks."""
    records = (
        f"{f.rule}{say(language, '（', ' (') + f.figure + say(language, '）', ')') if f.figure else ''}"
        for f in finding.folded
    )
    return say(language, "同一原因还使这些关系不成立：", "the same cause also breaks: ") + visible("、".join(records))


def law_text(finding: Finding, language: str) -> str:
    """The law behind the finding, the constraint of the form and its force; empty where there is none."""
    law = visible(" ".join(piece for piece in (finding.basis, finding.constraint) if piece))
    force = FORCES[finding.force][language] if finding.force else ""
    return law + say(language, f"（{force}）", f" ({force})") if law and force else law or force
