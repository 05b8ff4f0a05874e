"""Figures files (reportctl-figures/1): what `new --from` puts into a workbook, values as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from reportctl.model.figures_file import FiguresFile, Raw, RawAcceptance, RawBreakdown, RawPart, RawSection
from reportctl.model.finding import Finding
from reportctl.model.form import RELATIONS
from reportctl.model.location import FileRef, KeyRef
from reportctl.model.pattern import regex
from reportctl.model.report import DETAIL_KEYS
from reportctl.rules.lay105_figures_file_invalid import RULE

SCHEMA = "reportctl-figures/1"
KEYS = (
    "schema", "agency", "year", "layout", "details", "figures", "preamble", "sections", "narrative", "breakdowns",
    "acceptances", "notes",
)  # fmt: skip
MOST_TEXT = 32767
"""Characters; no spreadsheet program keeps more in a cell."""
UNWRITABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML, and so a workbook, cannot hold."""
FIRST_YEAR, LAST_YEAR = 1900, 9999


class _Object(Struct, frozen=True):
    """A JSON object with all its pairs, so that a doubled key can be named where it stands."""

    pairs: tuple[tuple[str, object], ...]


class _NoNumber(Struct, frozen=True):
    """What stands where a number should: NaN, Infinity, or digits beyond all measure."""

    text: str


def read_figures(data: bytes, file: str) -> tuple[FiguresFile | None, tuple[Finding, ...]]:
    """Read a figures file; `file` is its name for messages.

    The file is refused as a whole when anything in it is wrong, and each fault is named by its key (LAY105). What the
    figures say is not judged here: that is `check`'s work.
    """
    try:
        top: object = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=lambda pairs: _Object(tuple(pairs)),
            parse_int=_number,
            parse_float=_number,
            parse_constant=_NoNumber,
        )
    except UnicodeDecodeError as error:
        return None, (
            _whole(file, f"第 {error.start + 1} 个字节不是 UTF-8 编码", f"byte {error.start + 1} is no UTF-8"),
        )
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 个字符处不合 JSON 的写法"
        return None, (_whole(file, place, f"line {error.lineno}, character {error.colno} is no JSON: {error.msg}"),)
    except RecursionError:
        return None, (_whole(file, "括号嵌套得太深", "brackets are nested too deeply"),)
    reader = _Reader(file)
    figures = reader.file_of(top)
    return (None if reader.findings else figures), tuple(reader.findings)


def _number(text: str) -> Decimal | _NoNumber:
    try:
        return Decimal(text)
    except ArithmeticError:
        return _NoNumber(text)


def _whole(file: str, cause: str, cause_en: str) -> Finding:
    return Finding(RULE, FileRef(file), args={"cause": cause, "cause_en": cause_en})


