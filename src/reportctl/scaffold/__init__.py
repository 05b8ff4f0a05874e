"""scaffold: Layout and figures file to the workbook that a clerk fills in (`reportctl new`)."""

from __future__ import annotations

from collections.abc import Mapping

from reportctl.model.figures_file import Carried, FiguresFile
from reportctl.model.layout import Layout
from reportctl.scaffold.placement import placement
from reportctl.scaffold.unknown import unknown_figures

__all__ = ["placement", "scaffold", "unknown_figures"]


def scaffold(
    layout: Layout,
    figures: FiguresFile | None,
    *,
    agency: str,
    year: int,
    carried: Mapping[str, Carried],
) -> bytes:
    """Write the workbook of the form for one agency and data year; the same arguments give the same bytes.

    Args:
        layout: The form.
        figures: What goes into the cells, as it is; None for a blank workbook. Figures that the layout does not know
            are left out: `unknown_figures` names them.
        agency: The reporting agency's full name.
        year: The data year.
        carried: Closing figures of last year's workbook by the id of the figure that they open.

    Returns:
        The bytes of an xlsx file.
    """
    # Listing cell addresses must not cost the import of a spreadsheet library.
    from reportctl.scaffold.content import Content
    from reportctl.scaffold.writer import write

    return write(Content(layout, agency, year, figures, carried))
