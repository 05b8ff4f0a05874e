"""The words of official prose that make a number a figure, or keep it from being one. Language only, no form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportctl.model.pattern import regex

UNITS = (
    "件次", "条次", "篇次", "项次", "户次", "人次", "场次", "批次", "班次", "期次", "篇(条)", "条(件)",
    "件(条)", "条(篇)", "件(次)", "万元", "亿元", "平方米", "公里", "件", "条", "篇", "份", "宗", "起", "例",
    "则", "项", "个", "家", "户", "名", "人", "位", "次", "场", "期", "部", "册", "本", "张", "幅", "批", "台",
    "套", "间", "处", "所", "页", "字", "组", "类", "种", "元", "辆", "卷", "款", "段", "通", "封", "笔", "块",
    "只", "亩", "吨", "栏", "支", "站", "站次", "案",
)  # fmt: skip
"""Measure words after which a number counts something."""

NOT_FIGURES = (
    "个工作日", "个自然日", "个小时", "个星期", "个季度", "个多月", "个月", "个学时", "个年头", "工作日",
    "自然日", "小时", "分钟", "季度", "世纪", "学时", "周年", "年", "月", "日", "号", "时", "点", "分", "秒",
    "天", "周", "岁", "届", "楼", "层", "室", "路", "巷", "弄", "栋", "幢", "单元", "版", "级", "度", "热线",
    "平台", "专线", "大", "‰", "成", "℃", "寸",
)  # fmt: skip
"""Words after which a number is a time, a place, a name or a grade."""

MONEY = {"万元": 10**4, "亿元": 10**8}
"""Units of money that are multiples of 元."""

ALIKE = (
    frozenset("件宗起例案"),
    frozenset({"条", "则", "篇", "篇(条)", "条(篇)", "件(条)", "条(件)"}),
    frozenset("人名位"),
    frozenset({"次", "场", "场次", "期"}),
    frozenset({"件", "条", "份"}),
)
"""Measure words that are used for one another."""


def same_unit(first: str, second: str) -> bool:
    """Whether two measure words count the same kind of thing."""
    return first == second or any(first in group and second in group for group in ALIKE)


HAN = r"[^\W\dA-zⅠ-⓿]"
"""A Chinese character, said by what it is not: a range of twenty thousand takes too long to compile."""


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one, as HAN says it."""
    other = character.isdecimal() or "A" <= character <= "z" or "Ⅰ" <= character <= "⓿"
    return character.isalnum() and not other


SEPARATORS = "，。；：,;:()\n！？!?|"
"""Characters that end a clause, in normalised text; 、 does not: it also joins the words of one label."""

SENTENCE_ENDS = "。！？!?"


def has(text: str, words: Sequence[str]) -> bool:
    """Whether a text has one of the words, or of the characters of a string."""
    for word in words:  # noqa: SIM110 - any() takes three times as long
        if word in text:
            return True
    return False


def last_of(text: str, marks: str, end: int | None = None) -> int:
    """The place of the last of the marks before an end; -1 where there is none."""
    return max([text.rfind(mark, 0, end) for mark in marks])


def up_to(text: str, marks: str) -> str:
    """A text up to the first of the marks."""
    for mark in marks:
        text = text.partition(mark)[0]
    return text


def clauses(text: str, marks: str) -> list[str]:
    """The pieces of a text between the marks."""
    for mark in marks[1:]:
        text = text.replace(mark, marks[0])
    return text.split(marks[0])


def ends_after(text: str, marks: str) -> list[int]:
    """The places right behind the marks in a text."""
    found = []
    for mark in marks:
        place = text.find(mark)
        while place >= 0:
            found.append(place + 1)
            place = text.find(mark, place + 1)
    return sorted(found)


def without_end(text: str, fillers: tuple[str, ...]) -> str:
    """A text without the words at its end that only lead over to a number; of two that fit, the longer comes first."""
    while text.endswith(fillers):
        text = text[: -len(next(filler for filler in fillers if text.endswith(filler)))]
    return text


def last_two_clauses(text: str) -> str:
    """The last two clauses of a text, without the mark between them."""
    last = last_of(text, SEPARATORS)
    if last < 0:
        return text
    return text[last_of(text, SEPARATORS, last) + 1 : last] + text[last + 1 :]


_OPENINGS = ("其中", "包括", "包含", "含", "涉及", "主要有", "主要是", "主要包括")
_NOT_OPENING = ("含义", "含量", "含糊", "含金")
_OPENING_CHARACTERS = "其包含涉主"
_LONGEST_SCOPE = 17


