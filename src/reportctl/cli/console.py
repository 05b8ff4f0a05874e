"""What is printed and where: results to standard output, everything else to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from reportctl.cli.options import Globals
from reportctl.diagnostics.escape import visible
from reportctl.diagnostics.text import COLUMNS, Line, findings_lines, plain, verdict
from reportctl.driver.project import Project
from reportctl.driver.status import Status
from reportctl.model.again import Again
from reportctl.model.finding import Finding, Severity

_MAY_BE_OLD = "FIL109"
_WIDEST = 100
"""Columns; longer lines of Chinese are hard to follow."""


def emit(text: str) -> None:
    """Print a result."""
    sys.stdout.write(text)


def tell(options: Globals, zh: str, en: str) -> None:
    """Print a remark on one line, unless only errors are wanted."""
    if not options.quiet:
        complain(options, zh, en)


def complain(options: Globals, zh: str, en: str) -> None:
    """Print on one line why something was not done; what could move the cursor is written out."""
    sys.stderr.write(visible(options.say(zh, en)) + "\n")


def refuse(options: Globals, project: Project, error: OSError, path: Path) -> Status:
    """Print what keeps a file from being written and what to do about it."""
    from reportctl.driver.trouble import refused

    finding = refused(error, project, path)
    file, code = finding.at.file, finding.rule.code
    complain(options, f"{file}：{finding.message('zh')}（{code}）", f"{file}: {finding.message('en')} ({code})")
    complain(options, finding.hint("zh"), finding.hint("en"))
    return Status.MACHINE


def note_skipped(options: Globals, skipped: Iterable[str]) -> None:
    """Say which files were passed over although they are called like workbooks."""
    for name in map(visible, skipped):
        tell(options, f"－ {name} 是打开文件时留下的标记，不是工作簿，已跳过",
             f"- {name} is the mark of an open document, no workbook: skipped")  # fmt: skip


def note_faults(options: Globals, findings: Iterable[Finding]) -> None:
    """Say where the details of faults of ours are that cost some workbooks their result."""
    details = dict.fromkeys(text for finding in findings if (text := finding.args.get("details")))
    if not details:
        return
    from reportctl.driver.faultlog import keep

    for log in filter(None, map(keep, details)):
        tell(options, f"程序出错的位置记在 {log}，不含报告内容，请把它发给维护者",
             f"where the program failed is in {log}, without any of a report's contents; "
             "please send it to the maintainers")  # fmt: skip


def emit_pieces(pieces: Iterable[str]) -> None:
    """Print a result that comes in pieces."""
    sys.stdout.writelines(pieces)


def show_findings(options: Globals, findings: Iterable[Finding]) -> None:
    """Print findings for people; that a form may be out of date is said even where infos are not asked for.

    They are gone through more than once.
    """
    for finding in findings:
        if finding.rule.code == _MAY_BE_OLD and not options.verbose:
            tell(options, finding.message("zh"), finding.message("en"))
    shown = Again(lambda: (f for f in findings if not options.quiet or f.grade is Severity.ERROR))
    columns = max(COLUMNS, min(shutil.get_terminal_size().columns, _WIDEST)) if sys.stdout.isatty() else COLUMNS
    _print(options, findings_lines(shown, options.language, infos=options.verbose, columns=columns))


def show_verdict(options: Globals, findings: Iterable[Finding], files: int, *, building: bool = False) -> None:
    """Print the plain verdict on a run."""
    _print(options, [verdict(findings, files, options.language, building=building)])


def emit_findings(options: Globals, findings: Iterable[Finding], files: int, form: str) -> None:
    """Print findings to standard output."""
    match form:
        case "json":
            from reportctl.diagnostics.json import findings_json

            emit_pieces(findings_json(findings, files, options.language))
        case "sarif":
            from reportctl.diagnostics.sarif import findings_sarif

            emit_pieces(findings_sarif(findings, options.language))
        case "junit":
            from reportctl.diagnostics.junit import findings_junit

            emit_pieces(findings_junit(findings, options.language))
        case _:
            show_findings(options, findings)
            if files:
                show_verdict(options, findings, files)


def _print(options: Globals, lines: Iterable[Line]) -> None:
    if options.no_color or "NO_COLOR" in os.environ or not sys.stdout.isatty():
        sys.stdout.writelines(plain(line) + "\n" for line in lines)
        return
    from rich.console import Console

    from reportctl.diagnostics.terminal import coloured

    Console(highlight=False, soft_wrap=True).print(coloured(lines), end="")
