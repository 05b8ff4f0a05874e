"""Where each system keeps its fonts: the user's own come before the machine's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reportctl.faces.folders import font_files, system_folders


def test_windows_is_asked_where_its_folders_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "/users/li/local")
    monkeypatch.setenv("WINDIR", "/windows")
    assert system_folders() == (Path("/users/li/local/Microsoft/Windows/Fonts"), Path("/windows/Fonts"))
    monkeypatch.delenv("LOCALAPPDATA")
    monkeypatch.setenv("HOME", "/users/li")
    assert system_folders()[0] == Path("/users/li/AppData/Local/Microsoft/Windows/Fonts")


def test_macos_has_the_users_fonts_first_and_those_of_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("HOME", "/users/li")
    folders = system_folders()
    assert folders[:3] == (Path("/users/li/Library/Fonts"), Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    assert Path("/Applications/Microsoft Word.app/Contents/Resources/DFonts") in folders


def test_of_two_files_of_one_name_that_of_the_first_folder_serves(tmp_path: Path) -> None:
    for name in ("own/A.TTF", "all/a.ttf", "all/deep/b.otc", "all/readme.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert font_files([tmp_path / "own", tmp_path / "none", tmp_path / "all"]) == {
        "a.ttf": tmp_path / "own/A.TTF",
        "b.otc": tmp_path / "all/deep/b.otc",
    }
