"""What an earlier build left: its manifests, and whether what they say still holds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

from reportctl import __version__
from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.driver.forms import by_id
from reportctl.driver.manifest import page_settings
from reportctl.driver.packed import Index, Packed, Plain
from reportctl.driver.versions import versions
from reportctl.model.config import Config
from reportctl.model.layout import Layout

MANIFEST = "manifest.json"
DRAFT_MANIFEST = f"草稿.{MANIFEST}"
ACCEPTED = "accepted"
"""Stands for the severity of a finding that the workbook accepts with a reason."""


class Why(StrEnum):
    """A reason for which a report is built."""

    NEW = "new"
    FORCED = "forced"
    DRAFT = "draft"
    WORKBOOK = "workbook"
    PREVIOUS = "previous"
    LAYOUT = "layout"
    FONTS = "fonts"
    VERSIONS = "versions"
    SETTINGS = "settings"
    OUTPUTS = "outputs"


class Record(Struct, frozen=True):
    """Who a workbook said it was when a report was built from it: known by its hash, it need not be read again."""

    agency: str
    year: int
    previous: str
    sha256: str


class Current(Struct, frozen=True):
    """What a report would be built from today. `faces` gives the hash of each role's face and of all other faces."""

    formats: Sequence[str]
    layouts: Sequence[Layout]
    config: Config
    faces: Callable[[], tuple[Mapping[str, str], frozenset[str]]]


def agency_of(old: Mapping[str, object]) -> str | None:
    """The agency whose report it is, by its manifest; None where there is none that can be read."""
    agency = old.get("agency")
    return agency if isinstance(agency, str) else None


def records(out: Path) -> Callable[[str], Record | None]:
    """What the manifests below a folder know of workbooks: gives the record of a workbook by its hash, if there is one.

    Manifests of other versions are passed over: those may have read a workbook differently.
    """
    found = Packed(_pack, Record)
    index = Index(lambda number: found[number].sha256)
    for root, _, names in os.walk(out):
        if MANIFEST not in names:
            continue
        match read_manifest(Path(root) / MANIFEST):
            case {
                "reportctl": str() as version,
                "agency": str() as agency,
                "year": int() as year,
                "workbook": {"sha256": str() as sha256, "previous": str() as previous},
                "dependencies": dict() as dependencies,
            } if version == __version__ and dependencies == versions():
                found.append(Record(agency, year, previous, sha256))
                index.add(len(found) - 1)
    return lambda sha256: next((found[number] for number in index.all(sha256)), None)


def _pack(record: Record) -> Plain:
    return record.agency, record.year, record.previous, record.sha256


def findings_of(old: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Code and severity of what was found when a manifest's report was built; ACCEPTED in place of the severity."""
    return tuple(
        (str(entry.get("code")), str(entry.get("severity", ACCEPTED)))
        for listed in (old.get("findings"), old.get("suppressed"))
        for entry in (listed if isinstance(listed, list) else [])
        if isinstance(entry, dict)
    )


class Basis(Struct, frozen=True):
    """The hashes of a workbook and of last year's, where there is one."""

    workbook: str
    previous: str | None


def reasons(folder: Path, old: Mapping[str, object], basis: Basis, current: Current) -> tuple[Why, ...]:
    """Why the report in a folder, whose manifest is `old`, has to be built again; empty if it has not."""
    if not old:
        return (Why.NEW,)
    layout = old.get("layout")
    known = by_id(current.layouts, str(layout.get("id"))) if isinstance(layout, dict) else None
    fonts = old.get("fonts")
    severities = {key: severity.value for key, severity in current.config.severities.items()}
    differs = {
        Why.WORKBOOK: _hash(old.get("workbook")) != basis.workbook,
        Why.PREVIOUS: _hash(old.get("previous")) != basis.previous,
        Why.LAYOUT: known is None or known.sha256 != _hash(layout) or not _in_force(known, old),
        Why.VERSIONS: old.get("reportctl") != __version__ or old.get("dependencies") != versions(),
        Why.SETTINGS: old.get("severities") != severities or old.get("page") != page_settings(current.config),
        Why.FONTS: not _same_faces(fonts if isinstance(fonts, list) else [], current),
        Why.OUTPUTS: not _outputs_stand(folder, old, current.formats),
    }
    return tuple(why for why, is_so in differs.items() if is_so)


def _in_force(layout: Layout, old: Mapping[str, object]) -> bool:
    year = old.get("year")
    return isinstance(year, int) and year in layout.years


def _hash(source: object) -> str | None:
    value = source.get("sha256") if isinstance(source, dict) else None
    return value if isinstance(value, str) else None


def _same_faces(fonts: Sequence[object], current: Current) -> bool:
    """Whether the faces that the report was set in are still those that would serve."""
    own, others = current.faces()
    for font in fonts:
        role = font.get("role") if isinstance(font, dict) else None
        sha256 = _hash(font)
        if sha256 is None or not (own.get(str(role)) == sha256 or (role not in own and sha256 in others)):
            return False
    return bool(fonts)


def _outputs_stand(folder: Path, old: Mapping[str, object], formats: Sequence[str]) -> bool:
    standing = set()
    for entry in entries(old):
        if hash_of(folder, entry["name"]) != entry["sha256"]:
            return False
        standing.add(entry["name"].rpartition(".")[2])
    return set(formats) <= standing


def hash_of(folder: Path, name: str) -> str | None:
    """The hash of a file that a manifest names; None if it is absent, cannot be read, or lies outside the folder."""
    if "/" in name or "\\" in name:
        return None
    try:
        return hashlib.sha256(read_bounded(folder / name)).hexdigest()
    except UnreadableFile:
        return None


class Earlier(Struct, frozen=True):
    """The files of an earlier build: those that are still true, and those that the new files contradict."""

    kept: tuple[Mapping[str, object], ...]
    stale: tuple[Path, ...]


def earlier(place: Path, new: Mapping[str, object], outputs: Mapping[str, bytes]) -> Earlier:
    """Judge what an earlier build left beside the manifest at `place`; `new` is the new manifest.

    A file of another format that was built from the same workbooks, layout, fonts, settings and versions is still true
    and stays in the manifest. One that an earlier state of the workbook made is stale, unless it was changed by hand
    since: then it is no longer ours.
    """
    old = read_manifest(place)
    made_of = ("workbook", "previous", "layout", "reportctl", "dependencies", "fonts", "severities", "page")
    same = all(old.get(key) == new.get(key) for key in made_of)
    kept: list[Mapping[str, object]] = []
    stale: list[Path] = []
    for entry in entries(old):
        name = entry["name"]
        if name in outputs or hash_of(place.parent, name) != entry["sha256"]:
            continue
        if same:
            kept.append(entry)
        else:
            stale.append(place.parent / name)
    return Earlier(tuple(kept), tuple(stale))


def entries(manifest: Mapping[str, object]) -> list[dict[str, str]]:
    """The outputs that a manifest names, without those that it does not name properly."""
    outputs = manifest.get("outputs")
    listed = outputs if isinstance(outputs, list) else []
    return [
        entry for entry in listed
        if isinstance(entry, dict) and isinstance(entry.get("name"), str) and isinstance(entry.get("sha256"), str)
    ]  # fmt: skip


def read_manifest(path: Path) -> dict[str, object]:
    """A manifest's content; empty where there is none that can be read."""
    try:
        content = msgspec.json.decode(read_bounded(path))
    except (UnreadableFile, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
