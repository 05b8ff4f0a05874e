"""Figures of a figures file that the form does not have: they have no cell to go into."""

from __future__ import annotations

from collections.abc import Iterator

from reportctl.model.figures_file import FiguresFile
from reportctl.model.finding import Finding
from reportctl.model.layout import Layout
from reportctl.model.location import KeyRef
from reportctl.rules.lay105_figures_file_invalid import RULE


def unknown_figures(layout: Layout, figures: FiguresFile, file: str) -> tuple[Finding, ...]:
    """Name each figure of `file` that the layout does not know, among figures, notes and totals of breakdowns."""
    return tuple(
        Finding(
            RULE,
            KeyRef(file, key),
            args={
                "cause": f"表式 {layout.id} 没有指标 {figure}",
                "cause_en": f"layout {layout.id} has no figure {figure}",
            },
            figure=figure,
            year=figures.year,
            agency=figures.agency,
        )
        for key, figure in _named(figures)
        if figure not in layout.figures
    )


def _named(figures: FiguresFile) -> Iterator[tuple[str, str]]:
    for figure in figures.figures:
        yield f"figures.{figure}", figure
    for figure in figures.notes:
        yield f"notes.{figure}", figure
    for index, breakdown in enumerate(figures.breakdowns):
        if breakdown.total is not None:
            yield f"breakdowns[{index}].total", breakdown.total
