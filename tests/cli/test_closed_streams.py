"""A command whose caller has closed a stream does its work all the same and has the same status."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize(("line", "status"), [("check", 0), ("rules", 0), ("check 1900", 2), ("check --formt", 2)])
def test_a_closed_stream_changes_no_status(project: Path, closed: str, line: str, status: int) -> None:
    command = f'"{sys.executable}" -m reportctl {line} {closed}'
    done = subprocess.run(["sh", "-c", command], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert "自身出了错" not in done.stderr
