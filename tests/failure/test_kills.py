"""A process is killed at every change that it makes to the disk, and at random moments: nothing is torn."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from scenes import ours, state, visible

from commandline import Command, change

KILLS = Path(__file__).with_name("kills.py")


@pytest.mark.parametrize("name", ["first", "again", "one format less", "summary", "new", "new again"])
def test_killed_at_every_call(name: str, project: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, str(KILLS), str(project), name],
        env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout[done.stdout.rindex("[{") :])
    assert len(seen) > 15
    for kill in seen:
        assert kill["killed"], kill
        assert kill["torn"] == [], kill
        assert kill["left"] == [], kill
        if name == "new":
            # Where the first try had got as far as to write the workbook, it must not be overwritten unasked.
            assert kill["again"] in (0, 2), kill
            assert kill["as wanted"], kill
        elif name == "new again":
            # A workbook that the first try put in place all the same is kept beside the second one.
            assert kill["again"] == 0, kill
            assert kill["complete"] and kill["kept"], kill
        else:
            assert kill["again"] == 0, kill
            assert kill["as wanted"], kill


def test_killed_at_random_moments(project: Path, command: Command) -> None:
    assert command("build", "2017").status == 0
    old = state(project)
    change(project / "data/2017.xlsx", "基本信息", "2018-01-26", "2018-01-27")
    arguments = [sys.executable, "-m", "reportctl", "build", "2017", "--force"]
    start = time.monotonic()
    assert subprocess.run(arguments, capture_output=True, check=False).returncode == 0
    duration = time.monotonic() - start
    new = state(project)
    moments = random.Random(2017)
    for _ in range(6):
        for path, content in old.items():
            if content is not None and path.startswith("out"):
                (project / path).write_bytes(content)
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(duration * moments.uniform(0.3, 1.0))
        process.kill()
        process.wait()
        now = state(project)
        for path, content in visible(now).items():
            assert content in (old.get(path), new.get(path)) or path == "data/2017.xlsx", path
        assert set(visible(now)) == set(old)
        assert command("build", "2017").status == 0
        assert state(project) == new
        assert not ours(state(project))
