"""The built-in layouts are found from a checkout and from an installed wheel, byte for byte the same."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from reportctl.resources import built_layout, builtin_layouts

ROOT = Path(__file__).parents[2]
LISTING = (
    "import hashlib, reportctl, reportctl.resources as r;"
    "print(reportctl.__file__);"
    "[print(name, hashlib.sha256(data).hexdigest()) for name, data in r.builtin_layouts()];"
    "names = [name.split('/')[-1].removesuffix('.toml') for name, _ in r.builtin_layouts()];"
    "[print(name, hashlib.sha256(r.built_layout(name)).hexdigest()) for name in names];"
    "print('index', hashlib.sha256(r.layout_index()).hexdigest())"
)


def test_a_checkout_finds_its_own_layouts_in_order() -> None:
    names = [name for name, _ in builtin_layouts()]
    assert names == sorted(f"reportctl/layouts/{path.name}" for path in (ROOT / "layouts").glob("*.toml"))
    assert "reportctl/layouts/2014.toml" in names


def test_a_wheel_carries_the_same_layouts(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    # Isolated from the environment, so that nothing but the wheel can answer.
    script = f"import sys; sys.path.insert(0, {str(installed)!r}); {LISTING}"
    shown = subprocess.run([sys.executable, "-I", "-c", script], check=True, capture_output=True, text=True).stdout
    here, *listed = shown.splitlines()
    assert Path(here).is_relative_to(installed)
    inside = subprocess.run([sys.executable, "-c", LISTING], cwd=ROOT, env={"PYTHONPATH": str(ROOT / "src")},
                            check=True, capture_output=True, text=True).stdout  # fmt: skip
    assert listed == inside.splitlines()[1:]
    assert len(listed) == 2 * len(builtin_layouts()) + 1


def test_what_was_not_built_cannot_be_had() -> None:
    assert built_layout("2015") is None
    assert built_layout("\0") is None
