"""The catalogue: every code once, each in the file of its name, with a manual in two languages."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import reportctl.rules
from reportctl.model.finding import Rule, Words
from reportctl.rules import CATALOGUE

FOLDER = Path(reportctl.rules.__file__).parent
FAMILIES = ("CEL", "DUE", "DUP", "FIL", "FMT", "IDN", "LAY", "ORD", "OUT", "PII", "REQ", "SUB", "SUM", "TXT", "YOY")
HEADINGS = ["说明", "例", "怎么办", "What it means", "Example", "What to do"]


def ids(rule: Rule) -> str:
    return rule.code


def names(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def test_every_code_is_there_once_and_in_order() -> None:
    codes = [rule.code for rule in CATALOGUE]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in CATALOGUE}) == len(codes)


def test_folder_and_catalogue_agree() -> None:
    files = {path.stem for path in FOLDER.glob("*.py") if re.match(r"[a-z]{3}\d{3}_", path.name)}
    assert files == {f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in CATALOGUE}


@pytest.mark.parametrize("rule", CATALOGUE, ids=ids)
def test_identity(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}[1-9]\d\d", rule.code)
    assert rule.code[:3] in FAMILIES
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", rule.name)


@pytest.mark.parametrize("rule", CATALOGUE, ids=ids)
def test_manual_has_every_part_in_both_languages(rule: Rule) -> None:
    first, blank, *rest = rule.manual.split("\n")
    assert first.endswith(".")
    assert first.isascii()
    assert blank == ""
    body = "\n".join(rest)
    assert re.findall(r"^## (.+)$", body, re.MULTILINE) == HEADINGS
    sections = re.split(r"^## .+$", body, flags=re.MULTILINE)[1:]
    assert all(len(section.strip()) > 5 for section in sections)
    chinese = sections[:3]
    assert all(re.search(r"[一-鿿]", section) for section in chinese)
    assert "。" in chinese[0]


@pytest.mark.parametrize("rule", CATALOGUE, ids=ids)
def test_words(rule: Rule) -> None:
    for words in (rule.message, rule.hint):
        assert words.zh.strip()
        assert words.en.strip()
        assert not words.zh.endswith("。")
        assert not words.en.endswith(".")
    assert re.search(r"[一-鿿]", rule.message.zh)
    chinese = re.sub(r"\{\w+\}|[!-~]*[A-Za-z][!-~]*", "", rule.message.zh)
    assert not re.search(r"[,;:!?]", chinese), "half-width punctuation in Chinese"


@pytest.mark.parametrize("rule", CATALOGUE, ids=ids)
def test_both_languages_tell_the_same(rule: Rule) -> None:
    def told(words: Words) -> tuple[set[str], set[str]]:
        return {n.removesuffix("_en") for n in names(words.zh)}, {n.removesuffix("_en") for n in names(words.en)}

    for words in (rule.message, rule.hint):
        chinese, english = told(words)
        assert chinese == english
