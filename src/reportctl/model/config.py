"""A project's settings (reportctl.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportctl.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Config:
    """`fonts` maps a role to a font file or family name, `font_folders` are searched before the system's.

    `severities` raises the severity of a code (SUM101) or of a layout's constraint (X-STOCK). `mirror` has the binding
    edge, 28 mm, on the right of even pages, for sheets that are printed on both sides.
    """

    fonts: Mapping[str, str] = field(default_factory=dict)
    font_folders: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    mirror: bool = False
