"""The house rules that no linter knows: sizes of rooms, no law in the code, a map that is true."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = sorted((ROOT / "src").rglob("*.py"))
LAYOUTS = sorted((ROOT / "layouts").glob("*.toml"))
LONGEST_MODULE = 500
LONGEST_FUNCTION = 50
LONGEST_RULE = 120


def test_there_is_something_to_look_at() -> None:
    assert len(SOURCE) > 50
    assert LAYOUTS


@pytest.mark.parametrize("path", SOURCE, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_rooms_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            docstring = ast.get_docstring(node, clean=False)
            body = (node.end_lineno or 0) - node.lineno + 1 - len((docstring or "").splitlines())
            assert body <= LONGEST_FUNCTION, f"{node.name} has {body} lines"


def _ids_and_labels() -> set[str]:
    """Every figure id and every label of a form that could only come from a form."""
    found: set[str] = set()
    for path in LAYOUTS:
        layout = tomllib.loads(path.read_text(encoding="utf-8"))
        stack: list[object] = [layout]
        while stack:
            node = stack.pop()
            if isinstance(node, dict):
                found |= {
                    v
                    for k, v in node.items()
                    if k in ("label", "heading", "item") and isinstance(v, str) and len(v) > 4
                }
                stack += node.values()
            elif isinstance(node, list):
                stack += node
        found |= {f"{table['id']}." for table in layout.get("table", []) if isinstance(table, dict)}
    return found


def test_the_law_is_not_in_the_code() -> None:
    statutory = _ids_and_labels()
    assert len(statutory) > 100
    ids = {path.stem for path in LAYOUTS}
    for path in SOURCE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str | int):
                continue
            text = str(node.value)
            assert text not in ids, f"{path.name} names the layout {text}"
            if isinstance(node.value, str):
                named = [s for s in statutory if re.search(rf"(?<![\w.]){re.escape(s)}", text)]
                assert not named, f"{path.name} names {named}"
                assert not re.search(r"第[一二三四五六七八九十]+条|〔\d{4}〕\d+号", text), (
                    f"{path.name} cites a law: {text}"
                )


def test_the_map_is_true() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:src|layouts|tests|docs|examples|data|scripts)/[\w./-]*)`", text)
    assert len(paths) > 15
    for path in paths:
        assert (ROOT / path).exists(), path


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = re.split(r"[><=\[;]", requirement)[0]
        assert f"**{name}**" in text, name


def test_lock_files_hold_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("--hash=sha256:") > 20
