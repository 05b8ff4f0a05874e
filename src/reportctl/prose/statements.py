"""What sentences state about numbers, each statement with whether it holds."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from reportctl.prose.items import Item
from reportctl.prose.scan import Quantity


class Sureness(StrEnum):
    """How sure it is that a statement was meant as it was read."""

    CERTAIN = "certain"
    PROBABLE = "probable"


class Sum(Struct, frozen=True):
    """A total and its parts; `holds` is whether they agree. `open_ended` lists only need not exceed the total."""

    total: Item
    parts: tuple[Item, ...]
    computed: Decimal
    holds: bool
    sureness: Sureness
    open_ended: bool = False


class Share(Struct, frozen=True):
    """A percentage of a base; `computed` is the right one, half up at the printed precision."""

    part: Quantity
    base: Decimal
    base_text: str
    percent: Quantity
    computed: Decimal
    holds: bool


class Growth(Struct, frozen=True):
    """A change against last year's number.

    `computed` is the right percentage or difference in the direction that the sentence states, `sign`: 1 up, -1 down.
    """

    now: Quantity
    before: Decimal
    change: Quantity
    computed: Decimal
    sign: int
    holds: bool


class Balance(Struct, frozen=True):
    """Received and brought forward against answered and carried forward; `brought` is None where it is not stated."""

    received: Item
    brought: Item | None
    answered: Item
    carried: Item
    holds: bool
    sureness: Sureness


class Completion(Struct, frozen=True):
    """A rate of completion, or a claim that all were completed, against the two counts beside it."""

    received: Item
    answered: Item
    percent: Quantity | None
    claim: str
    computed: Decimal
    holds: bool
