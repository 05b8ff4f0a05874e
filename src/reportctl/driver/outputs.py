"""What an earlier build left in a report's folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportctl.driver.files import UnreadableFile, read_bounded

MANIFEST = "manifest.json"


def agency_of(folder: Path) -> str | None:
    """The agency whose report lies in a folder, by its manifest; None where there is none that can be read."""
    agency = _read(folder / MANIFEST).get("agency")
    return agency if isinstance(agency, str) else None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The files of an earlier build: those that are still true, and those that the new files contradict."""

    kept: Mapping[str, bytes]
    stale: tuple[Path, ...]


def earlier(place: Path, record: bytes, outputs: Mapping[str, bytes]) -> Earlier:
    """Judge what an earlier build left beside the manifest at `place`; `record` is the new manifest.

    A file of another format that was built from the same workbook, layout, fonts and versions is still true and stays
    in the manifest. One that an earlier state of the workbook made is stale, unless it was changed by hand since: then
    it is no longer ours.
    """
    old, new = _read(place), json.loads(record)
    same = all(old.get(key) == new[key] for key in ("workbook", "layout", "reportctl", "dependencies", "fonts"))
    kept: dict[str, bytes] = {}
    stale: list[Path] = []
    for entry in _entries(old):
        name = entry["name"]
        path = place.parent / name
        if name in outputs or "/" in name or "\\" in name or not path.is_file():
            continue
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != entry["sha256"]:
            continue
        if same:
            kept[name] = data
        else:
            stale.append(path)
    return Earlier(kept, tuple(stale))


def _entries(old: Mapping[str, object]) -> list[dict[str, str]]:
    outputs = old.get("outputs")
    entries = outputs if isinstance(outputs, list) else []
    return [
        entry for entry in entries
        if isinstance(entry, dict) and isinstance(entry.get("name"), str) and isinstance(entry.get("sha256"), str)
    ]  # fmt: skip


def _read(path: Path) -> dict[str, object]:
    try:
        content = json.loads(read_bounded(path))
    except (UnreadableFile, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
