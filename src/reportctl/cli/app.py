"""The commands and their help, in the language that was asked for. Each command imports its work when it runs.

Annotations are evaluated where they stand (no postponed evaluation): their help texts depend on the language.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from reportctl import __version__
from reportctl.cli.furniture import ChineseCommand, ChineseGroup
from reportctl.cli.language import LANGUAGES
from reportctl.cli.options import Globals


class Format(StrEnum):
    """The formats in which findings can be had."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"


class Plain(StrEnum):
    """The formats in which listings can be had."""

    TEXT = "text"
    JSON = "json"


class Output(StrEnum):
    """The formats in which reports are built."""

    DOCX = "docx"
    PDF = "pdf"


class Help:
    """Help texts by language."""

    def __init__(self, language: str) -> None:
        """Take the language, "zh" or "en"."""
        self.language = language

    def __call__(self, zh: str, en: str) -> str:
        """The text in the language that was asked for."""
        return en if self.language == "en" else zh


def make_app(language: str, command: str = "") -> typer.Typer:
    """The application with its help in one language; of its commands only the one that is named, if there is one.

    The library takes a millisecond to look at the parameters of each command.
    """
    say = Help(language)
    app = typer.Typer(
        name="reportctl",
        rich_markup_mode=None,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help=say(
            "法定年度报告编制工具：读取数据表，核对每一个合计，生成符合 GB/T 9704-2012 的 DOCX 和 PDF。",
            "A compiler for statutory annual reports: reads the year's workbook, proves that every total holds, "
            "and sets DOCX and PDF to GB/T 9704-2012.",
        ),
    )
    _add_globals(app, say)
    adders = {
        "new": _add_new,
        "check": _add_check,
        "build": _add_build,
        "verify": _add_verify,
        "trace": _add_trace,
        "rules": _add_rules,
    }
    wanted = (adders[command],) if command in adders else (*adders.values(), _add_reference)
    for add in wanted:
        add(app, say)
    if language != "en":
        app.info.cls = ChineseGroup
        for registered in app.registered_commands:
            registered.cls = ChineseCommand
    return app


def _add_globals(app: typer.Typer, say: Help) -> None:
    @app.callback()
    def _globals(
        context: typer.Context,
        project: Annotated[Path, typer.Option(help=say("项目文件夹", "The project folder"), metavar="DIR")] = Path(),
        lang: Annotated[
            str, typer.Option(help=say("消息的语言", "Language of the messages"), metavar="zh|en")
        ] = say.language,
        quiet: Annotated[bool, typer.Option("--quiet", help=say("只说错误", "Say errors only"))] = False,
        verbose: Annotated[bool, typer.Option("--verbose", help=say("连提示也列出", "List infos too"))] = False,
        no_color: Annotated[bool, typer.Option("--no-color", help=say("不用颜色", "No colours"))] = False,
        _shown: Annotated[
            bool, typer.Option("--version", help=say("显示版本", "Show the version"), is_eager=True, callback=_version)
        ] = False,
    ) -> None:
        if lang not in LANGUAGES:
            raise typer.BadParameter(say("只能是 zh 或 en", "must be zh or en"), param_hint="--lang")
        if not project.is_dir():
            from reportctl.diagnostics.escape import visible

            shown = visible(str(project))
            raise typer.BadParameter(
                say(f"没有“{shown}”这个文件夹", f"there is no folder {shown}"), param_hint="--project"
            )
        context.obj = Globals(project, lang, quiet, verbose, no_color)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reportctl {__version__}")
        raise typer.Exit


def _targets_help(say: Help) -> str:
    return say(
        "年度（2017）、年度范围（2014-2018）、工作簿或文件夹，可以有多个",
        "Years (2017), ranges (2014-2018), workbooks or folders; several may be given",
    )


def _previous_help(say: Help) -> str:
    return say("上年度的工作簿；不给则自动查找", "Last year's workbook; looked for if not given")


def _add_new(app: typer.Typer, say: Help) -> None:
    @app.command(
        help=say(
            "生成某一年度的空白工作簿，或用数据文件填好",
            "Write the workbook of a year, blank or filled from a figures file",
        )
    )
    def new(
        context: typer.Context,
        year: Annotated[int, typer.Argument(help=say("数据年度", "The data year"), metavar="YEAR")],
        agency: Annotated[
            str | None, typer.Option(help=say("报告机关全称", "The agency's full name"), metavar="NAME")
        ] = None,
        layout: Annotated[
            str | None,
            typer.Option(help=say("表式编号；不给则按年度", "The form's id; by the year if not given"), metavar="ID"),
        ] = None,
        source: Annotated[
            Path | None,
            typer.Option("--from", help=say("数据文件（JSON）", "A figures file (JSON)"), metavar="FIGURES.json"),
        ] = None,
        output: Annotated[
            Path | None, typer.Option("-o", "--output", help=say("写到这个文件", "Write to this file"), metavar="FILE")
        ] = None,
        force: Annotated[
            bool,
            typer.Option(
                "--force",
                help=say("覆盖已有的工作簿（旧的另存备份）", "Overwrite a workbook; the old one is kept beside it"),
            ),
        ] = False,
    ) -> None:
        from reportctl.cli.new import new_workbook

        raise typer.Exit(new_workbook(context.obj, year, agency, layout, source, output, force=force))


