"""Which time the numbers of a sentence are of: the whole year, a part of it, or several years."""

from __future__ import annotations

from reportctl.model.pattern import regex

PART, YEARS = "part", "years"
"""What a span of time is, where it is not the whole year: a part of it, or several years."""

_PART = (
    r"上半年|下半年|前[一二三]个?季度|[一二三四1-4]季度|(?<!\d)\d{1,2}月?(?:份)?[-—–~～至到](?:12|11|10|[1-9])月(?!\d*日)|每[年月季周天日]"
    r"|月均|日均|周均|平均|人均|(?:截至|截止|至)(?:(?:19|20)\d\d年)?(?:1[01]|[1-9])月(?:\d{1,2}日|底|末)?"
    r"|(?<![\d年至到])(?:1[0-2]|[1-9])月(?:份|中旬|上旬|下旬)?(?![\d底末])"
)
_WHOLE = (
    r"(?:截至|截止|至)(?:(?:19|20)\d\d年)?(?:12月(?:31日|底|末)?|年底|年末)|(?:(?:19|20)\d\d年)?1月1日"
    r"|全年度?|本年度?|年内|当年|(?:19|20)\d\d年度?(?!\d{1,2}月|[上下]半年|[第前一二三四1-4])"
)
_MANY = (
    r"历年|以来|总存量|截至目前|截止目前|(?<!一)[二两三四五六七八九十\d]年(?:来|间|中)|近[两三四五几\d]+年"
    r"|(?:19|20)\d\d年?[-—–~～至到](?:19|20)\d\d年度?|“?十[一二三四五]五”?期间|累计"
)
_KINDS = {
    PART: regex(_PART, having=("半年", "季度", "月", "每", "均")),
    YEARS: regex(
        _MANY,
        having=("历年", "以来", "总存量", "目前", "年来", "年间", "年中", "近", "期间", "累计")
        + tuple(f"{mark}{digit}" for mark in "-—–~～至到" for digit in "12"),
    ),
    "whole": regex(_WHOLE),
}
"""Words for each span; where two begin at one place, the first kind counts."""
_WITHIN_YEAR = regex(
    r"(?:(?:19|20)\d\d年度?(?!底|末)|全年度?|本年度?|今年|年内)[^，。；,;\d]{0,12}累计[^，。；,;]*$", having=("累计",)
)
_RANGE = regex(r"1月1日[^，。；]{0,12}12月31日", having=("12月31日",))


def span_of(lead: str) -> str | None:
    """The span of the last word of time before a number, an average as a part; None for the whole year, or no word.

    全年累计 spans one year.
    """
    text = _RANGE.sub("全年", lead)
    if not (_KINDS[PART].search(text) or _KINDS[YEARS].search(text)):
        return None
    last, at = "", 0
    while found := [
        (m.start(), n, m.end(), kind) for n, kind in enumerate(_KINDS) if (m := _KINDS[kind].search(text, at))
    ]:
        _, _, at, last = min(found)
    if last == YEARS and _WITHIN_YEAR.search(lead):
        return None
    return last if last != "whole" else None
