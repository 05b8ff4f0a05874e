"""A folder whose files change together: all new ones are in place, or none, whatever happens in between.

Everything is prepared in a folder beside them: the new files, a second name for each old one, and a journal. Its name
says how far things are, and a rename is all it takes to go on. While it is `.reportctl-part` nothing has happened yet.
As `.reportctl-commit` it is to be carried out: whoever comes next finishes that. As `.reportctl-undo`, after a fault in
the middle, it is to be undone. So a process that is killed leaves work that the next one completes, and never half a
file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import EACCES, EEXIST, ELOOP
from pathlib import Path

import msgspec
from msgspec import Struct

from reportctl.driver import disk, lock

PART, COMMIT, UNDO = ".reportctl-part", ".reportctl-commit", ".reportctl-undo"
_JOURNAL = "journal.json"


class IsLink(OSError):
    """A file that was to be replaced is a symbolic link."""

    def __init__(self, path: Path) -> None:
        super().__init__(ELOOP, os.strerror(ELOOP), str(path))


class _Journal(Struct, frozen=True):
    """What is to be done: the names that get new files, all names whose old file is kept, and those that go."""

    new: Mapping[int, str]
    kept: Mapping[int, str]
    gone: Mapping[int, str]


class Place:
    """A folder that is ours to change."""

    def __init__(self, folder: Path) -> None:
        """Take a folder that exists and is locked."""
        self.folder = folder

    def put(self, files: Mapping[str, bytes], gone: Sequence[str] = ()) -> None:
        """Put files in place of those of the same names and remove those of the names in `gone`.

        A new file has the mode of the one that it replaces.

        Raises:
            IsLink: if one of them is a symbolic link; nothing has then been touched.
            OSError: with the file's name, if one cannot be written; all is then as it was.
        """
        for name in (*files, *gone):
            if (self.folder / name).is_symlink():
                raise IsLink(self.folder / name)
        try:
            self._prepare(files, gone)
            disk.rename(self.folder / PART, self.folder / COMMIT)
            disk.sync(self.folder)
            self._carry_out()
        except BaseException:
            # Interrupts too: whoever presses Ctrl-C wants the old files. What cannot be undone now, the next run does.
            with suppress(OSError):
                self._abandon()
            raise
        with suppress(OSError):
            self._discard()

    def settle(self) -> None:
        """Complete what a process left that was stopped in the middle.

        Raises:
            IsLink: if what lies there is a link and so not what reportctl left.
            OSError: if that cannot be done.
        """
        for name in (PART, COMMIT, UNDO):
            if (self.folder / name).is_symlink():
                raise IsLink(self.folder / name)
        self._discard()
        if (self.folder / COMMIT).is_dir():
            self._carry_out()
        if (self.folder / UNDO).is_dir():
            self._take_back()
        self._discard()

    def _prepare(self, files: Mapping[str, bytes], gone: Sequence[str]) -> None:
        part = self.folder / PART
        part.mkdir()
        for number, (name, data) in enumerate(files.items()):
            with _about(self.folder / name):
                disk.write_new(part / f"{number}.new", data, _mode(self.folder / name))
        new = dict(enumerate(files))
        leaving = dict(enumerate(gone, start=len(files)))
        kept = {}
        for number, name in {**new, **leaving}.items():
            if (self.folder / name).exists():
                with _about(self.folder / name):
                    _keep(self.folder / name, part / f"{number}.old")
                kept[number] = name
        journal = msgspec.json.encode(_Journal(new, kept, leaving))
        with _about(self.folder):
            disk.write_new(part / _JOURNAL, journal, None)
            disk.sync(part)

    def _carry_out(self) -> None:
        commit = self.folder / COMMIT
        journal = _read(commit)
        for number, name in journal.new.items():
            with _about(self.folder / name):
                _move(commit / f"{number}.new", self.folder / name)
        for name in journal.gone.values():
            disk.remove(self.folder / name)
        disk.sync(self.folder)
        disk.rename(commit, self.folder / PART)

    def _take_back(self) -> None:
        undo = self.folder / UNDO
        journal = _read(undo)
        for number, name in journal.kept.items():
            _move(undo / f"{number}.old", self.folder / name)
        for number, name in journal.new.items():
            if number not in journal.kept and not (undo / f"{number}.new").exists():
                disk.remove(self.folder / name)
        disk.sync(self.folder)
        disk.rename(undo, self.folder / PART)

    def _abandon(self) -> None:
        if (self.folder / COMMIT).is_dir():
            disk.rename(self.folder / COMMIT, self.folder / UNDO)
            self._take_back()
        self._discard()

    def _discard(self) -> None:
        part = self.folder / PART
        if not part.is_dir():
            return
        for path in part.iterdir():
            disk.remove(path)
        disk.remove_folder(part)


@contextmanager
def claimed(folder: Path) -> Iterator[Place]:
    """Be the only one who changes a folder, which is made if it is not there, and settled.

    Raises:
        Locked: if another process keeps hold of it.
        OSError: if it cannot be made or settled. A folder that was made for nothing is removed again.
    """
    made = disk.make_folders(folder)
    try:
        with lock.locked(folder):
            place = Place(folder)
            place.settle()
            yield place
    except BaseException:
        disk.remove_folders(made)
        raise


def unsettled(folder: Path) -> bool:
    """Whether a process that was stopped left something in a folder."""
    return any((folder / name).exists() for name in (PART, COMMIT, UNDO, lock.NAME))


def settle(folder: Path) -> bool:
    """Complete what a stopped process left in a folder, as far as that can be done now; whether there was anything."""
    left = unsettled(folder)
    if left:
        with suppress(OSError), lock.locked(folder, tries=1):
            Place(folder).settle()
    return left


def check_place(root: Path, folder: Path) -> None:
    """Look whether a folder below `root` can be written, before there is anything to write; it need not exist.

    Raises:
        IsLink: if a link leads nowhere, or out of `root`; `root` itself may be one, since the user named it.
        OSError: if it is no folder, or there is no permission to write.
    """
    links = [path for path in (folder, *folder.parents) if path.is_symlink()]
    try:
        within = folder.resolve().is_relative_to(root.resolve())
    except RuntimeError:  # a link that leads back to itself
        within = False
    if not within or any(not path.exists() for path in links):
        raise IsLink(next(iter(links), folder))
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir():
        raise FileExistsError(EEXIST, os.strerror(EEXIST), str(there))
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(there))


def write_whole(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder so that each is the old one or the new one, complete; a link there is written through.

    Raises:
        OSError: with the file's name, if one cannot be written; all is then as it was.
    """
    targets: dict[Path, dict[str, bytes]] = {}
    for name, data in files.items():
        path = through_link(folder / name)
        targets.setdefault(path.parent, {})[path.name] = data
    for parent, contents in targets.items():
        with claimed(parent) as place:
            place.put(contents)


