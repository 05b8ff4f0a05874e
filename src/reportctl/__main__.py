"""The entry point: `reportctl` and `python -m reportctl`."""

from __future__ import annotations

import gc
import os
import sys

from reportctl.cli.run import run

UNCOUNTED = 50_000
"""So many new objects are left before the collector looks for circles: there are hardly any, in records none."""


def main() -> None:
    """Run the command line and leave with its exit status."""
    if sys.getfilesystemencoding() != "utf-8":
        # Reports have Chinese file names, which an ASCII locale cannot even write: start again in UTF-8 mode.
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "reportctl", *sys.argv[1:]])
    gc.set_threshold(UNCOUNTED)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
