"""Units of work without a result: why, in a form that names the fault and never the report's contents."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from reportctl.model.finding import Finding, Words
from reportctl.model.location import FileRef
from reportctl.rules import rule

Task = TypeVar("Task")
Result = TypeVar("Result")


class Mishap(StrEnum):
    """Why a unit of work has no result."""

    CRASHED = "crashed"
    TOO_LONG = "too long"
    UNFIT = "unfit"
    """The machine that was to do it has other versions or faces."""


class Lost(Struct, frozen=True):
    """A unit of work without a result; `cause` is the kind of the fault and where in the program it lies.

    `details` describe a fault of ours for the maintainers.
    """

    mishap: Mishap
    cause: str
    details: str = ""


class ClusterFault(Exception):
    """A cluster cannot do the work that was given to it, with the reason in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


def guarded(work: Callable[[Task], Result], task: Task) -> Result | Lost:
    """Do a task; a fault of ours in it becomes a result, so that the others of a batch go on."""
    try:
        return work(task)
    except Exception as error:  # the boundary of a unit of work: any fault is this workbook's alone
        from reportctl.driver.faultlog import described

        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        place = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else ""
        return Lost(Mishap.CRASHED, f"{type(error).__name__} {place}".strip(), described(error))


def as_finding(lost: Lost, file: str) -> Finding:
    """A unit of work without a result, as a finding about its workbook."""
    if lost.mishap is Mishap.TOO_LONG:
        return Finding(rule("FIL111"), FileRef(file), {"limit": lost.cause})
    if lost.mishap is Mishap.UNFIT:
        return Finding(rule("OUT114"), FileRef(file), {"cause": lost.cause})
    return Finding(rule("FIL110"), FileRef(file), {"cause": lost.cause, "details": lost.details})
