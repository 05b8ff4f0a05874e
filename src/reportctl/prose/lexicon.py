"""The words of official prose that make a number a figure, or keep it from being one. Language only, no form."""

from __future__ import annotations

import re

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


def alternatives(words: tuple[str, ...]) -> str:
    """A pattern for any of the words, longest first; those that differ in their first character share a branch."""
    firsts: dict[str, str] = {}
    for word in words:
        firsts[word[1:]] = firsts.get(word[1:], "") + word[0]
    return "|".join(
        (f"[{re.escape(heads)}]" if len(heads) > 1 else re.escape(heads)) + re.escape(tail)
        for tail, heads in sorted(firsts.items(), key=lambda branch: len(branch[0]), reverse=True)
    )


def beginnings(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without those that begin with another one: enough to see whether one of them follows."""
    return tuple(word for word in words if not any(word[:n] in words for n in range(1, len(word))))


def same_unit(first: str, second: str) -> bool:
    """Whether two measure words count the same kind of thing."""
    return first == second or any(first in group and second in group for group in ALIKE)


HAN = r"[^\W\dA-zⅠ-⓿]"
"""A Chinese character, said by what it is not: a range of twenty thousand takes too long to compile."""

SEPARATORS = "，。；：,;:()\n！？!?|"
"""Characters that end a clause, in normalised text; 、 does not: it also joins the words of one label."""

LABEL_START = regex(rf"[{re.escape(SEPARATORS)}]")
SENTENCE_END = regex(r"[。！？!?]")

INCLUDING = regex(
    r"(?:^|[，。；：,;:()\n])[\s、]*(?:这)?(其中|包括|包含|含(?!义|量|糊|金)|涉及|主要有|主要是|主要包括)"
    r"|^[^，。；：,;:()]{0,16}([中内里])(?=[，:：])"
)
"""Opens a list of parts that need not be complete."""
WITHIN = regex(r"(?:^|[^不])(包括|包含|含有|其中|涉及)")
CLOSED = regex(r"(分别|具体为|具体是|具体情况|具体如下|组成|构成|分类情况|如下)")
"""Opens a list of parts that is meant to be complete."""
RESIDUAL = regex(r"^(?:和|及|以及|与)?(?:其他|其它|其余|剩余|余下|另有其他|除此之外)")
"""A last item that takes in all the rest."""
OPEN_END = regex(r"^[^，。；,;()]{0,12}?等(?![待级于额候同])")
REGROUPED = regex(
    r"[，。；,;(][^，。；,;()]{0,6}(?:按照?|从|以)[^，。；,;()\d]{1,12}(?:分类?|看|来看|划分|区分|统计)[，,:：为]*"
    r"[^，。；,;]*$"
)
"""Divides the same total up once more: 按内容分，…；按方式分，…."""
TOTAL_AFTER = regex(
    r"(?:^|[，；。])(?:以上|上述|前|[一二两三四五六七八九十]|几|各|大|项|类|者|渠道|部分|重点|领域|方面|板块)*"
    r"(?:全年|全部|全[局省市县区州旗镇乡]|本年度?|今年|[一二两三四五]年)?(合计|总计|共计|总共|一共|总数|总量|累计(?=为?$)|共)"
    rf"(?:为|是|达|有|(?P<done>{HAN}{{2}})(?:各类|政府|政务)*(?:信息|申请|案件)?)?$"
)
BREAK = regex(
    r"(?:^|[，。；])(?:同时|此外|另外|另|还|截至|截止|全年|本年(?!度?(?:新收|收到|受理))|上年(?!度?结转)|去年(?!结转)|并|其次|在(?!线|场|职)|从|按|除)"
)
"""A clause that begins a new thought, after which no list goes on."""

_ROSE = "增加|增长|增多|上升|提高|提升|上涨|多|增|升"
_FELL = "减少|下降|降低|下滑|回落|缩减|少|减|降"
_ROSE_BY = "增幅|增速|增长率|升幅|涨幅|增长幅度"
_FELL_BY = "降幅|跌幅|减幅|下降幅度"
_BY = r"(?:了|达到?|为|是|约|近|超过|超|将近)*$"
DELTA = regex(rf"(?:{_ROSE}|{_FELL}){_BY}")
COMPARED = regex(r"(?:比|较|同比|环比|相比|对比)")
DOWN = regex(rf"(?:{_FELL}|{_FELL_BY}){_BY}")
UP = regex(rf"(?:{_ROSE}|{_ROSE_BY}){_BY}")
RISEN_TO = regex(
    r"(?:增加|增长|上升|提高|提升|增|升|减少|下降|降低|下滑|回落|缩减|降|减|变)(?:到|至|为)(?:(?:19|20)\d\d年度?的?)?$"
)
FROM = regex(r"(?:由|从|自)[^，。；,;]*$")
MULTIPLE = regex(r"(?:是|为|达到?|相当于|近|约)*(?:上年度?|去年|前年|(?:19|20)\d\d年度?)?(?:同期)?的(?:近|约)?$")
"""Words before 倍 that make it a multiple of the other number, and no growth."""
UNCHANGED = regex(r"(?:与|和|同|较|比)(?:上年度?|去年|上一年度?)(?:同期)?(?:数量|总数|数)?持平")
RESPECTIVELY = regex(
    r"(?:分别|依次|各)(?:大?约)?(?:占(?P<base>[^，。；,;()占]{0,24}?)(?:的?比(?:重|例)?(?:为|是)?|的)?|为)?$"
    r"|占比(?:分别|依次)?(?:为|是)?$|(?:比重|比例)(?:分别|依次)(?:为|是)$"
)
"""Opens a row of percentages for the counts before it, in the same order."""
PRIOR = regex(
    r"(?<!承接)(?<!结转)(?:上年|去年|上一年|前年|上年度|上年同期|去年同期|同期)(?!结转|度结转|未|遗留|转|旧存)"
)
PRIOR_END = regex(
    r"(?<!承接)(?<!结转)(?:上年度?|去年|上一年度?|前年|(?:比|较|由|从|与)(?:19|20)\d\d年度?)(?:全年|同期|底|末)?(?:的|为|是|有|共)?$"
)
"""Words that make the number behind them one of the year before, even in a comparison."""
SHARE = regex(
    r"^[\s，,、()]*(?:大?约|也?仅)?(?:占比(?:为|达)?|比例为|比重为|占(?P<base>[^，。；,;()占]{0,24}?)"
    r"(?:的?比(?:重|例)?(?:为|是|达)?|的)?)?[\s约近达为]*$"
)

PORTION = regex(r"占(?:比|了|到)?(?:大?约|为|是)?$")
"""Before a percentage of a whole that is not counted."""
RECEIVED = regex(r"(?:承办|收到|接收|受理|新收|接到|收件|接获|登记)")
ANSWERED = regex(r"(?<![未待])(?:办结|答复|办理完毕|办理完结|回复|审结|结案|处理完毕|已办理|办复)")
CARRIED_IN = regex(r"(?:上年度?|上一年度?|去年)(?:度)?(?:遗留|未办结|结转|转入|转来)|承接上年|结转上年|上年结转|旧存")
CARRIED_OUT = regex(
    r"结转(?:至|到|下|入|次|明|\d{4})|(?:转|延|顺延)(?:至|入|到)(?:下|次|明|\d{4})|跨年"
    r"|尚未(?:办结|答复|到期)|未办结|正在办理|待办理|尚在办理|在办"
)
RATE = regex(
    r"(办结|答复|回复|办复|结案|审结|纠错|胜诉|调解|主动公开|公开|解读|采纳|采用|选用|合格|达标|覆盖|完成|整改|转化|中标|录用|发布|上网|电子化|满意|受理)率"
    r"(?:[、和及与][^，。；、\d]{1,6}率)*(?:均|都)?(?:为|达到?|是|保持|实现|约|近|超过|超)*$"
)
"""A rate, by the verb that says what it is of."""
COMPLETED = ("办结", "答复", "回复", "办复", "结案", "审结")
ALL = regex(r"(?:均|全部|都|悉数|已全部)[^，。；]{0,20}?(?:办结|答复|回复|结案|审结|办理完毕|办理完结|办复)")