def _add_check(app: typer.Typer, say: Help) -> None:
    @app.command(
        help=say(
            "校核工作簿，不生成报告；不指定时校核 data 中的全部",
            "Check workbooks and build nothing; all of data/ if none is named",
        )
    )
    def check(
        context: typer.Context,
        targets: Annotated[list[str] | None, typer.Argument(help=_targets_help(say), metavar="YEAR…")] = None,
        form: Annotated[Format, typer.Option("--format", help=say("输出格式", "Format of the result"))] = Format.TEXT,
        annotate: Annotated[
            Path | None,
            _valued(
                say("在这个文件夹写出带批注的副本", "Write copies with the findings as notes to this folder"), "DIR"
            ),
        ] = None,
        previous: Annotated[Path | None, typer.Option(help=_previous_help(say), metavar="FILE")] = None,
        jobs: Annotated[int | None, _jobs(say)] = None,
    ) -> None:
        from reportctl.cli.check import check_workbooks

        raise typer.Exit(check_workbooks(context.obj, targets or [], form.value, previous, annotate, jobs))


def _add_build(app: typer.Typer, say: Help) -> None:
    help_text = say(
        "校核并生成报告；有错误的不生成，没有变化的不重做",
        "Check, then build the reports; a workbook with an error is not built, an unchanged one not again",
    )

    @app.command(help=help_text)
    def build(
        context: typer.Context,
        targets: Annotated[list[str] | None, typer.Argument(help=_targets_help(say), metavar="YEAR…")] = None,
        everything: Annotated[bool, _flag("--all", say("data 中的全部工作簿", "All workbooks of data/"))] = False,
        to: Annotated[list[Output] | None, typer.Option(help=say("只生成这种格式", "Build this format only"))] = None,
        out: Annotated[Path | None, _valued(say("输出文件夹，默认 out", "Output folder, else out"), "DIR")] = None,
        jobs: Annotated[int | None, _jobs(say)] = None,
        draft: Annotated[
            bool, _flag("--draft", say("有错误也生成草稿，每页标注“草稿”", "Build despite errors, marked as a draft"))
        ] = False,
        force: Annotated[bool, _flag("--force", say("没有变化的也重新生成", "Build what is unchanged too"))] = False,
        plan: Annotated[
            bool, _flag("--plan", say("只说要做什么、为什么，不生成", "Say what would be done and why; build nothing"))
        ] = False,
        report: Annotated[
            Path | None, _valued(say("结果汇总：.csv、.xlsx 或 .json", "Summary: .csv, .xlsx or .json"), "FILE")
        ] = None,
        previous: Annotated[Path | None, _valued(_previous_help(say), "FILE")] = None,
        executor: Annotated[
            str | None,
            _valued(say("在 dask 集群上生成：dask://HOST:PORT", "Build on a dask cluster: dask://HOST:PORT"), "URL"),
        ] = None,
    ) -> None:
        from reportctl.cli.build import Orders, build_reports

        _refuse_build(say, targets or [], report, everything=everything)
        scheduler = _scheduler(say, executor, jobs)
        formats = [item.value for item in dict.fromkeys(to or Output)]
        orders = Orders(targets or [], formats, out, previous, jobs, scheduler, report, draft, force, plan)
        raise typer.Exit(build_reports(context.obj, orders))


def _refuse_build(say: Help, targets: list[str], report: Path | None, *, everything: bool) -> None:
    """Refuse what does not go together or cannot be written, before anything is read."""
    from reportctl.cli.build import SUMMARIES

    if everything and targets:
        raise typer.BadParameter(say("--all 不能与年度同用", "--all goes without years"), param_hint="--all")
    if not everything and not targets:
        raise typer.BadParameter(say("请写明年度，或用 --all", "name a year, or use --all"), param_hint="YEAR")
    if report is not None and report.suffix.lower() not in SUMMARIES:
        known = ("、" if say.language == "zh" else ", ").join(SUMMARIES)
        raise typer.BadParameter(say(f"文件名的结尾只能是 {known}", f"must end in {known}"), param_hint="--report")


