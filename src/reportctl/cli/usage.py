"""What is wrong with a command line, in the language that was asked for.

The library that reads the command line speaks English only. Its faults are told apart by their kind and what they
carry; one that is not known is passed on as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import typer

from reportctl.cli.furniture import in_chinese
from reportctl.model.pattern import regex

UsageFault: type[Exception] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""Every fault of a command line; the library has the class, but no public name for it in all its versions."""

_CHINESE = regex(r"[一-鿿]")
_VALUE = regex(r"""^(?P<quote>['"]?)(?P<value>.*)(?P=quote) is not """, re.DOTALL)
_COMMAND = regex(r"No such command ['\"](?P<name>.*?)['\"]\.(?: Did you mean (?P<near>.*)\?)?", re.DOTALL)
_EXTRA = regex(r"Got unexpected extra arguments? ?(?:\(s\) )?\((?P<extra>.*)\)", re.DOTALL)


def usage_text(fault: Any, language: str) -> str:
    """Say how the command is used and what was wrong with the line."""
    message = str(fault.format_message())
    if type(fault).__name__ == "NoArgsIsHelpError":
        return f"{message}\n"
    usage, help_ = _usage(getattr(fault, "ctx", None))
    if language == "en":
        return f"{usage}Try '{help_}' for help.\n\nError: {message}\n" if usage else f"Error: {message}\n"
    told = f"错误：{_chinese(fault, message)}\n"
    return f"{in_chinese(usage)}运行 {help_} 查看说明。\n\n{told}" if usage else told


def _usage(context: Any) -> tuple[str, str]:
    return (f"{context.get_usage()}\n", f"{context.command_path} --help") if context is not None else ("", "")


def _chinese(fault: Any, message: str) -> str:
    known: dict[str, Callable[[Any, str], str]] = {
        "MissingParameter": _missing,
        "NoSuchOption": _no_option,
        "BadOptionUsage": _bad_option,
        "BadParameter": _bad_value,
    }
    told = known.get(type(fault).__name__, _other)(fault, message)
    return told or message


def _name(fault: Any) -> str:
    hint = fault.param_hint or (fault.param.get_error_hint(fault.ctx) if fault.param else "")
    return (hint if isinstance(hint, str) else " / ".join(hint)).replace("'", "")


def _missing(fault: Any, _message: str) -> str:
    kind = getattr(fault.param, "param_type_name", fault.param_type)
    return f"缺少{'选项' if kind == 'option' else '参数'} {_name(fault)}"


def _no_option(fault: Any, _message: str) -> str:
    near = "、".join(sorted(fault.possibilities or ()))
    return f"没有 {fault.option_name} 这个选项" + (f"；是不是 {near}？" if near else "")


def _bad_option(fault: Any, message: str) -> str:
    name = str(fault.option_name)
    return f"选项 {name} 不带值" if "does not take" in message else f"选项 {name} 后面要写一个值"


def _bad_value(fault: Any, _message: str) -> str:
    """A value that does not fit; what our own checks say is in the right language already."""
    own = str(fault.message)
    kind = getattr(fault.param, "type", None)
    value = _VALUE.match(own)
    if _CHINESE.search(own) or value is None or kind is None:
        return f"{_name(fault)}：{own}"
    shown = f"{_name(fault)} 的值“{value['value']}”"
    choices = getattr(kind, "choices", None)
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if choices is not None:
        return f"{shown}不对，只能是 {'、'.join(str(getattr(choice, 'value', choice)) for choice in choices)}"
    if low is not None or high is not None:
        bounds = f" {low} 到 {high} 之间的" if low is not None and high is not None else ""
        return f"{shown}不对，应是{bounds}整数"
    return f"{shown}不是整数" if "int" in str(getattr(kind, "name", "")) else f"{shown}不对"


def _other(_fault: Any, message: str) -> str:
    command, extra = _COMMAND.match(message), _EXTRA.match(message)
    if command:
        near = (command["near"] or "").replace("'", "")
        return f"没有 {command['name']} 这个命令" + (f"；是不是 {near}？" if near else "")
    if extra:
        return f"多出了参数 {extra['extra']}"
    return "没有写命令" if message == "Missing command." else ""
