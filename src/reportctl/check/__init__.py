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
    due102_own_deadline_later,
    dup101_text_of_last_year,
    dup102_paragraph_repeated,
    dup103_figures_all_zero,
    dup104_figures_of_last_year,
    fmt101_number_skipped,
    fmt102_level_inside_itself,
    fmt103_level_out_of_order,
    fmt104_half_width_mark,
    fmt105_mark_unpaired,
    fmt106_quote_turned_wrong,
    fmt107_mark_doubled,
    fmt108_ellipsis_or_dash_wrong,
    fmt109_space_in_text,
    fmt110_date_in_two_numerals,
    fmt111_date_padded,
    fmt112_grouping_mixed,
    fmt113_digit_full_width,
    fmt114_year_in_two_numerals,
    fmt115_number_broken,
    idn101_date_before_period_end,
    idn102_period_outside_year,
    idn104_acceptance_without_reason,
    idn106_wrong_year_in_text,
    idn107_period_in_text_differs,
    idn108_wrong_agency_in_text,
    idn109_template_left_in,
    idn111_file_name_of_another_year,
    ord101_section_out_of_order,
    ord102_heading_differs,
    ord103_section_unknown,
    ord104_section_doubled,
    ord105_item_elsewhere,
    ord106_preamble_parts_differ,
    pii101_identity_number,
    pii102_mobile_number,
    pii103_bank_card_number,
    pii104_private_mailbox,
    pii105_person_named,
    pii106_case_number,
    pii107_author_in_properties,
    req101_total_missing,
    req102_statutory_item_missing,
    req103_particular_missing,
    req104_section_empty,
    req105_item_merged,
    req106_section_says_nothing,
    req107_figure_not_filled,
    req108_section_too_long,
    req109_subject_not_mentioned,
    req110_contact_incomplete,
    sub101_part_exceeds_total,
    sub102_breakdown_exceeds_total,
    sub103_cover_too_small,
    sub104_condition_not_met,
    sub105_limit_not_kept,
    sub106_figure_beyond_competence,
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
    txt303_amount_in_other_unit,
    yoy101_differs_from_last_year,
)
from reportctl.rules._personal import without_personal

Judge = Callable[[Report], Iterator[Finding]]
"""What a rule does: find its fault in a report."""

