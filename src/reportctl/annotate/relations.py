"""Relationships between parts, and the list of content types: read, and added to."""

from __future__ import annotations

import posixpath

from lxml import etree

from reportctl.annotate.package import Package, relative, resolved

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_KINDS = {
    "worksheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "comments": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
}
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"


class Relations:
    """The relationships of one part."""

    def __init__(self, package: Package, base: str) -> None:
        """Read them; a part may have none."""
        self._package = package
        self._base = base
        folder, name = posixpath.split(base)
        self.part = f"{folder}/_rels/{name}.rels"
        self._root = (
            package.tree(self.part)
            if self.part in package
            else etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
        )

    def target(self, relation: str) -> str | None:
        """The part that a relationship's id leads to; None for one outside the workbook."""
        return next((part for id_, _, part in self._all() if id_ == relation), None)

    def of_kind(self, kind: str) -> str | None:
        """The first part of a kind, such as "comments"."""
        return next((part for _, found, part in self._all() if found == kind), None)

    def add(self, kind: str, part: str) -> str:
        """Add a relationship to a part and return its id."""
        taken = {str(element.get("Id", "")).lower() for element in self._root}
        number = 1
        while f"rid{number}" in taken:
            number += 1
        attributes = {"Id": f"rId{number}", "Type": f"{OFFICE}/{kind}", "Target": relative(self._base, part)}
        etree.SubElement(self._root, f"{{{_RELATIONS}}}Relationship", attributes)
        self._package.put_tree(self.part, self._root)
        return attributes["Id"]

    def _all(self) -> list[tuple[str, str, str]]:
        return [
            (
                str(element.get("Id", "")),
                str(element.get("Type", "")).rsplit("/", 1)[-1],
                resolved(self._base, str(element.get("Target", ""))),
            )
            for element in self._root.iterfind(f"{{{_RELATIONS}}}Relationship")
            if element.get("TargetMode") != "External"
        ]


def declare(package: Package, kind: str, part: str) -> None:
    """Say what a new part is: a "worksheet", "comments", or a "vmlDrawing"."""
    root = package.tree(_TYPES_PART)
    if kind == "vmlDrawing":
        known = {str(element.get("Extension", "")).lower() for element in root.iterfind(f"{{{_TYPES}}}Default")}
        if "vml" in known:
            return
        element = etree.Element(f"{{{_TYPES}}}Default", {"Extension": "vml", "ContentType": _VML})
        root.insert(len(known), element)
    else:
        etree.SubElement(
            root, f"{{{_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": _KINDS[kind]}
        )  # fmt: skip
    package.put_tree(_TYPES_PART, root)
