import subprocess
import sys

from scaffold_forms import FORM

from reportctl.model.figures_file import FiguresFile, RawBreakdown
from reportctl.model.location import KeyRef
from reportctl.scaffold import placement, unknown_figures


def test_figures_stand_below_the_lines_above_their_table() -> None:
    placed = placement(FORM)
    # Title, subtitle and the line above take rows 1 to 3, the head row 4, the section head row 5.
    assert placed["a.all.n"] == ("水井", "C6")
    assert placed["a.change.n"] == ("水井", "C11")
    # Title in row 1, three head rows, three stub columns.
    assert placed["m.new.man"] == ("取水", "D5")
    assert placed["m.sum.sum"] == ("取水", "G9")
    # A block takes a caption, a head and its rows.
    assert placed["k.pipe.y"] == ("设施", "C5")
    assert placed["k.fee.z"] == ("设施", "B8")
    assert placed["r.t.all"] == ("争议", "F5")


def test_every_figure_is_placed_once() -> None:
    placed = placement(FORM)
    assert set(placed) == set(FORM.figures)
    assert len(set(placed.values())) == len(FORM.figures)


def test_listing_addresses_does_not_import_a_spreadsheet_library() -> None:
    code = "import sys; from reportctl.scaffold import placement; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_figures_that_the_form_lacks_are_named() -> None:
    figures = FiguresFile(
        "青山水务站",
        2005,
        figures={"a.all.n": None, "a.none.n": "/"},
        notes={"b.x.n": "说明"},
        breakdowns=(
            RawBreakdown("a.all.n", "水井", "sum", "", None, ()),
            RawBreakdown(None, "水桶", "sum", "", None, ()),
            RawBreakdown("c.x.n", "水车", "sum", "", None, ()),
        ),
    )
    found = unknown_figures(FORM, figures, "in.json")
    assert [(finding.rule.code, finding.at, finding.figure) for finding in found] == [
        ("LAY105", KeyRef("in.json", "figures.a.none.n"), "a.none.n"),
        ("LAY105", KeyRef("in.json", "notes.b.x.n"), "b.x.n"),
        ("LAY105", KeyRef("in.json", "breakdowns[2].total"), "c.x.n"),
    ]
    assert found[0].message("zh") == "数据文件有误：表式 wells-2 没有指标 a.none.n"
    assert found[0].message("en") == "the figures file is wrong: layout wells-2 has no figure a.none.n"
