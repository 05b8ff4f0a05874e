"""Torture: real processes killed at random moments, builds side by side, real file systems that are full or read-only.

    python scripts/torture.py [--kills N] [--pairs N] [--seed N]

Prints a line for each kind of fault and leaves with status 1 if a promise of docs/reliability.md was broken. The parts
that mount a file system need root and are left out, with a line that says so, where that is not permitted.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "reportctl"]
SIZES = [*range(4, 200, 8), *range(200, 1200, 50)]
"""Kilobytes of the small file systems; a report takes some 280, and twice that while it is replaced."""

State = dict[str, bytes]


def main() -> int:
    """Run all parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=2017)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        torture = Torture(Path(folder), random.Random(options.seed))
        torture.kills(options.kills)
        torture.pairs(options.pairs)
        torture.mounts()
    for line in torture.broken:
        say(f"BROKEN: {line}")
    return 1 if torture.broken else 0


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def reportctl(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=300)


class Torture:
    """A project in two versions, old and new, and what was broken."""

    def __init__(self, folder: Path, moments: random.Random) -> None:
        """Make the project and both versions of its report."""
        self.project = folder / "project"
        self.moments = moments
        self.broken: list[str] = []
        self.project.mkdir()
        figures = ROOT / "examples" / "2017-figures.json"
        self._must(0, "--project", self.project, "new", "2017", "--from", figures)
        self.old = self._version(folder / "old")
        self._correct()
        self.new = self._version(folder / "new")

    def kills(self, count: int) -> None:
        """Kill builds at random moments; each time the files are whole, and the next build completes them."""
        out = self.project / "out"
        start = time.monotonic()
        self._must(0, "--project", self.project, "build", "2017")
        duration = time.monotonic() - start
        seen: Counter[str] = Counter()
        for number in range(count):
            fill(out, self.old)
            arguments = [*COMMAND, "--project", str(self.project), "build", "2017"]
            process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if number % 2:
                time.sleep(duration * self.moments.uniform(0, 1.1))
            else:
                # The files are written in the last instants: wait for the first trace of that, then a little.
                traced(out, process)
                time.sleep(self.moments.uniform(0, 0.01))
            process.kill()
            seen["killed" if process.wait() == -signal.SIGKILL else "had ended"] += 1
            now = held(out)
            seen[self._judged(now, f"kill {number}")] += 1
            if ours(now):
                seen["left something"] += 1
            self._must(0, "--project", self.project, "build", "2017")
            if held(out) != self.new:
                self.broken.append(f"kill {number}: the next build did not complete the report")
        say(f"{count} kills: {dict(seen)}")

    def pairs(self, count: int) -> None:
        """Build the same year twice at once."""
        statuses: Counter[tuple[int, ...]] = Counter()
        out = self.project / "out"
        for number in range(count):
            fill(out, self.old)
            arguments = [*COMMAND, "--project", str(self.project), "build", "2017"]
            pair = [subprocess.Popen(arguments, stdout=-3, stderr=-3) for _ in range(2)]
            statuses[tuple(process.wait(300) for process in pair)] += 1
            if held(out) != self.new:
                self.broken.append(f"pair {number}: the files are not those of the workbook")
        say(f"{count} pairs: statuses {dict(statuses)}")
        if set(statuses) != {(0, 0)}:
            self.broken.append("a build beside another failed")

    def mounts(self) -> None:
        """Build onto small file systems, and onto one that is read-only."""
        statuses: Counter[int] = Counter()
        try:
            for size in SIZES:
                with mounted(self.project.parent / "disk", f"size={size}k") as disk:
                    statuses[self._cramped(disk, size)] += 1
            with mounted(self.project.parent / "disk", "size=8m") as disk:
                fill(disk, self.old)
                subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
                self._must(4, "--project", self.project, "build", "2017", "--out", disk)
                if held(disk) != self.old:
                    self.broken.append("a read-only file system was changed")
                subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        except PermissionError:
            say("no file system may be mounted here: these parts were left out")
            return
        say(f"{len(SIZES)} small file systems: statuses {dict(sorted(statuses.items()))}; one read-only: status 4")

    def _cramped(self, disk: Path, size: int) -> int:
        with contextlib.suppress(OSError):
            fill(disk, self.old)
        before = held(disk)
        done = reportctl("--project", self.project, "build", "2017", "--out", disk)
        if done.returncode == 0 and held(disk) != self.new:
            self.broken.append(f"{size} kB: status 0, and the report is not there")
        if done.returncode != 0 and held(disk) != before:
            self.broken.append(f"{size} kB: something was changed or left: {set(held(disk)) ^ set(before)}")
        if done.returncode not in (0, 4):
            self.broken.append(f"{size} kB: status {done.returncode}: {done.stdout}{done.stderr}")
        if done.returncode == 4 and "OUT110" not in done.stdout:
            self.broken.append(f"{size} kB: {done.stdout}")
        return done.returncode

    def _judged(self, now: State, where: str) -> str:
        shown = {name: content for name, content in now.items() if name not in ours(now)}
        if shown == self.old:
            return "old files"
        if shown == self.new:
            return "new files"
        mixed = set(shown) == set(self.old) and all(c in (self.old[n], self.new[n]) for n, c in shown.items())
        if not mixed:
            self.broken.append(f"{where}: a file is torn or gone")
        return "old and new files, to be completed"

    def _version(self, out: Path) -> State:
        self._must(0, "--project", self.project, "build", "2017", "--out", out)
        return held(out)

    def _correct(self) -> None:
        path = self.project / "data" / "2017.xlsx"
        book = load_workbook(path)
        cell = next(c for row in book["基本信息"].iter_rows() for c in row if c.value == "2018-01-26")
        cell.value = "2018-01-27"
        book.save(path)

    def _must(self, status: int, *arguments: str | Path) -> None:
        done = reportctl(*arguments)
        if done.returncode != status:
            self.broken.append(f"{arguments}: status {done.returncode}: {done.stdout}{done.stderr}")


def held(folder: Path) -> State:
    """The files below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def fill(folder: Path, wanted: State) -> None:
    """Make a folder hold some files and nothing else."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        shutil.rmtree(path)
    for name, content in wanted.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def ours(state: Sequence[str] | State) -> set[str]:
    """What a run that was stopped has left."""
    return {name for name in state if ".reportctl-" in name}


def traced(out: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until a build begins to write, or has ended."""
    while process.poll() is None and not list(out.rglob(".reportctl-*")):
        time.sleep(0.0005)


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A file system of its own.

    Raises:
        PermissionError: if none may be mounted.
    """
    folder.mkdir(exist_ok=True)
    if shutil.which("mount") is None:
        raise PermissionError
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True).returncode:
        raise PermissionError
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


if __name__ == "__main__":
    sys.exit(main())
