"""Two years of figures that agree with themselves and with each other, made by hand from what each form means.

Nothing here asks the checker or reads the layouts' constraints: every total is added up from its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

Figures = dict[str, int]
Draw = Callable[[st.SearchStrategy[int]], int]

SMALL = st.integers(0, 40)
SOME = st.integers(1, 40)


@dataclass(frozen=True, slots=True)
class Years:
    """A layout, the year it is tried for, the figures of that year and of the year before."""

    layout: str
    year: int
    figures: Mapping[str, int]
    before: Mapping[str, int]


@st.composite
def years(draw: Draw, layout: str) -> Years:
    """Consistent figures of a layout for two years running."""
    year, made = _FORMS[layout]
    figures, before = made(draw)
    return Years(layout, year, figures, before)


def _parts(draw: Draw, table: str, rows: str, column: str = "value") -> Figures:
    return {f"{table}.{row}.{column}": draw(SOME) for row in rows.split()}


def _between(draw: Draw, low: int, high: int) -> int:
    return draw(st.integers(low, high))


def _counted(draw: Draw) -> tuple[Figures, Figures]:
    """2008: the local table of two columns; only the first is tied by sums."""
    reasons = _parts(draw, "loc", "r_notinfo r_none r_nothere r_unclear r_ex1 r_ex2 r_ex3 r_ex4 r_ex5 r_ex6 r_other")
    ways = _parts(draw, "loc", "by_person by_fax by_email by_web by_mail")
    rest = _parts(
        draw, "loc", "agreed agreed_part new_reg service pageviews visitors web_consult phone_consult catalog"
    )
    rest |= _parts(draw, "loc", "review suit fulltext appeal_first")
    refused = sum(reasons.values())
    replied = rest["loc.agreed.value"] + rest["loc.agreed_part.value"] + refused
    other = max(0, replied - sum(ways.values())) + draw(SMALL)
    received = sum(ways.values()) + other
    figures = reasons | ways | rest
    figures |= {"loc.refused.value": refused, "loc.replied.value": replied}
    figures |= {"loc.by_other.value": other, "loc.received.value": received}
    figures["loc.disclosed.value"] = figures["loc.fulltext.value"] + draw(SMALL)
    figures["loc.appeal.value"] = figures["loc.appeal_first.value"] + draw(SMALL)
    running = {figure.replace(".value", ".cum"): number + draw(SMALL) for figure, number in figures.items()}
    return figures | running, {}


def _stated(draw: Draw) -> tuple[Figures, Figures]:
    """2014: the national table of one column."""
    reasons = _parts(draw, "stat", "r_secret r_trade r_privacy r_security r_notinfo r_law")
    answers = _parts(draw, "stat", "already_public agreed agreed_part not_ours not_exist told_amend told_elsewhere")
    answers["stat.refused.value"] = sum(reasons.values())
    closed = sum(answers.values())
    extended = _between(draw, 0, closed)
    ways = _parts(draw, "stat", "by_person by_fax by_net")
    by_mail = max(0, closed - sum(ways.values())) + draw(SMALL)
    channels = _parts(draw, "stat", "ch_gazette ch_site ch_weibo ch_wechat ch_other")
    disclosed = _between(draw, max(channels.values()), sum(channels.values()))
    responses = _parts(draw, "stat", "press webtalk weibo_resp other_resp")
    reg_disclosed = _between(draw, 1, disclosed)
    figures = reasons | answers | ways | channels | responses
    figures |= {
        "stat.closed.value": closed,
        "stat.replied.value": closed,
        "stat.extended.value": extended,
        "stat.on_time.value": closed - extended,
        "stat.by_mail.value": by_mail,
        "stat.received.value": by_mail + sum(ways.values()),
        "stat.disclosed.value": disclosed,
        "stat.reg_disclosed.value": reg_disclosed,
        "stat.reg_made.value": reg_disclosed + draw(SMALL),
        "stat.resp.value": _between(draw, 1, sum(responses.values())),
        "stat.press_chief.value": _between(draw, 1, responses["stat.press.value"]),
        "stat.webtalk_chief.value": _between(draw, 1, responses["stat.webtalk.value"]),
    }
    for total, parts in (
        ("review", "review_upheld review_corrected review_other"),
        ("suit", "suit_upheld suit_corrected suit_other"),
        ("staff", "staff_full staff_part"),
    ):
        own = _parts(draw, "stat", parts)
        figures |= own | {f"stat.{total}.value": sum(own.values())}
    figures |= _parts(draw, "stat", "interpret complaint fee offices points budget meetings trainings trainees")
    return figures, {}


CHANNELS = ("site", "gazette")
REPLIES = ("agreed", "agreed_part", "refused", "other_reply")


def _one_page(rows: str) -> Callable[[Draw], tuple[Figures, Figures]]:
    """The one-page table: a year's column and a running one; `rows` are those that no total is made of."""

    def made(draw: Draw) -> tuple[Figures, Figures]:
        intake = [row for row in rows.split() if row.startswith("by_")]
        replies = [row for row in rows.split() if row in REPLIES]

        def column() -> Figures:
            leaves = {row: draw(SOME) for row in (*rows.split(), *CHANNELS)}
            leaves["received"] = sum(leaves[row] for row in intake)
            leaves["replied"] = sum(leaves[row] for row in replies)
            leaves["disclosed"] = max(leaves[row] for row in CHANNELS) + draw(SMALL)
            return leaves

        first, second = column(), column()
        before = {f"fj.{row}.{name}": first[row] for row in first for name in ("year", "alltime")}
        figures = {f"fj.{row}.year": number for row, number in second.items()}
        figures |= {f"fj.{row}.alltime": first[row] + number for row, number in second.items()}
        return figures, before

    return made


