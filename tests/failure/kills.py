"""Kill a command at every change that it makes to the disk, run it again, and print what was seen, as JSON.

Run as a program of its own: it has one thread and can fork a warm process for each kill.

    python kills.py PROJECT SCENE       with this folder and the one above it on PYTHONPATH
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from faults import Fault, watched
from scenes import SCENES, State, ours, remembered, restore, state

from reportctl.cli.run import run


def forked(arguments: tuple[str, ...], project: Path, fault: Fault | None) -> int:
    """Run a command in a process of its own; its exit status, negative if a signal ended it."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        with watched(project, fault):
            os._exit(int(run(arguments)))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def torn(now: State, before: State, after: State) -> list[str]:
    """The files that are neither the old one nor the new one, or that are gone though both states have them."""
    shown = {name: content for name, content in now.items() if name not in ours(now)}
    wrong = [name for name, content in shown.items() if content not in (before.get(name), after.get(name))]
    return wrong + sorted((set(before) & set(after)) - set(shown))


def main() -> None:
    """Enumerate the kills of a scene."""
    project, scene = Path(sys.argv[1]).absolute(), SCENES[sys.argv[2]]
    os.chdir(project)
    seen = []
    with remembered():
        scene.prepare()
        before = state(project)
        with watched(project) as disk:
            run(scene.arguments)
        after = state(project)
        for number, call in enumerate(disk.calls):
            restore(project, before)
            ended = forked(scene.arguments, project, Fault(number, "kill"))
            now = state(project)
            again = forked(scene.arguments, project, None)
            final = state(project)
            seen.append({
                "call": " ".join(call), "killed": ended == -signal.SIGKILL,
                "torn": torn(now, before, after), "again": again, "left": sorted(ours(final)),
                "as wanted": final == after, "kept": set(before.values()) <= set(final.values()),
                "complete": {name: final.get(name) for name in after} == after,
            })  # fmt: skip
    sys.stdout.write(json.dumps(seen, ensure_ascii=False))


main()
