"""What a cell lets in: validation with a hint before and a sentence after, in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reportctl.model.figure import FigureType
from reportctl.model.layout import FigureSpec

NOT_APPLICABLE = "/"


def validate_figure(sheet: Worksheet, address: str, spec: FigureSpec) -> None:
    """Let a figure's cell take the numbers of its type, "/" where the form admits it, and nothing else."""
    rule = DataValidation(
        type="custom",
        formula1=_formula(spec, address),
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop",
        errorTitle="请重新填写",
        error=_error(spec),
        showInputMessage=True,
        promptTitle=_title(spec.type),
        prompt=_prompt(spec),
    )
    rule.add(address)
    sheet.add_data_validation(rule)


def _formula(spec: FigureSpec, address: str) -> str:
    # IF, not OR and AND: those evaluate all their arguments, and INT("/") is an error that would refuse the slash.
    otherwise = f'{address}="{NOT_APPLICABLE}"' if spec.admits_na else "FALSE"
    match spec.type:
        case FigureType.COUNT:
            test = f"AND({address}>=0,{address}=INT({address}))"
        case FigureType.MONEY:
            test = f"AND({address}>=0,{address}=ROUND({address},6))"
        case FigureType.SIGNED:
            test = f"{address}=INT({address})"
        case _:
            assert_never(spec.type)
    return f"IF(ISNUMBER({address}),{test},{otherwise})"


def _title(kind: FigureType) -> str:
    match kind:
        case FigureType.COUNT:
            return "填整数"
        case FigureType.MONEY:
            return "填金额"
        case FigureType.SIGNED:
            return "填增减数，减少的前加“-”"
        case _:
            assert_never(kind)


def _prompt(spec: FigureSpec) -> str:
    pieces = [f"单位：{spec.unit}。"] if spec.unit else []
    pieces.append("这是总数，没有发生也要填 0" if spec.total else "没有发生的填 0，也可留空")
    pieces.append(f"；不适用的填“{NOT_APPLICABLE}”。" if spec.admits_na else "。")
    return "".join(pieces) + f"\n正文中写 {{{spec.id}}} 即引用本数。"


def _error(spec: FigureSpec) -> str:
    match spec.type:
        case FigureType.COUNT:
            sentence = "这里只能填 0 或正整数，如 12；不要带单位、逗号和小数"
        case FigureType.MONEY:
            sentence = "这里只能填 0 或正数，如 3.5，小数不超过六位；不要带单位和逗号"
        case FigureType.SIGNED:
            sentence = "这里只能填整数，减少的填负数，如 -3；不要带单位和逗号"
        case _:
            assert_never(spec.type)
    return sentence + (f"。不适用的填“{NOT_APPLICABLE}”。" if spec.admits_na else "。")


def validate_choice(sheet: Worksheet, span: str, words: Sequence[str], prompt: str = "") -> None:
    """Offer a closed choice of a few words that hold no comma."""
    _add_list(sheet, span, f'"{",".join(words)}"', prompt, strict=True)


def offer_list(sheet: Worksheet, span: str, name: str, prompt: str) -> None:
    """Offer the entries of a named list, and let another entry pass after a question."""
    _add_list(sheet, span, name, prompt, strict=False)


def _add_list(sheet: Worksheet, span: str, source: str, prompt: str, *, strict: bool) -> None:
    rule = DataValidation(
        type="list",
        formula1=source,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop" if strict else "warning",
        errorTitle="请从列表中选择",
        error="请从下拉列表中选择。" if strict else "下拉列表中没有这一项。确认无误的，可以保留。",
        showInputMessage=bool(prompt),
        promptTitle="从列表中选择" if prompt else None,
        prompt=prompt or None,
    )
    rule.add(span)
    sheet.add_data_validation(rule)


def validate_year(sheet: Worksheet, address: str, first: int, last: int | None) -> None:
    """Let the year's cell take the data years of the layout."""
    until = f"至 {last} 年" if last else "及以后"
    rule = DataValidation(
        type="whole",
        operator="between" if last else "greaterThanOrEqual",
        formula1=str(first),
        formula2=str(last) if last else None,
        allow_blank=False,
        showErrorMessage=True,
        errorTitle="请重新填写",
        error=f"本表式适用于 {first} 年{until}的数据。其他年度请用 reportctl new 另建工作簿。",
    )
    rule.add(address)
    sheet.add_data_validation(rule)
