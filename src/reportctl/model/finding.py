"""Findings: what is wrong or doubtful, as data. The words come from the rule, the particulars from the arguments."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from reportctl.model.location import CellRef, Location


class Severity(StrEnum):
    """How grave a finding is. An error blocks the build, a warning is printed, an info is printed on request."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Force(StrEnum):
    """What stands behind a constraint of the form."""

    EXPLICIT = "explicit"
    """Printed in the law or in the format."""
    STRUCTURAL = "structural"
    """Follows from the labels: 总计, 其中."""
    PRACTICE = "practice"
    """Customary, printed nowhere."""


class Words(Struct, frozen=True):
    """A message template in two languages, with `{name}` for each argument."""

    zh: str
    en: str

    def fill(self, language: str, args: Mapping[str, str]) -> str:
        """Fill the template of `language` ("zh" or "en"); arguments are inserted verbatim, never rescanned."""
        template = self.en if language == "en" else self.zh
        return template.format_map(args)


class Rule(Struct, frozen=True):
    """One record per code: its identity, its words, and its manual page.

    `manual` is the docstring of the rule's module: Chinese part, then the English part. `since` is the version of
    reportctl that first had the rule.
    """

    code: str
    name: str
    severity: Severity
    message: Words
    hint: Words
    manual: str
    since: str = "0.1"


class Related(Struct, frozen=True):
    """Another cell that belongs to a finding: a part of the sum, the other year's figure."""

    at: CellRef | None
    label: str
    value: Decimal | str | None
    figure: str | None = None


class Folded(Struct, frozen=True):
    """A broken constraint that another finding already stands for."""

    rule: str
    figure: str


class Finding(Struct, frozen=True):
    """One thing wrong or doubtful, at a place that a person can open.

    `args` fill the rule's message and hint. `constraint`, `basis` and `force` name the layout's constraint, the law
    behind it and its force, where there is one. `severity` is the rule's unless the layout says otherwise. `reason`
    is set when the workbook accepts the finding; it is then suppressed: counted, but not reported.
    """

    rule: Rule
    at: Location
    args: Mapping[str, str] = {}
    severity: Severity | None = None
    figure: str | None = None
    section: str | None = None
    year: int | None = None
    agency: str | None = None
    expected: Decimal | str | None = None
    actual: Decimal | str | None = None
    related: tuple[Related, ...] = ()
    constraint: str | None = None
    basis: str | None = None
    force: Force | None = None
    folded: tuple[Folded, ...] = ()
    reason: str | None = None

    @property
    def grade(self) -> Severity:
        """The severity in force: the layout's where it states one, else the rule's."""
        return self.severity or self.rule.severity

    @property
    def suppressed(self) -> bool:
        """Whether the workbook accepts this finding with a reason."""
        return self.reason is not None

    def message(self, language: str) -> str:
        """What is wrong, as a sentence."""
        return self.rule.message.fill(language, self.args)

    def hint(self, language: str) -> str:
        """What to do about it, as a sentence."""
        return self.rule.hint.fill(language, self.args)