LEAVES = ("natural", "business", "research", "public_interest", "legal_service", "other_org")
RESULTS = (
    "granted", "partial",
    "denied_secret", "denied_law", "denied_security", "denied_third",
    "denied_internal", "denied_process", "denied_enforcement", "denied_inquiry",
    "unable_nohold", "unable_make", "unable_unclear",
    "refuse_petition", "refuse_repeat", "refuse_publication", "refuse_mass", "refuse_reissue",
    "other_misc",
)  # fmt: skip
SPLIT = ("other_nocorrect", "other_nofee")
ENDS = ("upheld", "corrected", "other", "pending")


def _applications(draw: Draw, results: tuple[str, ...], carried_in: Mapping[str, int]) -> Figures:
    """The table of applications: each column balances, each row adds up."""
    cells: dict[tuple[str, str], int] = {}
    for leaf in LEAVES:
        for row in results:
            cells[row, leaf] = 0
        for _ in range(3):
            cells[results[_between(draw, 0, len(results) - 1)], leaf] += draw(SOME)
        cells["result_total", leaf] = sum(cells[row, leaf] for row in results)
        cells["carried_in", leaf] = carried_in[leaf]
        short = max(0, carried_in[leaf] - cells["result_total", leaf])
        cells["carried_out", leaf] = short + draw(SOME)
        cells["new", leaf] = cells["result_total", leaf] + cells["carried_out", leaf] - carried_in[leaf]
    for row in dict.fromkeys(row for row, _ in cells):
        cells[row, "total"] = sum(cells[row, leaf] for leaf in LEAVES)
    return {f"t3.{row}.{column}": number for (row, column), number in cells.items()}


def _disputes(draw: Draw) -> Figures:
    figures: Figures = {}
    for row in ("review", "suit_direct", "suit_after"):
        own = {f"t4.{row}.{end}": draw(SMALL) for end in ENDS}
        figures |= own | {f"t4.{row}.total": sum(own.values())}
    return figures


def _items(draw: Draw, opening: Mapping[str, int]) -> Figures:
    """2019, the other duties: items at the start of the year and their change, which may be negative."""
    figures: Figures = {}
    for row in ("permit", "other_service", "penalty", "coercion", "fees"):
        start = opening.get(row, draw(SOME))
        figures |= {f"t2.{row}.prev_items": start, f"t2.{row}.delta": _between(draw, -start, 40)}
        if row != "fees":
            figures[f"t2.{row}.decisions"] = draw(SMALL)
    return figures | {"t2.procurement.items": draw(SMALL), "t2.procurement.amount": draw(SMALL)}


def _trial(draw: Draw) -> tuple[Figures, Figures]:
    """2019: three tables; the year before is of the same form."""

    def year(opening: Mapping[str, int], carried_in: Mapping[str, int], public: Mapping[str, int]) -> Figures:
        figures = _applications(draw, RESULTS, carried_in) | _disputes(draw) | _items(draw, opening)
        for row in ("rules", "normdocs"):
            disclosed = draw(SOME)
            figures[f"t2.{row}.disclosed"] = disclosed
            figures[f"t2.{row}.made"] = disclosed + draw(SMALL)
            figures[f"t2.{row}.total_public"] = disclosed + public[row] + draw(SMALL)
        return figures

    before = year({}, dict.fromkeys(LEAVES, 0), {"rules": 0, "normdocs": 0})
    closing = {
        row: before[f"t2.{row}.prev_items"] + before[f"t2.{row}.delta"]
        for row in ("permit", "other_service", "penalty", "coercion", "fees")
    }
    carried = {leaf: before[f"t3.carried_out.{leaf}"] for leaf in LEAVES}
    return year(closing, carried, {row: before[f"t2.{row}.total_public"] for row in ("rules", "normdocs")}), before


def _current(draw: Draw) -> tuple[Figures, Figures]:
    """2021: three tables and the fees of section six; the year before is of the same form."""

    def year(carried_in: Mapping[str, int], valid: Mapping[str, int]) -> Figures:
        figures = _applications(draw, (*RESULTS, *SPLIT), carried_in) | _disputes(draw)
        for row in ("rules", "normdocs"):
            issued, repealed = draw(SOME), _between(draw, 0, valid[row])
            figures |= {f"t2.{row}.issued": issued, f"t2.{row}.repealed": repealed}
            figures[f"t2.{row}.valid"] = valid[row] + issued - repealed
        figures |= {f"t2.{row}.decisions": draw(SMALL) for row in ("permit", "penalty", "coercion")}
        noticed = draw(SOME)
        figures |= {"t2.fees.amount": draw(SMALL), "fee.notices.value": draw(SOME)}
        return figures | {"fee.noticed_amount.value": noticed, "fee.collected.value": _between(draw, 0, noticed)}

    before = year(dict.fromkeys(LEAVES, 0), {"rules": draw(SMALL), "normdocs": draw(SMALL)})
    carried = {leaf: before[f"t3.carried_out.{leaf}"] for leaf in LEAVES}
    return year(carried, {row: before[f"t2.{row}.valid"] for row in ("rules", "normdocs")}), before


_FORMS: dict[str, tuple[int, Callable[[Draw], tuple[Figures, Figures]]]] = {
    "2008": (2010, _counted),
    "2014": (2016, _stated),
    "2019": (2020, _trial),
    "2021": (2024, _current),
    "fujian-2008": (
        2012,
        _one_page("by_person by_fax by_email by_net by_mail by_other agreed agreed_part refused review suit appeal"),
    ),
    "fujian-2014": (
        2016,
        _one_page("by_person by_net by_mail agreed agreed_part refused other_reply complaint review suit fee_waived"),
    ),
}
LAYOUTS = tuple(_FORMS)
