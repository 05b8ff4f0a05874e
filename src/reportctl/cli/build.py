"""`build`: check, then make the reports."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from reportctl.cli.check import status_of
from reportctl.cli.console import (
    complain,
    emit,
    emit_findings,
    note_faults,
    note_skipped,
    refuse,
    show_findings,
    show_verdict,
    tell,
)
from reportctl.cli.options import Globals
from reportctl.cli.progress import Reading, watched
from reportctl.diagnostics.escape import visible, wrapped
from reportctl.diagnostics.text import COLUMNS
from reportctl.driver.batch import Examination, Item, Items, State, in_order
from reportctl.driver.expected import expected_agencies
from reportctl.driver.fonts import face_settings
from reportctl.driver.hands import Hands
from reportctl.driver.mishaps import ClusterFault
from reportctl.driver.outputs import Why
from reportctl.driver.place import write_whole
from reportctl.driver.project import Project, open_project
from reportctl.driver.publish import Planned, Publisher, Request
from reportctl.driver.status import Status
from reportctl.driver.summary import Row, rows, summary_file
from reportctl.driver.unit import Settings
from reportctl.faces import Role, find_faces
from reportctl.model.finding import Severity, Words
from reportctl.rules import lay104_configuration_invalid as lay104

SUMMARIES = (".csv", ".xlsx", ".json")
"""The formats of `--report`, by the ending of the file's name."""

_WHY = {
    Why.NEW: Words("还没有生成过", "not built yet"),
    Why.FORCED: Words("用了 --force", "--force"),
    Why.DRAFT: Words("草稿每次都生成", "drafts are always built"),
    Why.WORKBOOK: Words("工作簿有改动", "the workbook has changed"),
    Why.PREVIOUS: Words("上年度的工作簿有改动", "last year's workbook has changed"),
    Why.LAYOUT: Words("表式有改动", "the form has changed"),
    Why.FONTS: Words("字体有改动", "the fonts have changed"),
    Why.VERSIONS: Words("reportctl 或依赖的版本有改动", "reportctl or a library is of another version"),
    Why.SETTINGS: Words("reportctl.toml 有改动", "reportctl.toml has changed"),
    Why.OUTPUTS: Words("报告文件缺少或有改动", "a file of the report is missing or was changed"),
}


class Orders(Struct, frozen=True):
    """What the command line asked for."""

    targets: list[str]
    formats: list[str]
    out: Path | None
    previous: Path | None
    jobs: int | None
    scheduler: str | None
    report: Path | None
    draft: bool
    force: bool
    plan: bool


def build_reports(options: Globals, orders: Orders) -> Status:
    """Check what was asked for, build what holds and has changed, and say what became of each."""
    project = open_project(options.project)
    if any(fault.grade is Severity.ERROR for fault in project.faults):
        emit_findings(options, project.faults, 0, "text")
        return Status.LAYOUT
    expected, faults = expected_agencies(project)
    if faults:
        emit_findings(options, faults, 0, "text")
        return Status.LAYOUT
    if _among_workbooks(options, project, orders):
        return Status.UNREADABLE
    wishes, faults = face_settings(project)
    faces = None
    if wishes is not None:
        faces, faults = find_faces(wishes)
    if faces is None:
        show_findings(options, faults)
        return Status.LAYOUT if any(fault.rule is lay104.RULE for fault in faults) else Status.MACHINE
    settings = Settings(project.layouts, project.config, tuple(orders.formats), orders.draft, wishes)
    request = Request(orders.targets, orders.out or project.root / "out", orders.previous, orders.force)
    try:
        with Hands(settings, orders.jobs, orders.scheduler) as hands:
            publisher = Publisher(project, settings, faces, request, hands, Reading(options))
            note_skipped(options, publisher.selection.skipped)
            if orders.plan:
                return _show_plan(options, project, publisher, publisher.plan())
            publisher.settle()
            return _carry_out(options, orders, Run(project, publisher, publisher.plan(), expected))
    except ClusterFault as fault:
        complain(options, fault.words.zh, fault.words.en)
        return Status.MACHINE


class Run(Struct, frozen=True):
    """What is to be carried out, and the agencies that have to report."""

    project: Project
    publisher: Publisher
    plan: Sequence[Planned]
    expected: Sequence[str]


def _carry_out(options: Globals, orders: Orders, run: Run) -> Status:
    """Build what the plan says and tell what became of each workbook and of all."""
    selection = run.publisher.selection
    total = len(selection.claims)
    items = Items(selection.claims)
    said: set[str] = set()
    try:
        for number, item in enumerate(in_order(watched(run.publisher.run(run.plan), total, options))):
            items[number] = item
            _say(options, run.project, item, said, alone=total == 1)
    except (KeyboardInterrupt, SystemExit):
        zh = "已停止。生成好的报告都在，再运行一次会接着做"
        tell(options, zh, "stopped; what was built stands, the next run goes on there")
        raise
    examination = Examination(selection, items)
    show_findings(options, examination.findings)
    note_faults(options, examination.findings)
    lines = rows(examination, run.expected) if orders.report or len(items) > 1 else ()
    _close(options, examination, lines)
    status = max(status_of(examination), _machine(examination))
    return max(status, _report(options, run.project, lines, orders.report)) if orders.report else status


def _among_workbooks(options: Globals, project: Project, orders: Orders) -> bool:
    """Whether outputs were asked for in data/, where only `new` writes; then nothing is done."""
    data = os.path.realpath(project.data)
    for option, path in (("--out", orders.out), ("--report", orders.report)):
        if path is not None and Path(os.path.realpath(path)).is_relative_to(data):
            shown = project.shown(path)
            complain(
                options,
                f"{option}：{shown} 在工作簿的文件夹 data 里，那里只放工作簿；请换一个文件夹",
                f"{option}: {shown} lies in data, which is for workbooks only; name another folder",
            )
            return True
    return False


