"""What may not begin or end a line, and what may not be parted by its end (GB/T 15834-2011 5.1, GB/T 15835-2011).

The lists are the standard's own, written down apart from those of the page layout, so that a gap there is seen here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

NEVER_FIRST = frozenset("。，、；：？！”’）〕】》〉」』］｝·～％%‰℃")
"""点号, the closing halves of 标号, 间隔号 and 浪纹连接号; signs that belong to the number before them."""
NEVER_LAST = frozenset("“‘（〔【《〈「『［｛￥")
"""The opening halves of 标号; signs that belong to the number after them."""

_UNITS = "年月日号条件次个人项份万亿元倍届章册期场"
_PARTED = re.compile(
    rf"[0-9.]\n[0-9.]|[0-9]\n[%％‰℃{_UNITS}艘立]|[0-9]多\n件|立\n方|第\n[0-9]|—\n—|…\n…|[A-Za-z]\n[A-Za-z]|〔[0-9]*\n[0-9]*〕|〕\n[0-9]+号"
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many lines of running text were looked at, and those that begin, end or part wrongly."""

    lines: int
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    parted: tuple[str, ...]


def count(pages: Sequence[Sequence[str]]) -> Count:
    """Look at the lines of running text of each page."""
    lines = [line for page in pages for line in page]
    return Count(
        len(lines),
        tuple(line for line in lines if line[0] in NEVER_FIRST),
        tuple(line for line in lines if line[-1] in NEVER_LAST),
        tuple(
            f"{before}|{after}" for before, after in pairwise(lines) if _PARTED.search(f"{before[-8:]}\n{after[:8]}")
        ),
    )
