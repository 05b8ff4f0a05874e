"""Sentences of our own against what a careful reader would say about them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from textreport import text_report

from reportctl.check import JUDGES

FOLDER = Path(__file__).parent
SENTENCES: list[dict[str, Any]] = tomllib.loads((FOLDER / "sentences.toml").read_text(encoding="utf-8"))["sentence"]
ON_PROSE = [judge for rule, judge in JUDGES if rule.code.startswith(("TXT2", "TXT3"))]


def paragraphs(case: dict[str, Any]) -> list[str]:
    return case.get("parts") or [case["text"]]


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: paragraphs(case)[-1][:40])
def test_sentence(case: dict[str, Any]) -> None:
    report = text_report(*paragraphs(case))
    found = [f"{f.rule.code} {f.grade.value}" for judge in ON_PROSE for f in judge(report)]
    assert found == case["finds"], [f.message("zh") for judge in ON_PROSE for f in judge(report)]
