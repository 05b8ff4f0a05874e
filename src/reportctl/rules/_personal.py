"""Personal data: numbers of identity cards, mobile telephones and bank cards, private mailboxes, names of persons.

What only looks like one (a wrong check digit, a date that never was, a landline, a document number) is none. A number
that is found is never shown whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from re import ASCII, Match

from msgspec import Struct
from msgspec.structs import replace

from reportctl.model.finding import Finding, Related
from reportctl.model.pattern import regex


class Kind(StrEnum):
    """What a piece of text betrays."""

    IDENTITY = "identity"
    OLD_IDENTITY = "old-identity"
    MOBILE = "mobile"
    CARD = "card"
    MAILBOX = "mailbox"


class Datum(Struct, frozen=True):
    """A number or mailbox at characters `start` to `end` of a text, and how it is shown."""

    kind: Kind
    start: int
    end: int
    masked: str


_WIDE = "０１２３４５６７８９Ｘｘ＠．－　\u00a0"
_NARROW = str.maketrans(_WIDE, "0123456789XX@.-  ")
_IS_WIDE = frozenset(_WIDE)
_IDENTITY = regex(r"(?<![0-9A-Za-z])[1-8]\d{5}[ -]?(?:18|19|20)\d{6}[ -]?\d{3}[0-9Xx](?![0-9A-Za-z])", ASCII)
_OLD = regex(r"(?<![0-9A-Za-z./-])[1-8]\d{14}(?![0-9A-Za-z./-])", ASCII)
_MOBILE = regex(
    r"(?<![0-9A-Za-z./])(?:\+?86[ -]?)?1[3-9]\d(?:\d{8}|-\d{4}-\d{4}| \d{4} \d{4})(?![0-9A-Za-z])(?!\.\d)",
    ASCII,
)
_CARD = regex(
    r"(?<![0-9A-Za-z./-])\d{4}(?:(?P<gap>[ -]?)\d{4})(?:(?P=gap)\d{4}){2}(?:(?P=gap)\d{1,3})?(?![0-9A-Za-z]|\.\d|-\d)",
    ASCII,
)
_LONG = regex(r"[1-9](?<![0-9A-Za-z].)(?:[ -]?[0-9]){10}")
"""What each of these numbers begins with, or is."""
_NO_DIGIT = regex(r"[^0-9Xx]")
_DIGIT = regex(r"[0-9Xx]")
_HOSTS = (
    "qq.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sina.com.cn", "sohu.com", "foxmail.com",
    "gmail.com", "hotmail.com", "outlook.com", "live.com", "live.cn", "msn.com", "aliyun.com", "139.com", "189.cn",
    "188.com", "tom.com", "21cn.com", "wo.cn", "yahoo.com", "yahoo.com.cn", "yahoo.cn", "icloud.com",
)  # fmt: skip
_MAILBOX = regex(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@(?:vip\.)?"
    r"(?P<host>[A-Za-z0-9-]{1,63}(?:\.[A-Za-z]{2,10}){1,2})(?![A-Za-z0-9-])"
)
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_OTHER_NUMBER = regex(
    r"(?:编号|流水号|受理号|查询码|备案号|证号|注册号|登记号|代码|单号|文号|序号|条码)[为是：:\s]{0,3}$"
)
_COUNTED = regex(r"\s*(?:余|多)?(?:元|万|亿|条|件|次|人|份|篇|个|户|平方|吨|公里)")
_BANK = regex(r"卡|账|帐|银行|开户|汇款")
_CUT = regex(r"…[0-9]{4,}[Xx]?|[0-9]{5,}…")
"""What is left of a long number where a quotation was cut inside it: it can no longer be told what number that was."""


def personal(text: str) -> Iterator[Datum]:
    """Every number and mailbox in a text that belongs to a person, in order; what overlaps is told once."""
    plain = _narrow(text)
    found = [*_numbers(plain), *_mailboxes(plain)]
    end = -1
    for datum in sorted(found, key=lambda datum: (datum.start, list(Kind).index(datum.kind))):
        if datum.start >= end:
            yield datum
            end = datum.end


def _narrow(text: str) -> str:
    """The text with digits and marks of full width in half width, character for character."""
    return text if _IS_WIDE.isdisjoint(text) else text.translate(_NARROW)


def masked(text: str) -> str:
    """The text with every personal number and private mailbox masked."""
    pieces, done = [], 0
    for datum in personal(text):
        pieces += [text[done : datum.start], datum.masked]
        done = datum.end
    whole = "".join((*pieces, text[done:]))
    return _CUT.sub(_hidden, whole) if "…" in whole else whole


def _hidden(match: Match[str]) -> str:
    return _DIGIT.sub("*", match[0])


def without_personal(finding: Finding) -> Finding:
    """The finding with every personal number masked wherever it quotes a cell or a sentence."""

    def clean(value: Decimal | str | None) -> Decimal | str | None:
        return masked(value) if isinstance(value, str) else value

    args: Mapping[str, str] = {name: masked(text) for name, text in finding.args.items()}
    related = tuple(Related(r.at, masked(r.label), clean(r.value), r.figure) for r in finding.related)
    expected, actual = clean(finding.expected), clean(finding.actual)
    if (args, related, expected, actual) == (finding.args, finding.related, finding.expected, finding.actual):
        return finding
    return replace(finding, args=args, related=related, expected=expected, actual=actual)


def _numbers(text: str) -> Iterator[Datum]:
    if _LONG.search(text) is None:
        return
    for pattern, kind in (
        (_IDENTITY, Kind.IDENTITY),
        (_OLD, Kind.OLD_IDENTITY),
        (_MOBILE, Kind.MOBILE),
        (_CARD, Kind.CARD),
    ):
        for match in pattern.finditer(text):
            number = _NO_DIGIT.sub("", match[0]).upper()
            if _holds(kind, number, text, match):
                yield Datum(kind, *match.span(), f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}")


def _holds(kind: Kind, number: str, text: str, match: Match[str]) -> bool:
    before, after = text[max(0, match.start() - 20) : match.start()], text[match.end() : match.end() + 6]
    match kind:
        case Kind.IDENTITY:
            return is_identity_number(number)
        case Kind.OLD_IDENTITY:
            return number[:2] in _PROVINCES and _is_day(f"19{number[6:12]}")
        case Kind.MOBILE:
            return not _OTHER_NUMBER.search(before) and not _COUNTED.match(after)
        case _:
            known = number.startswith("62") or number.startswith("9558")
            likely = number[0] in "345" and len(number) == 16 and _BANK.search(before) is not None
            return (known or likely) and passes_luhn(number) and not is_identity_number(number)


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are an identity number: province, a day that was, and the check digit (GB 11643-1999)."""
    if len(number) != 18 or number[:2] not in _PROVINCES or not _is_day(number[6:14]):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11] == number[17]


def passes_luhn(number: str) -> bool:
    """Whether the last digit of a card number is its check digit (ISO/IEC 7812-1, annex B)."""
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(number)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return day.year >= 1850


def _mailboxes(text: str) -> Iterator[Datum]:
    if "@" not in text:
        return
    for match in _MAILBOX.finditer(text):
        if match["host"].lower() in _HOSTS:
            name, _, host = match[0].partition("@")
            yield Datum(Kind.MAILBOX, *match.span(), f"{name[:1]}***@{host}")