def including(gap: str) -> str | None:
    """The word that opens a list of parts which need not be complete, empty for 在…中; None where none does."""
    head = up_to(gap, "，。；：,;:()")
    among = head.endswith(("中", "内", "里")) and len(head) <= _LONGEST_SCOPE
    among = among and gap.startswith(("，", ":", "："), len(head))
    if not has(gap, _OPENING_CHARACTERS):
        return "" if among else None
    for n, clause in enumerate(clauses(gap.replace("、", " ").lstrip(), "，。；：,;:()\n")):
        if n and among:
            return ""
        opening = clause.lstrip().removeprefix("这")
        if opening.startswith(_OPENINGS) and not opening.startswith(_NOT_OPENING):
            return next(word for word in _OPENINGS if opening.startswith(word))
    return None


WITHIN = regex(r"(?:^|[^不])(包括|包含|含有|其中|涉及)", having=("包", "含有", "其中", "涉及"))
CLOSED = ("分别", "具体为", "具体是", "具体情况", "具体如下", "组成", "构成", "分类情况", "如下")
"""Opens a list of parts that is meant to be complete."""
RESIDUAL = regex(
    r"^(?:和|及|以及|与)?(?:其他|其它|其余|剩余|余下|另有其他|除此之外)",
    having=("其他", "其它", "其余", "剩余", "余下", "除此"),
)
"""A last item that takes in all the rest."""
OPEN_END = regex(r"^[^，。；,;()]{0,12}?等(?![待级于额候同])", having="等")
REGROUPED = regex(
    r"[，。；,;(][^，。；,;()]{0,6}(?:按照?|从|以)[^，。；,;()\d]{1,12}(?:分类?|看|来看|划分|区分|统计)[，,:：为]*"
    r"[^，。；,;]*$",
    having="按从以",
)
"""Divides the same total up once more: 按内容分，…；按方式分，…."""
_NEW_THOUGHTS = (
    "同时", "此外", "另外", "另", "还", "截至", "截止", "全年", "本年", "上年", "去年", "并", "其次", "在", "从", "按",
    "除",
)  # fmt: skip
_NOT_NEW = (
    "本年新收", "本年收到", "本年受理", "本年度新收", "本年度收到", "本年度受理", "上年结转", "上年度结转", "去年结转",
    "在线", "在场", "在职",
)  # fmt: skip


def begins_anew(gap: str) -> bool:
    """Whether a clause begins a new thought, after which no list goes on."""
    begun = clauses(gap, "，。；")
    return any(clause.startswith(_NEW_THOUGHTS) and not clause.startswith(_NOT_NEW) for clause in begun)


_ROSE = ("增加", "增长", "增多", "上升", "提高", "提升", "上涨", "多", "增", "升")
_FELL = ("减少", "下降", "降低", "下滑", "回落", "缩减", "少", "减", "降")
_ROSE_BY = ("增幅", "增速", "增长率", "升幅", "涨幅", "增长幅度")
_FELL_BY = ("降幅", "跌幅", "减幅", "下降幅度")
_BY = ("达到", "将近", "超过", "了", "达", "为", "是", "约", "近", "超")
_MOVED = (
    "增加", "增长", "上升", "提高", "提升", "增", "升", "减少", "下降", "降低", "下滑", "回落", "缩减", "降", "减",
    "变",
)  # fmt: skip
_A_YEAR = regex(r"(?:19|20)\d\d年度?的?$", having="年")


def says_difference(label: str) -> bool:
    """Whether words before a number make it a difference."""
    return without_end(label, _BY).endswith((*_ROSE, *_FELL))


def sign_of(label: str) -> int:
    """1 for words of growth at the end, -1 for words of a fall, 0 for neither."""
    words = without_end(label, _BY)
    if words.endswith((*_FELL, *_FELL_BY)):
        return -1
    return int(words.endswith((*_ROSE, *_ROSE_BY)))


def compares(text: str) -> bool:
    """Whether a text compares with something: 比, 同比, 较."""
    return "比" in text or "较" in text


def has_moved_to(words: str) -> bool:
    """Whether words before a number say that something has risen or fallen to it."""
    plain = words.removesuffix("\n")
    plain = _A_YEAR.sub("", plain) if plain.endswith(("年", "年度", "的")) else plain
    return plain.endswith(("到", "至", "为")) and plain[:-1].endswith(_MOVED)


def starts_from(label: str) -> bool:
    """Whether words before a number say that something starts from it: 由 50 件."""
    return has(label[last_of(label, "，。；,;") + 1 :], "由从自")


