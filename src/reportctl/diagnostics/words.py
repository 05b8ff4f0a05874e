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


def say(language: str, zh: str, en: str) -> str:
    """The text of the language."""
    return en if language == "en" else zh
