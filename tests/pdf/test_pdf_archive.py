"""PDF/A: an independent validator finds nothing, and finds what was spoilt on purpose."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pdfsample import sample
from pikepdf.pdfa import validate_written

from reportctl.emit.pdf.metadata import srgb_profile


def faults(path: Path, data: bytes) -> list[object]:
    # The validator knows level B only; a copy claims that. What level U adds is looked at in test_pdf_unicode.
    path.write_bytes(data.replace(b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<"))
    return list(validate_written(path, "2b").findings)


@pytest.mark.parametrize("draft", [False, True])
def test_the_file_is_pdf_a_2b(tmp_path: Path, draft: bool) -> None:
    assert faults(tmp_path / "a.pdf", sample(draft=draft).data) == []


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def no_font_program(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile3"]


def wrong_width(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.DescendantFonts[0].DW = 333


@pytest.mark.parametrize("spoil", [no_intent, no_font_program, wrong_width])
def test_the_validator_sees_what_was_spoilt(tmp_path: Path, spoil: Callable[[pikepdf.Pdf], None]) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample().data)) as pdf:
        spoil(pdf)
        pdf.save(target)
    assert faults(tmp_path / "a.pdf", target.getvalue())


def test_the_metadata_claims_what_is_checked() -> None:
    with pikepdf.open(io.BytesIO(sample().data)) as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2A"
        assert metadata["dc:title"] == "滨江市档案局2017年年度报告"
        assert metadata["xmp:CreateDate"] == "2018-01-25T00:00:00Z"


def test_the_colour_profile_is_srgb_version_two() -> None:
    profile = srgb_profile()
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert profile[8] == 2 and profile[12:24] == b"mntrRGB XYZ " and profile[36:40] == b"acsp"
