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
    status = run(sys.argv[1:])
    # The interpreter would look for circles among all that was loaded before it ends: some 20 ms for nothing.
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    main()
