"""Font files of this machine: those in the usual folders, by name, without asking any font service."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
"""The formats that can be embedded."""


def system_folders() -> tuple[Path, ...]:
    """The folders where Windows, macOS and Linux keep fonts, the user's own before the machine's."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return local / "Microsoft" / "Windows" / "Fonts", Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
    if sys.platform == "darwin":
        word = Path("/Applications/Microsoft Word.app/Contents/Resources/DFonts")
        # Faces that macOS fetches when they are first used, 华文仿宋 among them, each lie in a folder of their own.
        fetched = sorted(Path("/System/Library/AssetsV2").glob("com_apple_MobileAsset_Font*"))
        return home / "Library" / "Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"), word, *fetched
    return (
        home / ".local" / "share" / "fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/usr/share/texlive/texmf-dist/fonts/opentype"),
        Path("/opt/kingsoft/wps-office/office6/fonts"),
    )


def font_files(folders: Iterable[Path]) -> Mapping[str, Path]:
    """Every font file below the folders, by its name in lower case; of two with one name the first folder's wins."""
    found: dict[str, Path] = {}
    for folder in folders:
        for root, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                if name.lower().endswith(SUFFIXES):
                    found.setdefault(name.lower(), Path(root) / name)
    return found