def _scheduler(say: Help, executor: str | None, jobs: int | None) -> str | None:
    """The address of the cluster's scheduler; None where the work is done here."""
    if executor is None:
        return None
    from reportctl.driver.hands import scheduler_of

    if jobs is not None:
        text = say("--jobs 不能与 --executor 同用", "--jobs goes without --executor")
        raise typer.BadParameter(text, param_hint="--jobs")
    scheduler = scheduler_of(executor)
    if scheduler is None:
        raise typer.BadParameter(say("应当写成 dask://HOST:PORT", "must be dask://HOST:PORT"), param_hint="--executor")
    return scheduler


def _jobs(say: Help) -> Any:
    return typer.Option(help=say("工作进程数", "Number of worker processes"), metavar="N", min=1, max=256)


def _flag(name: str, help_text: str) -> Any:
    return typer.Option(name, help=help_text)


def _valued(help_text: str, metavar: str) -> Any:
    return typer.Option(help=help_text, metavar=metavar)


def _add_verify(app: typer.Typer, say: Help) -> None:
    @app.command(
        help=say(
            "核对已生成的文件：与清单是否一致；工作簿在手的，重新生成并比较",
            "Files against their manifest; with the workbook at hand, rebuilds and compares",
        )
    )
    def verify(
        context: typer.Context,
        targets: Annotated[
            list[Path], typer.Argument(help=say("报告文件或文件夹", "Files or folders"), metavar="FILE…|DIR")
        ],
        jobs: Annotated[int | None, _jobs(say)] = None,
    ) -> None:
        from reportctl.cli.verify import verify_files

        raise typer.Exit(verify_files(context.obj, targets, jobs))


def _add_trace(app: typer.Typer, say: Help) -> None:
    @app.command(
        help=say(
            "查一个数字出现在哪里：单元格、合计、正文、页码",
            "Where a number stands: cells, totals, sentences, pages",
        )
    )
    def trace(
        context: typer.Context,
        number: Annotated[
            str, typer.Argument(help=say("数字，如 1027、33.9%", "A number such as 1027 or 33.9%"), metavar="NUMBER")
        ],
        targets: Annotated[list[str] | None, typer.Argument(help=_targets_help(say), metavar="YEAR…")] = None,
        form: Annotated[Plain, typer.Option("--format", help=say("输出格式", "Format of the result"))] = Plain.TEXT,
    ) -> None:
        from reportctl.cli.trace import trace_number

        raise typer.Exit(trace_number(context.obj, number, targets or [], form.value))


def _add_rules(app: typer.Typer, say: Help) -> None:
    format_help = say("输出格式", "Format of the result")

    @app.command(help=say("列出全部代码", "List every code"))
    def rules(
        context: typer.Context,
        form: Annotated[Plain, typer.Option("--format", help=format_help)] = Plain.TEXT,
        to: Annotated[
            Output | None, typer.Option(help=say("写成可打印的两页", "Write them on two pages, to be printed"))
        ] = None,
        output: Annotated[
            Path | None, typer.Option("-o", "--output", help=say("写到这个文件", "Write to this file"), metavar="FILE")
        ] = None,
    ) -> None:
        from reportctl.cli.reference import list_rules, print_rules

        if to is None and output is not None:
            raise typer.BadParameter(say("要与 --to 同用", "goes with --to"), param_hint="--output")
        if to is not None:
            raise typer.Exit(print_rules(context.obj, to.value, output))
        raise typer.Exit(list_rules(context.obj, form.value))


def _add_reference(app: typer.Typer, say: Help) -> None:
    format_help = say("输出格式", "Format of the result")

    @app.command(
        help=say(
            "说明一个代码：是什么、为什么、怎么办、依据",
            "What a code means, why it matters, what to do, the law behind it",
        )
    )
    def explain(
        context: typer.Context,
        code: Annotated[str, typer.Argument(help=say("代码，如 SUM101", "A code such as SUM101"), metavar="CODE")],
    ) -> None:
        from reportctl.cli.reference import explain_code

        raise typer.Exit(explain_code(context.obj, code))

    @app.command(
        help=say("显示某一年度适用的表式：部分、表格、指标", "The form in force for a year: sections, tables, figures")
    )
    def layout(
        context: typer.Context,
        form_id: Annotated[str, typer.Argument(help=say("年度或表式编号", "A year or a form's id"), metavar="YEAR|ID")],
        form: Annotated[Plain, typer.Option("--format", help=format_help)] = Plain.TEXT,
    ) -> None:
        from reportctl.cli.reference import show_layout

        raise typer.Exit(show_layout(context.obj, form_id, form.value))

    @app.command(help=say("检查字体、版本和文件夹", "Fonts, versions, folders: what will fail here, and what cures it"))
    def doctor(
        context: typer.Context,
        form: Annotated[Plain, typer.Option("--format", help=format_help)] = Plain.TEXT,
    ) -> None:
        from reportctl.cli.doctor import examine_machine

        raise typer.Exit(examine_machine(context.obj, form.value))
