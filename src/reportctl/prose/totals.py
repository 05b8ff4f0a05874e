"""Words that make a number the total of those before it: 共计 9 件, 以上三项合计 548 条, 两级共收到申请 9 件."""

from __future__ import annotations

from msgspec import Struct

from reportctl.prose.lexicon import has, is_han, last_of
from reportctl.prose.wordings import Wordings, runs

_LEADING = Wordings(
    "以上", "上述", "前", *"一二两三四五六七八九十", "几", "各", "大", "项", "类", "者", "渠道", "部分", "重点", "领域",
    "方面", "板块",
)  # fmt: skip
_SPAN = Wordings("全年", "全部", "全[局|省|市|县|区|州|旗|镇|乡]", "本年[度|]", "今年", "[一|二|两|三|四|五]年")
_TOTAL = Wordings("合计", "总计", "共计", "总共", "一共", "总数", "总量", "累计", "共")
_IS = ("", "为", "是", "达", "有")
_KIND = Wordings("各类", "政府", "政务")
_COUNTED = ("", "信息", "申请", "案件")
_DOING = 2
"""Characters of what was done: 共公开 9 件."""


class Total(Struct, frozen=True):
    """The words before a total: its clause, the word of the total in it, and what was done, if the clause says so."""

    clause: str
    word: str
    done: str


def total_behind(gap: str) -> Total | None:
    """The words that make the number behind a text the total of those before it; None where there are none."""
    clause = gap.removesuffix("\n")
    clause = clause[last_of(clause, "，；。") + 1 :]
    if not has(clause, "共计总"):
        return None
    for start in runs(lambda at: _LEADING.ends(clause, at), 0):
        for begin in (*_SPAN.ends(clause, start), start):
            for end in _TOTAL.ends(clause, begin):
                word, rest = clause[begin:end], clause[end:]
                if rest in _IS and (word != "累计" or rest in ("", "为")):
                    return Total(clause, word, "")
                if word != "累计" and _says_what_was_done(rest):
                    return Total(clause, word, rest[:_DOING])
    return None


def _says_what_was_done(words: str) -> bool:
    done = words[:_DOING]
    if len(done) < _DOING or not all(map(is_han, done)):
        return False
    return any(words[end:] in _COUNTED for end in runs(lambda at: _KIND.ends(words, at), _DOING))
