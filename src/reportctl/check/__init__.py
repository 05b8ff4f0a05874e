"""Check: a bound report against every rule. Findings are folded, accepted where the workbook says so, and sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportctl.check.accept import accept
from reportctl.check.arrange import arranged, stamped
from reportctl.check.fold import fold
from reportctl.model.finding import Finding, Rule
from reportctl.model.report import Report
from reportctl.rules import (
    due101_report_late,
    idn101_date_before_period_end,
    idn102_period_outside_year,
    idn104_acceptance_without_reason,
    ord101_section_out_of_order,
    ord102_heading_differs,
    ord103_section_unknown,
    ord104_section_doubled,
    ord105_item_elsewhere,
    req101_total_missing,
    req102_statutory_item_missing,
    req103_particular_missing,
    req104_section_empty,
    req105_item_merged,
    req106_section_says_nothing,
    req107_figure_not_filled,
    req108_section_too_long,
    sub101_part_exceeds_total,
    sub102_breakdown_exceeds_total,
    sub103_cover_too_small,
    sub104_condition_not_met,
    sub105_limit_not_kept,
    sum101_total_not_sum_of_parts,
    sum102_identity_broken,
    sum103_breakdown_not_sum_of_parts,
    txt101_placeholder_unknown,
    txt102_placeholder_without_value,
    txt103_placeholder_ambiguous,
    txt201_parts_in_text_not_sum,
    txt202_percentage_wrong,
    txt203_growth_wrong,
    txt204_balance_in_text_broken,
    txt205_all_or_none_claim_contradicted,
    txt301_text_differs_from_table,
    txt302_two_numbers_for_one_thing,
    yoy101_differs_from_last_year,
)

Judge = Callable[[Report], Iterator[Finding]]
"""What a rule does: find its fault in a report."""

JUDGES: tuple[tuple[Rule, Judge], ...] = (
    (due101_report_late.RULE, due101_report_late.check),
    (idn101_date_before_period_end.RULE, idn101_date_before_period_end.check),
    (idn102_period_outside_year.RULE, idn102_period_outside_year.check),
    (idn104_acceptance_without_reason.RULE, idn104_acceptance_without_reason.check),
    (ord101_section_out_of_order.RULE, ord101_section_out_of_order.check),
    (ord102_heading_differs.RULE, ord102_heading_differs.check),
    (ord103_section_unknown.RULE, ord103_section_unknown.check),
    (ord104_section_doubled.RULE, ord104_section_doubled.check),
    (ord105_item_elsewhere.RULE, ord105_item_elsewhere.check),
    (req101_total_missing.RULE, req101_total_missing.check),
    (req102_statutory_item_missing.RULE, req102_statutory_item_missing.check),
    (req103_particular_missing.RULE, req103_particular_missing.check),
    (req104_section_empty.RULE, req104_section_empty.check),
    (req105_item_merged.RULE, req105_item_merged.check),
    (req106_section_says_nothing.RULE, req106_section_says_nothing.check),
    (req107_figure_not_filled.RULE, req107_figure_not_filled.check),
    (req108_section_too_long.RULE, req108_section_too_long.check),
    (sub101_part_exceeds_total.RULE, sub101_part_exceeds_total.check),
    (sub102_breakdown_exceeds_total.RULE, sub102_breakdown_exceeds_total.check),
    (sub103_cover_too_small.RULE, sub103_cover_too_small.check),
    (sub104_condition_not_met.RULE, sub104_condition_not_met.check),
    (sub105_limit_not_kept.RULE, sub105_limit_not_kept.check),
    (sum101_total_not_sum_of_parts.RULE, sum101_total_not_sum_of_parts.check),
    (sum102_identity_broken.RULE, sum102_identity_broken.check),
    (sum103_breakdown_not_sum_of_parts.RULE, sum103_breakdown_not_sum_of_parts.check),
    (txt101_placeholder_unknown.RULE, txt101_placeholder_unknown.check),
    (txt102_placeholder_without_value.RULE, txt102_placeholder_without_value.check),
    (txt103_placeholder_ambiguous.RULE, txt103_placeholder_ambiguous.check),
    (txt201_parts_in_text_not_sum.RULE, txt201_parts_in_text_not_sum.check),
    (txt202_percentage_wrong.RULE, txt202_percentage_wrong.check),
    (txt203_growth_wrong.RULE, txt203_growth_wrong.check),
    (txt204_balance_in_text_broken.RULE, txt204_balance_in_text_broken.check),
    (txt205_all_or_none_claim_contradicted.RULE, txt205_all_or_none_claim_contradicted.check),
    (txt301_text_differs_from_table.RULE, txt301_text_differs_from_table.check),
    (txt302_two_numbers_for_one_thing.RULE, txt302_two_numbers_for_one_thing.check),
    (yoy101_differs_from_last_year.RULE, yoy101_differs_from_last_year.check),
)
"""Every rule that judges a report, in code order. The other rules are raised where their fault is seen."""


def check(report: Report, found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Run all rules and return everything to be reported, suppressed findings included.

    `found` are the findings made before the report was bound; acceptances apply to them too. What cannot be read is not
    missing as well. A finding whose fault
    another one already explains is folded into that one. Errors come first, then by sheet and cell.
    """
    unreadable = {finding.at for finding in found if finding.rule.code.startswith("CEL")}
    judged = (finding for _, judge in JUDGES for finding in judge(report))
    own = [f for f in judged if not (f.rule.code.startswith("REQ") and f.at in unreadable)]
    findings = [*found, *fold(report, own)]
    return arranged(report, [stamped(report, f) for f in accept(report, findings)])
