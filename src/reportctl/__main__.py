"""The entry point: `reportctl` and `python -m reportctl`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from reportctl.cli.run import run

UNCOUNTED = 200_000
"""So many new objects are left before the collector looks for circles: there are hardly any, in records none.

Twice as many as are there when a report has been built with all that this loads.
"""


def main() -> NoReturn:
    """Run the command line and leave with its exit status."""
    if sys.getfilesystemencoding() != "utf-8":
        # Reports have Chinese file names, which an ASCII locale cannot even write: start again in UTF-8 mode.
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "reportctl", *sys.argv[1:]])
    gc.set_threshold(UNCOUNTED)
    leave(run(sys.argv[1:]))


def leave(status: int) -> NoReturn:
    """End the process with all that it has loaded, as a worker process ends.

    Files are in place by now and workers dismissed. Taking everything apart, object by object, would be for nobody
    and takes longer than choosing the form does.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
