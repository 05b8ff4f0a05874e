"""The data files that come with the program: the built-in layouts."""

from __future__ import annotations

from pathlib import Path

INDEX = "index.json"
"""The index of the built-in layouts, beside them; written by `make docs`."""

BUILT = "built"
"""The folder of what becomes of each built-in layout, a file by its id; written by `make docs`."""


def builtin_layouts() -> tuple[tuple[str, bytes], ...]:
    """The built-in layout files, each as its name in the package and its bytes, sorted by name.

    An installed package carries them inside; a checkout has them in its root, where the wheel takes them from.
    """
    files = sorted(_folder().glob("*.toml"), key=lambda item: item.name)
    return tuple((f"reportctl/layouts/{item.name}", item.read_bytes()) for item in files)


def layout_index() -> bytes | None:
    """The index of the built-in layouts, or None where it has not been written yet."""
    path = _folder() / INDEX
    return path.read_bytes() if path.is_file() else None


def built_layout(layout_id: str) -> bytes | None:
    """What became of a built-in layout when it was last read, or None where that cannot be had."""
    try:
        return (_folder() / BUILT / f"{layout_id}.json").read_bytes()
    except (OSError, ValueError):
        return None


def _folder() -> Path:
    inside = Path(__file__).parent / "layouts"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "layouts"
