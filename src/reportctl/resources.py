"""The data files that come with the program: the built-in layouts."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def builtin_layouts() -> tuple[tuple[str, bytes], ...]:
    """The built-in layout files, each as its name in the package and its bytes, sorted by name.

    An installed package carries them inside; a checkout has them in its root, where the wheel takes them from.
    """
    folder: Traversable = resources.files("reportctl") / "layouts"
    if not folder.is_dir():
        folder = Path(__file__).parents[2] / "layouts"
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return tuple((f"reportctl/layouts/{item.name}", item.read_bytes()) for item in files)
