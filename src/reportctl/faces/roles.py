"""The roles that GB/T 9704-2012 gives to classes of type, and a project's wishes for them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """What a typeface is used for."""

    TITLE = "title"
    """小标宋: titles."""
    HEADING1 = "heading1"
    """黑体: headings of level 1, 附件."""
    HEADING2 = "heading2"
    """楷体: headings of level 2."""
    BODY = "body"
    """仿宋: text and the lower headings."""
    TABLE = "table"
    """宋体: tables."""
    NUMBER = "number"
    """宋体: page numbers."""

    @property
    def label(self) -> str:
        """The class of type that the standard asks for, in Chinese."""
        return _LABELS[self]


_LABELS = {
    Role.TITLE: "标题（小标宋）",
    Role.HEADING1: "一级标题（黑体）",
    Role.HEADING2: "二级标题（楷体）",
    Role.BODY: "正文（仿宋）",
    Role.TABLE: "表格（宋体）",
    Role.NUMBER: "页码（宋体）",
}


class Source(StrEnum):
    """Where a role's face comes from, in the order in which they are looked for."""

    CONFIGURED = "configured"
    LICENSED = "licensed"
    FREE = "free"
    BUNDLED = "bundled"


class FaceSettings(Struct, frozen=True):
    """A project's wishes: `chosen` maps a role to a font file or to a family's name.

    `folders` are searched before those of the system, which `system` leaves out altogether: then only the faces that
    came with reportctl serve, the same on any machine. `file` is the settings' file, for findings.
    """

    chosen: Mapping[Role, str] = {}
    folders: tuple[str, ...] = ()
    system: bool = True
    file: str = "reportctl.toml"