def through_link(path: Path) -> Path:
    """The file that a symbolic link stands for, so that renaming does not replace the link itself.

    Raises:
        OSError: if the link leads back to itself.
    """
    if not path.is_symlink():
        return path
    try:
        return path.resolve()
    except RuntimeError:  # what Python before 3.13 raises for a loop
        raise IsLink(path) from None


def _read(folder: Path) -> _Journal:
    """The journal of a prepared change; an empty one if something else than reportctl has damaged it."""
    try:
        found = msgspec.json.decode((folder / _JOURNAL).read_bytes(), type=_Journal)
    except (OSError, msgspec.MsgspecError):
        return _Journal({}, {}, {})
    parts = (found.new, found.kept, found.gone)
    plain = [{number: name for number, name in part.items() if Path(name).name == name} for part in parts]
    return _Journal(*plain)


def _move(source: Path, target: Path) -> None:
    """Move a file that may have been moved already."""
    with suppress(FileNotFoundError):
        disk.rename(source, target)


def _keep(path: Path, kept: Path) -> None:
    """Give a file a second name; where it cannot have one, a copy."""
    try:
        disk.link(path, kept)
    except OSError:
        disk.write_new(kept, path.read_bytes(), _mode(path))


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None


@contextmanager
def _about(path: Path) -> Iterator[None]:
    """Let an error name the file that it is about, not the one beside it."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
