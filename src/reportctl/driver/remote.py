"""The unit of work as bytes in and bytes out, for an engine that runs it on another machine.

A unit travels with its terms: the settings of the run, and what has to be the same over there for the same bytes to
come out, which is the version and the modules of reportctl, the version of every library, and the faces. Where that
differs nothing is made.
On the other machine a unit runs in a process of its own, as it does at home, so that a workbook that crashes or never
ends costs neither the engine's worker nor another unit.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import pickle
import threading
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import replace

import reportctl
from reportctl import __version__
from reportctl.driver.crew import Crew
from reportctl.driver.mishaps import Lost, Mishap, guarded
from reportctl.driver.unit import Engine, Settings
from reportctl.driver.versions import versions

IDLE = 60.0
"""Seconds for which the processes of a run wait for more work on the other machine before they end."""


def terms_of(settings: Settings) -> bytes:
    """The terms under which units of a run may be done elsewhere.

    What has to be the same is packed in plain types, so that a machine with another version of reportctl can read it.
    """
    bare = replace(settings, config=replace(settings.config, expected=()))
    return zlib.compress(pickle.dumps((_nature(settings), pickle.dumps(bare))))


def _nature(settings: Settings) -> dict[str, str]:
    """What the bytes of a report depend on beside its workbook and settings: versions, and each face by its hash."""
    nature = {"reportctl": __version__, "reportctl.py": sources(), **versions()}
    if settings.faces is not None:
        from reportctl.faces import find_faces

        faces, _ = find_faces(settings.faces)
        if faces is not None:
            nature.update({served.role.value: f"{served.face.name} {served.face.sha256}" for served in faces.served()})
            nature["fallback"] = hashlib.sha256("".join(face.sha256 for face in faces.all).encode()).hexdigest()
    return nature


def sources() -> str:
    """The hash of this package's modules, which tells two states of one version apart, however their lines end."""
    package = Path(reportctl.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        data = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(package).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def unfit(terms: bytes) -> str:
    """What is not here as the terms demand, each with what is wanted and what there is; empty if all is."""
    wanted, settings = pickle.loads(zlib.decompress(terms))
    if wanted["reportctl"] != __version__:
        return f"reportctl {wanted['reportctl']} ≠ {__version__}"
    return _differing(wanted, _nature(pickle.loads(settings)))


def _differing(wanted: Mapping[str, str], here: Mapping[str, str]) -> str:
    differing = (
        f"{key} {_brief(wanted.get(key))} ≠ {_brief(here.get(key))}"
        for key in dict.fromkeys((*wanted, *here))
        if wanted.get(key) != here.get(key)
    )
    return ", ".join(differing)


def _brief(value: str | None) -> str:
    """A version as it is; of a face's name and hash the name and enough of the hash to tell it from another."""
    if value is None:
        return "–"
    name, _, digest = value.rpartition(" ")
    return f"{name} {digest[:8]}".strip() if len(digest) == 64 else value


def perform(terms: bytes, task: bytes) -> bytes:
    """Do a unit of work on the machine where this is called: a pickled Query or Work in, its pickled result out.

    The result is an Answer, an Outcome, or Lost where there is none.
    """
    crew = _STAND.take(terms)
    ((_, result),) = crew.map(iter([(0, task)]))
    _STAND.put(terms, crew)
    return pickle.dumps(result) if isinstance(result, Lost) else result


def _engine(terms: object) -> Callable[[bytes], bytes]:
    """What a process of `perform` runs."""
    if not isinstance(terms, bytes):
        raise TypeError
    fault = unfit(terms)
    if fault:
        return lambda _: pickle.dumps(Lost(Mishap.UNFIT, fault))
    settings = pickle.loads(pickle.loads(zlib.decompress(terms))[1])
    engine = Engine(settings)
    return lambda task: pickle.dumps(guarded(engine.run, pickle.loads(task)))


class _Stand:
    """Processes that wait for the next unit under the same terms; those of other terms are dismissed, and idle ones."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._terms = b""
        self._waiting: list[Crew[bytes, bytes]] = []
        self._timer: threading.Timer | None = None

    def take(self, terms: bytes) -> Crew[bytes, bytes]:
        with self._lock:
            if terms != self._terms:
                self._dismiss()
                self._terms = terms
            if self._waiting:
                return self._waiting.pop()
        # Engines run their workers as daemonic processes, which may start no others. These end with the worker all
        # the same: their pipe closes.
        multiprocessing.current_process().daemon = False
        return Crew(_engine, terms, 1)

    def put(self, terms: bytes, crew: Crew[bytes, bytes]) -> None:
        with self._lock:
            if terms != self._terms:
                crew.dismiss()
                return
            self._waiting.append(crew)
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(IDLE, self._rest)
            self._timer.daemon = True
            self._timer.start()

    def _rest(self) -> None:
        with self._lock:
            self._dismiss()

    def _dismiss(self) -> None:
        for crew in self._waiting:
            crew.dismiss()
        self._waiting.clear()


_STAND = _Stand()
