"""The versions in a manifest are those that the installer wrote down, however a library was installed."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportctl.driver import versions as module
from reportctl.driver.versions import DEPENDENCIES, versions


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    versions.cache_clear()
    yield
    versions.cache_clear()


def record(folder: Path, name: str, content: str, file: str = "METADATA") -> str:
    (folder / name).mkdir(parents=True)
    (folder / name / file).write_text(content, "utf-8")
    return str(folder)


def told(monkeypatch: pytest.MonkeyPatch, *path: str) -> dict[str, str]:
    """What is said with these folders before those where the libraries really are."""
    monkeypatch.setattr(sys, "path", [*path, *sys.path])
    return dict(versions())


def test_they_are_what_the_standard_library_says(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = {name: importlib.metadata.version(name) for name in DEPENDENCIES}
    monkeypatch.setattr(module, "_searched", lambda name: pytest.fail(f"{name} was searched for"))
    assert {name: versions()[name] for name in DEPENDENCIES} == expected
    assert list(versions()) == [*DEPENDENCIES, "harfbuzz", "zlib"]


@pytest.mark.parametrize("name", ["python_docx-9.8.7.dist-info", "Python.Docx-9.8.7.dist-info"])
def test_the_first_on_the_path_counts_however_its_name_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    first = record(tmp_path / "1", name, "Metadata-Version: 2.1\nName: python-docx\nVersion: 9.8.7\n\nVersion: 1\n")
    second = record(tmp_path / "2", name, "Version: 9.8.8\n")
    assert told(monkeypatch, str(tmp_path / "absent"), first, second)["python-docx"] == "9.8.7"


@pytest.mark.parametrize(
    ("name", "file"),
    [("lxml-0.1.egg-info", "PKG-INFO"), ("lxml-0.1.dist-info", "PKG-INFO"), ("lxml.egg-info", "PKG-INFO")],
)
def test_another_kind_of_record_is_left_to_the_standard_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, file: str
) -> None:
    folder = record(tmp_path, name, "Metadata-Version: 1.0\nName: lxml\nVersion: 0.1\n", file)
    assert told(monkeypatch, folder)["lxml"] == "0.1"


@pytest.mark.parametrize("content", ["", "Name: xlrd\n\nVersion: 5\n", "Version:\n"])
def test_a_record_without_a_version_is_left_to_the_standard_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str
) -> None:
    folder = record(tmp_path, "xlrd-5.dist-info", content)
    monkeypatch.setattr(module, "_searched", lambda name: f"searched {name}")
    found = told(monkeypatch, folder)
    assert found["xlrd"] == "searched xlrd"
    assert found["lxml"] == importlib.metadata.version("lxml")


def test_an_archive_on_the_path_leaves_all_to_the_standard_library(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    archive = tmp_path / "modules.zip"
    archive.write_bytes(b"PK")
    monkeypatch.setattr(module, "_searched", lambda name: f"searched {name}")
    assert told(monkeypatch, str(archive))["reportlab"] == "searched reportlab"
