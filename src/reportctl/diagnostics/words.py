"""The few words that every page shares, in both languages."""

from __future__ import annotations

from reportctl.model.finding import Force, Severity

SEVERITIES = {
    Severity.ERROR: {"zh": "错误", "en": "error"},
    Severity.WARNING: {"zh": "提醒", "en": "warning"},
    Severity.INFO: {"zh": "提示", "en": "info"},
}
FORCES = {
    Force.EXPLICIT: {"zh": "规定明文", "en": "printed in the format"},
    Force.STRUCTURAL: {"zh": "由合计、其中等标注推出", "en": "follows from the labels"},
    Force.PRACTICE: {"zh": "通行做法，并无明文", "en": "customary, printed nowhere"},
}
FAMILIES = {
    "CEL": {"zh": "单元格", "en": "cells"},
    "DUE": {"zh": "公布期限", "en": "deadlines"},
    "DUP": {"zh": "与上年雷同", "en": "repeated from last year"},
    "FIL": {"zh": "文件", "en": "files"},
    "FMT": {"zh": "序号、标点和数字用法", "en": "numbering, punctuation, numerals"},
    "IDN": {"zh": "机关、年度和说明", "en": "agency, year, acceptances"},
    "LAY": {"zh": "表式和设置", "en": "layouts and settings"},
    "ORD": {"zh": "部分和次序", "en": "sections and their order"},
    "OUT": {"zh": "生成的文件", "en": "files that are made"},
    "PII": {"zh": "个人信息", "en": "personal data"},
    "REQ": {"zh": "缺项", "en": "what is missing"},
    "SUB": {"zh": "其中和限额", "en": "parts and limits"},
    "SUM": {"zh": "合计和等式", "en": "totals and identities"},
    "TXT": {"zh": "正文里的数字", "en": "numbers in the text"},
    "YOY": {"zh": "与上年度的衔接", "en": "across years"},
}
"""What the families of codes are about."""


def say(language: str, zh: str, en: str) -> str:
    """The text of the language."""
    return en if language == "en" else zh