JUDGES: tuple[tuple[Rule, Judge], ...] = (
    (due101_report_late.RULE, due101_report_late.check),
    (due102_own_deadline_later.RULE, due102_own_deadline_later.check),
    (dup101_text_of_last_year.RULE, dup101_text_of_last_year.check),
    (dup102_paragraph_repeated.RULE, dup102_paragraph_repeated.check),
    (dup103_figures_all_zero.RULE, dup103_figures_all_zero.check),
    (dup104_figures_of_last_year.RULE, dup104_figures_of_last_year.check),
    (fmt101_number_skipped.RULE, fmt101_number_skipped.check),
    (fmt102_level_inside_itself.RULE, fmt102_level_inside_itself.check),
    (fmt103_level_out_of_order.RULE, fmt103_level_out_of_order.check),
    (fmt104_half_width_mark.RULE, fmt104_half_width_mark.check),
    (fmt105_mark_unpaired.RULE, fmt105_mark_unpaired.check),
    (fmt106_quote_turned_wrong.RULE, fmt106_quote_turned_wrong.check),
    (fmt107_mark_doubled.RULE, fmt107_mark_doubled.check),
    (fmt108_ellipsis_or_dash_wrong.RULE, fmt108_ellipsis_or_dash_wrong.check),
    (fmt109_space_in_text.RULE, fmt109_space_in_text.check),
    (fmt110_date_in_two_numerals.RULE, fmt110_date_in_two_numerals.check),
    (fmt111_date_padded.RULE, fmt111_date_padded.check),
    (fmt112_grouping_mixed.RULE, fmt112_grouping_mixed.check),
    (fmt113_digit_full_width.RULE, fmt113_digit_full_width.check),
    (fmt114_year_in_two_numerals.RULE, fmt114_year_in_two_numerals.check),
    (fmt115_number_broken.RULE, fmt115_number_broken.check),
    (idn101_date_before_period_end.RULE, idn101_date_before_period_end.check),
    (idn102_period_outside_year.RULE, idn102_period_outside_year.check),
    (idn104_acceptance_without_reason.RULE, idn104_acceptance_without_reason.check),
    (idn106_wrong_year_in_text.RULE, idn106_wrong_year_in_text.check),
    (idn107_period_in_text_differs.RULE, idn107_period_in_text_differs.check),
    (idn108_wrong_agency_in_text.RULE, idn108_wrong_agency_in_text.check),
    (idn109_template_left_in.RULE, idn109_template_left_in.check),
    (idn111_file_name_of_another_year.RULE, idn111_file_name_of_another_year.check),
    (ord101_section_out_of_order.RULE, ord101_section_out_of_order.check),
    (ord102_heading_differs.RULE, ord102_heading_differs.check),
    (ord103_section_unknown.RULE, ord103_section_unknown.check),
    (ord104_section_doubled.RULE, ord104_section_doubled.check),
    (ord105_item_elsewhere.RULE, ord105_item_elsewhere.check),
    (ord106_preamble_parts_differ.RULE, ord106_preamble_parts_differ.check),
    (pii101_identity_number.RULE, pii101_identity_number.check),
    (pii102_mobile_number.RULE, pii102_mobile_number.check),
    (pii103_bank_card_number.RULE, pii103_bank_card_number.check),
    (pii104_private_mailbox.RULE, pii104_private_mailbox.check),
    (pii105_person_named.RULE, pii105_person_named.check),
    (pii106_case_number.RULE, pii106_case_number.check),
    (pii107_author_in_properties.RULE, pii107_author_in_properties.check),
    (req101_total_missing.RULE, req101_total_missing.check),
    (req102_statutory_item_missing.RULE, req102_statutory_item_missing.check),
    (req103_particular_missing.RULE, req103_particular_missing.check),
    (req104_section_empty.RULE, req104_section_empty.check),
    (req105_item_merged.RULE, req105_item_merged.check),
    (req106_section_says_nothing.RULE, req106_section_says_nothing.check),
    (req107_figure_not_filled.RULE, req107_figure_not_filled.check),
    (req108_section_too_long.RULE, req108_section_too_long.check),
    (req109_subject_not_mentioned.RULE, req109_subject_not_mentioned.check),
    (req110_contact_incomplete.RULE, req110_contact_incomplete.check),
    (sub101_part_exceeds_total.RULE, sub101_part_exceeds_total.check),
    (sub102_breakdown_exceeds_total.RULE, sub102_breakdown_exceeds_total.check),
    (sub103_cover_too_small.RULE, sub103_cover_too_small.check),
    (sub104_condition_not_met.RULE, sub104_condition_not_met.check),
    (sub105_limit_not_kept.RULE, sub105_limit_not_kept.check),
    (sub106_figure_beyond_competence.RULE, sub106_figure_beyond_competence.check),
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
    (txt303_amount_in_other_unit.RULE, txt303_amount_in_other_unit.check),
    (yoy101_differs_from_last_year.RULE, yoy101_differs_from_last_year.check),
)
"""Every rule that judges a report, in code order. The other rules are raised where their fault is seen."""


def check(report: Report, found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Run all rules and return everything to be reported, suppressed findings included.

    `found` are the findings made before the report was bound; acceptances apply to them too. What cannot be read is not
    missing as well. A finding whose fault
    another one already explains is folded into that one. A personal number that a finding quotes is masked. Errors come
    first, then by sheet and cell.
    """
    unreadable = {finding.at for finding in found if finding.rule.code.startswith("CEL")}
    judged = (finding for _, judge in JUDGES for finding in judge(report))
    own = [f for f in judged if not (f.rule.code.startswith("REQ") and f.at in unreadable)]
    findings = [*found, *fold(report, own)]
    return arranged(report, [without_personal(stamped(report, f)) for f in accept(report, findings)])
