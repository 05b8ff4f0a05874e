"""Faults of the command line itself: said in Chinese, in English when asked, always with status 2."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commandline import Command

FAULTS = {
    "trace": "缺少参数 NUMBER",
    "chek": "没有 chek 这个命令；是不是 check？",
    "frobnicate": "没有 frobnicate 这个命令",
    "check --foo": "没有 --foo 这个选项；是不是 --format？",
    "check --xyz": "没有 --xyz 这个选项",
    "check --format xml": "--format 的值“xml”不对，只能是 text、json、sarif、junit",
    "build 2017 --jobs many": "--jobs 的值“many”不对，应是 1 到 256 之间的整数",
    "build 2017 --jobs 999": "--jobs 的值“999”不对，应是 1 到 256 之间的整数",
    "build": "YEAR：请写明年度，或用 --all",
    "build 2017 --report x.txt": "--report：文件名的结尾只能是 .csv、.xlsx、.json",
    "new 20x7": "YEAR 的值“20x7”不是整数",
    "--lang fr check": "--lang：只能是 zh 或 en",
    "explain A B": "多出了参数 B",
    "check --previous": "选项 --previous 后面要写一个值",
    "build 2017 --force=yes": "选项 --force 不带值",
}


@pytest.mark.parametrize(("line", "told"), FAULTS.items(), ids=FAULTS)
def test_a_wrong_line_is_explained_in_chinese(project: Path, command: Command, line: str, told: str) -> None:
    result = command(*line.split())
    assert (result.status, result.out) == (2, "")
    assert result.err.endswith(f"错误：{told}\n")
    assert not re.search(r"Usage|Error|Try|OPTIONS|Missing|Invalid", result.err)


@pytest.mark.parametrize("line", [line for line in FAULTS if "--lang" not in line])
def test_and_in_english(project: Path, command: Command, line: str) -> None:
    result = command("--lang", "en", *line.split())
    assert result.status == 2
    assert "Error: " in result.err
    assert not re.search("[一-鿿]", result.err)


def test_the_way_to_the_help_is_shown(project: Path, command: Command) -> None:
    assert command("trace").err.startswith(
        "用法：reportctl trace [选项] {NUMBER} [YEAR…]\n运行 reportctl trace --help 查看说明。\n\n"
    )


def test_no_command_is_a_question_for_help(command: Command) -> None:
    result = command()
    assert result.status == 2
    assert "校核工作簿" in result.out + result.err


COMMANDS = ("", "new", "check", "build", "verify", "trace", "rules", "explain", "layout", "doctor")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_chinese_throughout(command: Command, name: str) -> None:
    shown = command(*name.split(), "--help").out
    assert shown.startswith("用法：reportctl")
    assert "显示本说明" in shown
    assert not re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}|OPTIONS|Usage|Options:|default:", shown)
    assert command("--lang", "en", *name.split(), "--help").out.startswith("Usage: reportctl")
