"""The front of the report: the preamble made from the real headings and particulars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from reportctl.model.document import Paragraph
from reportctl.model.report import Report

_NUMBER = re.compile(r"^[一二三四五六七八九十]+、")
_DIGITS = "〇一二三四五六七八九十"
_CONTACTS = (
    ("address", "地址"),
    ("postcode", "邮政编码"),
    ("phone", "联系电话"),
    ("fax", "传真"),
    ("email", "电子邮箱"),
)


def date_text(iso: str) -> str:
    """A date as GB/T 9704-2012 7.3.5.4 writes it: Arabic numerals, the full year, no padding with zeros."""
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_number(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals, as headings are counted."""
    tens, units = divmod(number, 10)
    if tens == 0:
        return _DIGITS[units]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[units] if units else "")


def _how_many(number: int) -> str:
    """A count before a measure word, where two is 两."""
    return "两" if number == 2 else chinese_number(number)


def composed_preamble(report: Report, headings: Sequence[str]) -> Iterator[Paragraph]:
    """The customary opening: basis, parts, period, where to find it, whom to ask. Only what is known is said."""
    agency, year = report.agency.text, report.year
    parts = [_NUMBER.sub("", heading) for heading in headings]
    sentences = [f"根据{report.layout.preamble_basis}的规定，现公布{agency}{year}年政府信息公开工作年度报告。"]
    if len(parts) > 1:
        named = "、".join(f"“{part}”" if "、" in part else part for part in parts)
        sentences.append(f"本报告由{named}共{_how_many(len(parts))}个部分组成{_attached(report)}。")
    start = report.detail("period_from") or f"{year}-01-01"
    end = report.detail("period_to") or f"{year}-12-31"
    sentences.append(f"报告中所列数据的统计期限自{date_text(start)}起，至{date_text(end)}止。")
    if report.detail("website"):
        sentences.append(f"本报告的电子版可从{report.detail('website')}下载。")
    contacts = "；".join(f"{label}：{report.detail(key)}" for key, label in _CONTACTS if report.detail(key))
    if contacts:
        sentences.append(f"如对本报告有疑问，请与{agency}联系（{contacts}）。")
    yield Paragraph("".join(sentences))


def _attached(report: Report) -> str:
    titles = [
        table.title
        for section in report.layout.sections
        if section.attachment
        for table in report.layout.tables
        if table.id in section.tables and table.printed
    ]
    return f"，并附{'、'.join(titles)}" if titles else ""
