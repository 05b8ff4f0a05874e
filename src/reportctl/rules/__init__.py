"""The catalogue: one module per code, listed by hand in code order.

A module is imported when its rule is asked for or has found something: no command needs them all, but those that list
them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from reportctl.model.finding import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportctl.model.finding import Finding
    from reportctl.model.report import Report

    Check = Callable[[Report], Iterator[Finding]]

_MODULES = (
    "cel101_text_in_number_cell",
    "cel102_formula_not_calculated",
    "cel103_error_value_in_cell",
    "cel104_negative_count",
    "cel105_broken_count",
    "cel106_date_in_number_cell",
    "cel107_label_unknown",
    "cel108_label_doubled",
    "cel109_label_missing",
    "cel110_truth_value_in_number_cell",
    "cel111_number_out_of_range",
    "cel112_figure_under_merge",
    "cel113_particular_not_valid",
    "cel114_number_as_text",
    "cel115_character_not_printable",
    "cel116_percentage_in_number_cell",
    "cel117_text_too_long",
    "cel118_value_from_other_file",
    "cel119_formula_refers_to_itself",
    "cel120_figures_hidden",
    "cel121_cell_only_looks_empty",
    "cel122_value_far_away",
    "due101_report_late",
    "due102_own_deadline_later",
    "dup101_text_of_last_year",
    "dup102_paragraph_repeated",
    "dup103_figures_all_zero",
    "dup104_figures_of_last_year",
    "fil101_file_not_found",
    "fil102_file_not_a_workbook",
    "fil103_workbook_encrypted",
    "fil104_workbook_of_other_layout",
    "fil105_report_claimed_twice",
    "fil106_workbook_without_identity",
    "fil107_workbook_too_large",
    "fil108_year_not_covered",
    "fil109_form_last_seen_earlier",
    "fil110_worker_crashed",
    "fil111_took_too_long",
    "fil112_workbook_open_elsewhere",
    "fmt101_number_skipped",
    "fmt102_level_inside_itself",
    "fmt103_level_out_of_order",
    "fmt104_half_width_mark",
    "fmt105_mark_unpaired",
    "fmt106_quote_turned_wrong",
    "fmt107_mark_doubled",
    "fmt108_ellipsis_or_dash_wrong",
    "fmt109_space_in_text",
    "fmt110_date_in_two_numerals",
    "fmt111_date_padded",
    "fmt112_grouping_mixed",
    "fmt113_digit_full_width",
    "fmt114_year_in_two_numerals",
    "fmt115_number_broken",
    "idn101_date_before_period_end",
    "idn102_period_outside_year",
    "idn103_acceptance_without_finding",
    "idn104_acceptance_without_reason",
    "idn105_previous_workbook_of_another_year",
    "idn106_wrong_year_in_text",
    "idn107_period_in_text_differs",
    "idn108_wrong_agency_in_text",
    "idn109_template_left_in",
    "idn110_acceptance_of_several",
    "idn111_file_name_of_another_year",
    "lay101_layout_shape_invalid",
    "lay102_layout_reference_dangling",
    "lay103_layout_years_overlap",
    "lay104_configuration_invalid",
    "lay105_figures_file_invalid",
    "lay106_layout_id_taken",
    "ord101_section_out_of_order",
    "ord102_heading_differs",
    "ord103_section_unknown",
    "ord104_section_doubled",
    "ord105_item_elsewhere",
    "ord106_preamble_parts_differ",
    "out101_figure_differs_in_output",
    "out102_text_differs_in_output",
    "out103_character_in_no_face",
    "out104_output_cannot_be_written",
    "out105_face_missing",
    "out106_file_not_as_recorded",
    "out107_file_not_from_workbook",
    "out108_manifest_missing",
    "out109_output_open_elsewhere",
    "out110_disk_full",
    "out111_output_is_a_link",
    "out112_report_being_written",
    "out113_reports_share_a_folder",
    "out114_worker_differs",
    "pii101_identity_number",
    "pii102_mobile_number",
    "pii103_bank_card_number",
    "pii104_private_mailbox",
    "pii105_person_named",
    "pii106_case_number",
    "pii107_author_in_properties",
    "req101_total_missing",
    "req102_statutory_item_missing",
    "req103_particular_missing",
    "req104_section_empty",
    "req105_item_merged",
    "req106_section_says_nothing",
    "req107_figure_not_filled",
    "req108_section_too_long",
    "req109_subject_not_mentioned",
    "req110_contact_incomplete",
    "sub101_part_exceeds_total",
    "sub102_breakdown_exceeds_total",
    "sub103_cover_too_small",
    "sub104_condition_not_met",
    "sub105_limit_not_kept",
    "sub106_figure_beyond_competence",
    "sum101_total_not_sum_of_parts",
    "sum102_identity_broken",
    "sum103_breakdown_not_sum_of_parts",
    "txt101_placeholder_unknown",
    "txt102_placeholder_without_value",
    "txt103_placeholder_ambiguous",
    "txt201_parts_in_text_not_sum",
    "txt202_percentage_wrong",
    "txt203_growth_wrong",
    "txt204_balance_in_text_broken",
    "txt205_all_or_none_claim_contradicted",
    "txt301_text_differs_from_table",
    "txt302_two_numbers_for_one_thing",
    "txt303_amount_in_other_unit",
    "yoy101_differs_from_last_year",
)


@cache
def rule_of(code: str) -> Rule | None:
    """The rule with a code, or None where there is no such code."""
    name = _module_of(code)
    return _rule_in(name) if name else None


@cache
def rule(code: str) -> Rule:
    """The rule with a code that is one of ours, for whoever sees its fault."""
    found = rule_of(code)
    if found is None:
        raise LookupError(code)
    return found


@cache
def check_of(code: str) -> Check:
    """What a rule does that judges reports: it finds its fault in one."""
    return cast("Check", import_module(f"{__name__}.{_module_of(code)}").check)


def _module_of(code: str) -> str | None:
    return next((name for name in _MODULES if name.startswith(f"{code.lower()}_")), None)


def _rule_in(name: str) -> Rule:
    rule = import_module(f"{__name__}.{name}").RULE
    if not isinstance(rule, Rule):
        raise TypeError(name)
    return rule


@cache
def _catalogue() -> tuple[Rule, ...]:
    return tuple(_rule_in(name) for name in _MODULES)


CATALOGUE: tuple[Rule, ...]
"""Every code that reportctl knows, in code order."""


def __getattr__(name: str) -> tuple[Rule, ...]:
    """The catalogue, with all its modules, when it is asked for."""
    if name == "CATALOGUE":
        return _catalogue()
    raise AttributeError(name)
