"""The built-in forms, and the example that comes with the program."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from scaffold_forms import sheet

from reportctl.model.layout import Layout
from reportctl.read.figures import read_figures
from reportctl.read.layout import read_layouts
from reportctl.resources import builtin_layouts
from reportctl.scaffold import placement, scaffold, unknown_figures

EXAMPLE = Path(__file__).parents[2] / "examples" / "2017-figures.json"
LAYOUTS, FAULTS = read_layouts(builtin_layouts())


def example_form() -> Layout:
    return next(layout for layout in LAYOUTS if layout.id == "2014")


def test_layouts_load() -> None:
    assert FAULTS == ()
    assert {"2008", "2014", "2019", "2021"} <= {layout.id for layout in LAYOUTS}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_every_figure_of_every_form_has_its_open_cell(layout: Layout) -> None:
    data = scaffold(layout, None, agency="青山水务站", year=layout.years.first, carried={})
    book = load_workbook(BytesIO(data))
    placed = placement(layout)
    assert set(placed) == set(layout.figures)
    ruled = {(f.title, str(r.sqref)) for f in book.worksheets for r in f.data_validations.dataValidation}
    for figure, (name, address) in placed.items():
        cell = sheet(book, name)[address]
        assert cell.value is None, figure
        assert cell.protection.locked is False, figure
        assert (name, address) in ruled, figure


def test_the_example_is_read_without_a_fault_and_fits_its_form() -> None:
    figures, findings = read_figures(EXAMPLE.read_bytes(), "example")
    assert findings == ()
    assert figures is not None
    assert unknown_figures(example_form(), figures, "example") == ()
    headings = [section.id for section in example_form().sections if not section.attachment]
    assert list(figures.narrative) == headings


def test_the_example_is_as_long_as_a_real_report() -> None:
    figures, _ = read_figures(EXAMPLE.read_bytes(), "example")
    assert figures is not None
    paragraphs = [text for section in figures.narrative.values() for text in section]
    body = [re.sub(r"\{[^}]*\}", "0", text) for text in paragraphs if not text.startswith("（")]
    assert all(150 <= len(text) <= 600 for text in body)
    assert 3000 <= sum(map(len, body)) <= 4200


def test_the_example_states_no_number_but_the_known_ones() -> None:
    figures, _ = read_figures(EXAMPLE.read_bytes(), "example")
    assert figures is not None
    paragraphs = [text for section in figures.narrative.values() for text in section]
    numbers = {n for text in paragraphs for n in re.findall(r"\d+", re.sub(r"\{[^}]*\}|^\d\.", "", text))}
    assert numbers == {"2017", "100", "618"}
    names = {name for text in paragraphs for name in re.findall(r"\{([^}]*)\}", text)}
    own = {part.label for breakdown in figures.breakdowns for part in breakdown.parts} | {"主动公开政府信息"}
    assert own <= names
    assert names - own <= set(figures.figures)


def test_the_example_uses_chinese_punctuation_and_numbers_its_headings_in_order() -> None:
    figures, _ = read_figures(EXAMPLE.read_bytes(), "example")
    assert figures is not None
    for section in figures.narrative.values():
        text = re.sub(r"\{[^}]*\}", "0", "".join(section))
        assert not re.search(r"[\u4e00-\u9fff][,;:?!()\"']|[,;:?!()\"'][\u4e00-\u9fff]", text)
        assert all(paragraph.endswith("。") or paragraph.startswith("（") for paragraph in section)
        second = [paragraph[1] for paragraph in section if paragraph.startswith("（")]
        assert second == list("一二三四五六"[: len(second)])
        third = [paragraph[0] for paragraph in section if re.match(r"\d\.", paragraph)]
        assert third == list("123456"[: len(third)])
