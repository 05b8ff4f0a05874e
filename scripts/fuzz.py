"""Fuzz the readers: coverage-guided, with atheris; a number of executions for each target. `make fuzz` runs all.

    python scripts/fuzz.py TARGET [RUNS] [SECONDS]

What breaks a promise is kept as a file below `.fuzz/`; copied to `tests/fuzz/finds/TARGET/`, it is a test.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
RUNS = {"workbook": 40_000, "figures": 40_000, "layout": 20_000, "prose": 100_000, "lines": 60_000}
SECONDS = 900
SLOWEST = 10
"""Seconds that one execution may take."""
MEMORY = 1024
"""MiB."""
LONGEST = 512
"""Bytes that steer the damage."""

sys.path.insert(0, str(ROOT / "tests" / "fuzz"))

with atheris.instrument_imports(include=["reportctl"]):
    from targets import TARGETS


def main() -> None:
    """Fuzz the target that the first argument names."""
    name = sys.argv[1]
    runs, seconds = (int(text) for text in (*sys.argv[2:4], *(str(RUNS[name]), str(SECONDS))[len(sys.argv) - 2 :]))
    folder = ROOT / ".fuzz" / name
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    options = [
        f"-runs={runs}", f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}",
        f"-max_len={LONGEST}", f"-artifact_prefix={folder}/", "-len_control=0", str(folder / "corpus"),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