def _show_plan(options: Globals, project: Project, publisher: Publisher, plan: Sequence[Planned]) -> Status:
    """Say what would be done with each workbook and why; the check comes with the build."""
    refused = [claim for claim in publisher.selection.claims if claim.answer.year is None]
    findings = (*publisher.selection.missing, *(f for claim in refused for f in claim.answer.findings))
    show_findings(options, findings)
    for task in plan:
        why = options.say("；", "; ").join(_WHY[why].fill(options.language, {}) for why in task.why)
        to_do = options.say(f"校核并生成：{why}", f"check and build: {why}") if why else ""
        to_do = to_do or options.say("没有变化", "unchanged")
        emit(visible(f"{task.claim.source.shown} → {project.shown(task.folder)}  {to_do}") + "\n")
    due = sum(1 for task in plan if task.why)
    zh = f"将生成 {due} 份，没有变化 {len(plan) - due} 份，不能读取 {len(refused)} 份"
    en = f"{due} to be built, {len(plan) - due} unchanged, {len(refused)} cannot be read"
    tell(options, zh, en)
    if not plan:
        return Status.UNREADABLE
    return Status.FINDINGS if findings else Status.DONE


def _say(options: Globals, project: Project, item: Item, said: set[str], *, alone: bool) -> None:
    """What became of one workbook: a line each in a batch, a line for each file where there is only one."""
    served = _faces_said(options, item.served)
    if served and served not in said:
        said.add(served)
        tell(options, f"字体：{served}", f"faces: {served}")
    shown = item.claim.source.shown
    match item.state:
        case State.BUILT if alone:
            for path in item.written:
                tell(options, f"已生成 {project.shown(path)}", f"wrote {project.shown(path)}")
        case State.BUILT:
            folder = project.shown(item.written[0].parent)
            formats = "、".join(path.suffix[1:].upper() for path in item.written)
            tell(options, f"✓ {shown} → {folder}（{formats}）", f"✓ {shown} → {folder} ({formats})")
        case State.UNCHANGED:
            if options.verbose:
                tell(options, f"＝ {shown} 没有变化", f"= {shown} is unchanged")
        case State.REFUSED:
            codes = " ".join(dict.fromkeys(f.rule.code for f in item.findings if f.grade is Severity.ERROR))
            zh, en = f"✗ {shown} 有 {item.errors} 处错误，未生成", f"✗ {shown}: {item.errors} errors, not built"
            tell(options, _cut(f"{zh}：{codes}"), _cut(f"{en}: {codes}"))
        case State.UNREADABLE:
            reason = next((f for f in item.findings if f.grade is Severity.ERROR), None)
            zh, en = (reason.message(language) if reason else "" for language in ("zh", "en"))
            tell(options, _cut(f"✗ {shown} 不能使用：{zh}"), _cut(f"✗ {shown} cannot be used: {en}"))
        case State.FAILED | State.CHECKED:
            tell(options, f"✗ {shown} 的报告没有写成", f"✗ {shown}: the report could not be written")


def _cut(line: str) -> str:
    """A line that fits the terminal; what is cut off stands with the findings."""
    line = visible(line)
    first = next(wrapped(line, max(COLUMNS, shutil.get_terminal_size().columns) - 2), "")
    return line if len(first) == len(line) else f"{first}…"


def _close(options: Globals, examination: Examination, lines: Iterable[Row]) -> None:
    """The verdict on what was checked, and how many reports were built, unchanged and not built."""
    count = Counter(item.state for item in examination.items)
    built, unchanged = count[State.BUILT], count[State.UNCHANGED]
    if len(examination.items) > unchanged or examination.selection.missing:
        show_verdict(options, examination.findings, len(examination.items) - unchanged, building=True)
    if len(examination.items) > 1:
        from reportctl.cli.closing import closing_table

        for line in closing_table(options, lines):
            tell(options, line, line)
    failed = len(examination.items) - built - unchanged
    zh = f"已生成 {built} 份，没有变化 {unchanged} 份，未生成 {failed} 份"
    en = f"{built} built, {unchanged} unchanged, {failed} not built"
    old = sum(1 for item in examination.items for _, severity in item.recorded if severity == Severity.WARNING)
    if old:
        zh += f"；没有变化的有 {old} 处提醒，reportctl check 可列出"
        en += f"; {old} warnings in those unchanged, which reportctl check lists"
    tell(options, zh, en)


def _report(options: Globals, project: Project, lines: Iterable[Row], path: Path) -> Status:
    try:
        write_whole(path.absolute().parent, {path.name: summary_file(lines, path.suffix)})
    except OSError as error:
        return refuse(options, project, error, path)
    tell(options, f"汇总写在 {project.shown(path)}", f"the summary is in {project.shown(path)}")
    return Status.DONE


def _machine(examination: Examination) -> Status:
    return Status.MACHINE if any(item.state is State.FAILED for item in examination.items) else Status.DONE


def _faces_said(options: Globals, served: tuple[tuple[str, str], ...]) -> str:
    """Which face served which role, in one line: a substitute for an official face is said, never hidden."""
    labels = {role.value: options.say(role.label, role.value) for role in Role}
    other = options.say("补字", "fills in")
    return options.say("；", "; ").join(f"{labels.get(role, other)} {name}" for role, name in served)
