"""A project's settings (reportctl.toml)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from reportctl.model.finding import Severity


class Config(Struct, frozen=True):
    """`fonts` maps a role to a font file or family name, `font_folders` are searched before the system's.

    `severities` raises the severity of a code (SUM101) or of a layout's constraint (X-STOCK). `mirror` has the binding
    edge, 28 mm, on the right of even pages, for sheets that are printed on both sides.
    `expected` are the agencies that have to report, and `expected_file` a list of more of them.
    """

    fonts: Mapping[str, str] = {}
    font_folders: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    mirror: bool = False
    expected: tuple[str, ...] = ()
    expected_file: str = ""
