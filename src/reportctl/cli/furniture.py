"""What the command line library itself says in a help text, in Chinese: it knows English only."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from reportctl.model.pattern import regex

_FURNITURE = (
    ("Usage: ", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]…"),
    ("\nArguments:\n", "\n参数：\n"),
    ("\nOptions:\n", "\n选项：\n"),
    ("\nCommands:\n", "\n命令：\n"),
    ("[default: ", "[默认："),
    ("[required]", "[必填]"),
    ("Show this message and exit.", "显示本说明"),
    ("Install completion for the current shell.", "给当前的命令行装上自动补全"),
)
_COMPLETION = regex(r"Show completion for the current shell,\s+to\s+copy\s+it\s+or\s+customize\s+the\s+installation\.")


def in_chinese(text: str) -> str:
    """A help text or a line on usage with the library's own words put into Chinese."""
    for english, chinese in _FURNITURE:
        text = text.replace(english, chinese)
    return _COMPLETION.sub("显示自动补全的脚本，可以自己复制和修改", text)


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The program, whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_chinese(super().get_help(ctx))