MULTIPLE = regex(
    r"(?:是|为|达到?|相当于|近|约)*(?:上年度?|去年|前年|(?:19|20)\d\d年度?)?(?:同期)?的(?:近|约)?$", having="的"
)
"""Words before 倍 that make it a multiple of the other number, and no growth."""
UNCHANGED = regex(
    r"(?:与|和|同|较|比)(?:上年度?|去年|上一年度?)(?:同期)?(?:数量|总数|数)?持平",
    having=("持平",),
)
RESPECTIVELY = regex(
    r"(?:分别|依次|各)(?:大?约)?(?:占(?P<base>[^，。；,;()占]{0,24}?)(?:的?比(?:重|例)?(?:为|是)?|的)?|为)?$"
    r"|占比(?:分别|依次)?(?:为|是)?$|(?:比重|比例)(?:分别|依次)(?:为|是)$",
    having=("分别", "依次", "各", "占比"),
)
"""Opens a row of percentages for the counts before it, in the same order."""
PRIOR = regex(
    r"(?<!承接)(?<!结转)(?:上年|去年|上一年|前年|上年度|上年同期|去年同期|同期)(?!结转|度结转|未|遗留|转|旧存)",
    having=("上年", "去年", "上一年", "前年", "同期"),
)
PRIOR_END = regex(
    r"(?<!承接)(?<!结转)(?:上年度?|去年|上一年度?|前年|(?:比|较|由|从|与)(?:19|20)\d\d年度?)(?:全年|同期|底|末)?(?:的|为|是|有|共)?$",
    having=("上年", "去年", "上一年", "前年") + tuple(f"{word}{digit}" for word in "比较由从与" for digit in "12"),
)
"""Words that make the number behind them one of the year before, even in a comparison."""
SHARE = regex(
    r"^[\s，,、()]*(?:大?约|也?仅)?(?:占比(?:为|达)?|比例为|比重为|占(?P<base>[^，。；,;()占]{0,24}?)"
    r"(?:的?比(?:重|例)?(?:为|是|达)?|的)?)?[\s约近达为]*$"
)

PORTION = regex(r"占(?:比|了|到)?(?:大?约|为|是)?$", having="占")
"""Before a percentage of a whole that is not counted."""
_RATED = (
    "主动公开", "电子化", "办结", "答复", "回复", "办复", "结案", "审结", "纠错", "胜诉", "调解", "公开", "解读",
    "采纳", "采用", "选用", "合格", "达标", "覆盖", "完成", "整改", "转化", "中标", "录用", "发布", "上网", "满意",
    "受理",
)  # fmt: skip
_RATE_IS = ("达到", "保持", "实现", "超过", "为", "达", "是", "约", "近", "超")
_FURTHER_RATES = regex(r"(?:[、和及与][^，。；、\d]{1,6}率)*")


def rated(label: str) -> str | None:
    """What the rate is of that words before a number name, the first of several; None where they name none."""
    words = without_end(label, _RATE_IS)
    words = words[:-1] if words.endswith(("均", "都")) else words
    if not words.endswith("率"):
        return None
    for place in ends_after(words, "率"):
        of = next((doing for doing in _RATED if words.endswith(doing, 0, place - 1)), None)
        if of is not None and (place == len(words) or _FURTHER_RATES.fullmatch(words, place)):
            return of
    return None


COMPLETED = ("办结", "答复", "回复", "办复", "结案", "审结")
ALL = regex(
    r"(?:均|全部|都|悉数|已全部)[^，。；]{0,20}?(?:办结|答复|回复|结案|审结|办理完毕|办理完结|办复)",
    having=("均", "全部", "都", "悉数"),
)

_RECEIVED = ("承办", "收到", "接收", "受理", "新收", "接到", "收件", "接获", "登记")
_ANSWERED = regex(
    r"(?<![未待])(?:办结|答复|办理完毕|办理完结|回复|审结|结案|处理完毕|已办理|办复)",
    having=("办结", "答复", "办理完", "回复", "审结", "结案", "处理完毕", "已办理", "办复"),
)
_CARRIED_IN = regex(
    r"(?:上年度?|上一年度?|去年)(?:度)?(?:遗留|未办结|结转|转入|转来)|承接上年|结转上年|上年结转|旧存",
    having=("遗留", "未办结", "转", "承接上年", "旧存"),
)
_CARRIED_OUT = regex(
    r"结转(?:至|到|下|入|次|明|\d{4})|(?:转|延|顺延)(?:至|入|到)(?:下|次|明|\d{4})|跨年"
    r"|尚未(?:办结|答复|到期)|未办结|正在办理|待办理|尚在办理|在办",
    having=("转", "延", "跨年", "尚未", "未办结", "在办", "待办"),
)


Role = Callable[[str], bool]
"""What happened to cases, as the question whether words say so."""


def received(text: str) -> bool:
    """Whether a text says that something came in."""
    return has(text, _RECEIVED)


def answered(text: str) -> bool:
    """Whether a text says that something was answered, and not that it is still to be."""
    return _ANSWERED.search(text) is not None


def carried_in(text: str) -> bool:
    """Whether a text says that something was brought forward from the year before."""
    return _CARRIED_IN.search(text) is not None


def carried_out(text: str) -> bool:
    """Whether a text says that something is carried over into the next year."""
    return _CARRIED_OUT.search(text) is not None
