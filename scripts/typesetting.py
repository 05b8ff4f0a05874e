"""Measure finished files and write the tables of docs/typesetting.md, or with --check say whether they are current.

Usage: typesetting.py [--check]
Needs LibreOffice (`soffice`), for what the DOCX looks like when it is printed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "agreement")]

import agreed  # noqa: E402  found by the path above

from measuring import tables  # noqa: E402


def measured() -> dict[str, str]:
    """Every table by its name."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = agreed.pairs(Path(folder))
    prints = {name: pairs[name].as_is for name in ("specimen", "corpus")}
    return {
        "standard": tables.standard(),
        "printed": tables.printed(prints),
        "agreement": agreed.agreement(pairs),
    }


def main(arguments: list[str]) -> int:
    """Write the tables, or only compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a table is not current")
    check = parser.parse_args(arguments).check
    before = tables.DOCUMENT.read_text("utf-8")
    after = tables.put(before, measured())
    if before == after:
        return 0
    if check:
        sys.stderr.write("docs/typesetting.md is not current; run: python scripts/typesetting.py\n")
        return 1
    tables.DOCUMENT.write_text(after, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