class _Reader(Struct):
    """Walks the file and collects its faults; a faulty value reads as an empty one."""

    file: str
    findings: list[Finding] = []

    def file_of(self, top: object) -> FiguresFile:
        if not isinstance(top, _Object):
            cause, cause_en = "最外层应当是一个对象 {…}", "the outermost value should be an object {...}"
            self.findings.append(_whole(self.file, cause, cause_en))
            return FiguresFile("", 0)
        known = self.members(top, "", KEYS, required=("agency", "year"))
        if known.get("schema", SCHEMA) != SCHEMA:
            self.fault("schema", f"应当是 {SCHEMA}", f"should be {SCHEMA}")
        return FiguresFile(
            agency=self.agency(known.get("agency")),
            year=self.year(known.get("year")),
            layout=self.text_or_none(known.get("layout"), "layout"),
            details=self.details(known.get("details")),
            figures={key: self.raw(value, at) for key, value, at in self.entries(known.get("figures"), "figures")},
            preamble=self.preamble(known.get("preamble")),
            sections=self.sections(known.get("sections")),
            narrative={
                key: tuple(self.text(item, place) for item, place in self.items(value, at))
                for key, value, at in self.entries(known.get("narrative"), "narrative")
            },
            breakdowns=tuple(self.breakdown(v, at) for v, at in self.items(known.get("breakdowns"), "breakdowns")),
            acceptances=tuple(self.acceptance(v, at) for v, at in self.items(known.get("acceptances"), "acceptances")),
            notes={key: self.text(value, at) for key, value, at in self.entries(known.get("notes"), "notes")},
        )

    def agency(self, value: object) -> str:
        if isinstance(value, str) and not value.strip():
            self.fault("agency", "不能为空", "must not be empty")
        return "" if value is None else self.text(value, "agency")

    def year(self, value: object) -> int:
        if isinstance(value, Decimal) and FIRST_YEAR <= value <= LAST_YEAR and value == int(value):
            return int(value)
        if value is not None:
            self.fault("year", "应当是四位数的年份", "should be a year of four digits")
        return 0

    def details(self, value: object) -> Mapping[str, str | None]:
        if value is None:
            return {}
        known = self.members(value, "details", DETAIL_KEYS)
        return {key: self.text_or_none(member, f"details.{key}") for key, member in known.items()}

    def preamble(self, value: object) -> tuple[str, ...] | None:
        return None if value is None else tuple(self.text(item, at) for item, at in self.items(value, "preamble"))

    def sections(self, value: object) -> tuple[RawSection, ...] | None:
        return None if value is None else tuple(self.section(item, at) for item, at in self.items(value, "sections"))

    def section(self, value: object, at: str) -> RawSection:
        known = self.members(value, at, ("id", "heading"), required=("id", "heading"))
        return RawSection(self.member(known, "id", at), self.member(known, "heading", at))

    def breakdown(self, value: object, at: str) -> RawBreakdown:
        names = ("total", "label", "relation", "unit", "value", "parts")
        known = self.members(value, at, names, required=("label", "parts"))
        relations = [key for key, _ in RELATIONS]
        relation = self.text(known.get("relation", relations[0]), f"{at}.relation")
        if relation and relation not in relations:
            self.fault(f"{at}.relation", f"应当是 {' 或 '.join(relations)}", f"should be {' or '.join(relations)}")
        return RawBreakdown(
            total=self.text_or_none(known.get("total"), f"{at}.total"),
            label=self.member(known, "label", at),
            relation=relation,
            unit=self.member(known, "unit", at),
            value=self.raw(known.get("value"), f"{at}.value"),
            parts=tuple(self.part(item, place) for item, place in self.items(known.get("parts"), f"{at}.parts")),
        )

    def part(self, value: object, at: str) -> RawPart:
        known = self.members(value, at, ("label", "value"), required=("label",))
        return RawPart(self.member(known, "label", at), self.raw(known.get("value"), f"{at}.value"))

    def acceptance(self, value: object, at: str) -> RawAcceptance:
        known = self.members(value, at, ("code", "figure", "reason"), required=("code",))
        figure = self.text_or_none(known.get("figure"), f"{at}.figure") or ""
        return RawAcceptance(self.member(known, "code", at), figure, self.member(known, "reason", at))

    def members(
        self, value: object, at: str, names: tuple[str, ...], required: tuple[str, ...] = ()
    ) -> Mapping[str, object]:
        """The members of an object whose keys are fixed."""
        known: dict[str, object] = {}
        for key, member, place in self.entries(value, at):
            if key in names:
                known[key] = member
            else:
                self.fault(
                    place, f"不认识这一项；这里可以有 {'、'.join(names)}", f"unknown; known are {', '.join(names)}"
                )
        for name in required:
            if isinstance(value, _Object) and known.get(name) is None:
                self.fault(_joined(at, name), "缺少这一项", "is missing")
        return known

    def member(self, known: Mapping[str, object], name: str, at: str) -> str:
        """A text member, empty where it is left out."""
        return self.text_or_none(known.get(name), f"{at}.{name}") or ""

    def entries(self, value: object, at: str) -> Iterator[tuple[str, object, str]]:
        """Key, value and place of each member of an object; none for null."""
        if value is None:
            return
        if not isinstance(value, _Object):
            self.fault(at, "应当是一个对象 {…}", "should be an object {...}")
            return
        seen: set[str] = set()
        for key, member in value.pairs:
            place = _joined(at, key)
            if key in seen:
                self.fault(place, "写了两次", "is given twice")
            seen.add(key)
            self.text(key, place)
            yield key, member, place

    def items(self, value: object, at: str) -> Iterator[tuple[object, str]]:
        """Value and place of each item of a list; none for null."""
        if value is None:
            return
        if not isinstance(value, list):
            self.fault(at, "应当是一个列表 […]", "should be a list [...]")
            return
        for index, item in enumerate(value):
            yield item, f"{at}[{index}]"

    def text(self, value: object, at: str) -> str:
        if not isinstance(value, str):
            self.fault(at, "应当是文字，写在引号内", "should be text in quotation marks")
            return ""
        if found := UNWRITABLE.search(value):
            name = f"U+{ord(found[0]):04X}"
            self.fault(at, f"含有工作簿不能存放的字符 {name}", f"has the character {name}, which no workbook can hold")
        if len(value) > MOST_TEXT:
            self.fault(
                at, f"超过 {MOST_TEXT} 个字符，一个格子放不下", f"is longer than the {MOST_TEXT} characters of a cell"
            )
        return value

    def text_or_none(self, value: object, at: str) -> str | None:
        return None if value is None else self.text(value, at)

    def raw(self, value: object, at: str) -> Raw:
        """A figure's value as it is."""
        if isinstance(value, str):
            return self.text(value, at)
        if value is None or isinstance(value, bool | Decimal):
            return value
        kind = f"“{value.text}”" if isinstance(value, _NoNumber) else "这样的值"
        kind_en = value.text if isinstance(value, _NoNumber) else "such a value"
        self.fault(
            at, f"这里不能写{kind}；应当是数字、文字或 null", f"{kind_en} will not do; give a number, text or null"
        )
        return None

    def fault(self, at: str, cause: str, cause_en: str) -> None:
        """Note a fault at a key."""
        args = {"cause": f"{at} {cause}", "cause_en": f"{at} {cause_en}"}
        self.findings.append(Finding(RULE, KeyRef(self.file, at), args=args))


def _joined(at: str, key: str) -> str:
    shown = UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", key)
    return f"{at}.{shown}" if at else shown
