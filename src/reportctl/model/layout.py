"""The statutory form in force for a range of data years, as data.

Annotations are evaluated where they stand (no postponed evaluation): whoever decodes a layout would otherwise have
each of them compiled, which takes longer than the decoding.
"""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from reportctl.model.figure import FigureType
from reportctl.model.finding import Force, Severity


class Years(Struct, frozen=True):
    """The data years of an edition; `last` is None while it is in force, `seen` the last year it was seen in use."""

    first: int
    last: int | None
    seen: int | None = None

    def __contains__(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)


class Basis(Struct, frozen=True):
    """A law or circular that the form rests on: its full citation and the short one used in messages."""

    cite: str
    short: str
    verified: bool = True


class Deadline(Struct, frozen=True):
    """When the report must be out, in the year after the data year; month and day are None where places set it."""

    levels: tuple[str, ...]
    month: int | None
    day: int | None
    duty: str
    basis: str


class SectionKind(StrEnum):
    """Whether a section holds only text or a table too."""

    NARRATIVE = "narrative"
    TABLE = "table"


class Section(Struct, frozen=True):
    """A part of the report.

    `number` is the Chinese numeral of its heading, empty for an attachment. `item` is the statutory item that it
    answers, as the law numbers it, empty where it is only customary. `aliases` are headings accepted on reading;
    `keywords` are words that betray the item's treatment inside another section. `guide` says what belongs into it.
    """

    id: str
    number: str
    heading: str
    kind: SectionKind
    tables: tuple[str, ...] = ()
    item: str = ""
    required: bool = True
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    guide: str = ""
    attachment: bool = False
    verified: bool = True

    @property
    def title(self) -> str:
        """The heading as the law prints it, with its number."""
        return f"{self.number}、{self.heading}" if self.number and not self.attachment else self.heading


class TableKind(StrEnum):
    """How a table is built; the four shapes that the forms use."""

    INDICATOR_LIST = "indicator_list"
    """Indicator, unit, one or more values: a list with indented rows."""
    MATRIX = "matrix"
    """Rows under nested stubs against columns under nested heads."""
    STACKED = "stacked"
    """Blocks with a caption and a head of their own, one above the other in a common frame."""
    RECORD = "record"
    """One physical row of numbers under a head of three levels; the logical rows are groups of the head."""


class Column(Struct, frozen=True):
    """A column of values. `parent` is the head above its own; `span` the frame columns it takes in a stacked block.

    `units` are the units that a cell may state beside its number, where the head names none (251000元).
    """

    id: str
    label: str
    type: FigureType = FigureType.COUNT
    unit: str = ""
    group: str = ""
    parent: str = ""
    span: int = 1
    total: bool = False
    units: tuple[str, ...] = ()


class Row(Struct, frozen=True):
    """A row. `parents` are the stubs it stands under, outermost first; `level` is the indent in an indicator list.

    A `head` row has no values. `total` marks a whole of which other rows are parts. `label_span` is the number of
    stub columns that the label takes in a matrix. `code` is the number that some forms print beside the unit.
    """

    id: str
    label: str
    unit: str = ""
    type: FigureType | None = None
    level: int = 0
    head: bool = False
    groups: tuple[str, ...] = ()
    of: str = ""
    parents: tuple[str, ...] = ()
    label_span: int = 1
    total: bool = False
    verified: bool = True
    optional: bool = False
    not_applicable: bool = True
    note: str = ""
    code: str = ""


class Block(Struct, frozen=True):
    """A caption, a stub head, columns and rows. A table that is not stacked has one block without a caption."""

    id: str
    caption: str
    stub_head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Table(Struct, frozen=True):
    """A statutory table: where it is printed, where it is entered, and its blocks.

    `sheet` names the workbook's sheet; `printed` is False for figures that are asked for but stand in no table.
    `head_left` and `foot` are the lines above and below the table (填报单位（盖章）, 单位负责人 …).
    `frame` is the number of physical columns of a stacked table, `stubs` the number of stub columns of a matrix.
    `stub_heads` are the heads of an indicator list's label, unit and code columns, as many as it prints. `widths` are
    the relative widths of the physical columns where the shape's own do not fit.
    """

    id: str
    title: str
    subtitle: str
    section: str
    sheet: str
    kind: TableKind
    blocks: tuple[Block, ...]
    corner: str = ""
    spanner: str = ""
    frame: int = 0
    stubs: int = 1
    stub_heads: tuple[str, ...] = ()
    head_left: str = ""
    head_right: str = ""
    foot: tuple[str, ...] = ()
    printed: bool = True
    verified: bool = True
    widths: tuple[int, ...] = ()


class FigureSpec(Struct, frozen=True):
    """One number of the form.

    `stub` and `head` are the label paths of its row and of its column as they are printed, outermost label first.
    `total` is true where a blank means missing, not 0. `admits_na` tells whether "/" is a lawful entry. `units` are
    those that the cell may state beside its number. `sole` is true where the table has only one column of values.
    """

    id: str
    table: str
    row: str
    column: str
    stub: tuple[str, ...]
    head: tuple[str, ...]
    type: FigureType
    unit: str
    total: bool
    verified: bool
    optional: bool
    admits_na: bool
    units: tuple[str, ...] = ()
    sole: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """All labels that lead to the figure."""
        return (*self.stub, *self.head)

    @property
    def label(self) -> str:
        """A name for messages: the innermost row label, and the column's where there is more than one."""
        return " / ".join((*self.stub[-1:], *(() if self.sole else self.head[-1:])))


class Operand(Struct, frozen=True):
    """One term of a relation: a figure of this report or of last year's, or a constant, with its sign."""

    figure: str
    sign: int = 1
    previous: bool = False
    constant: int | None = None


class Op(StrEnum):
    """The comparisons that the constraint language has."""

    EQ = "=="
    LE = "<="
    GE = ">="
    GT = ">"


class Constraint(Struct, frozen=True):
    """A rule of the form by its id.

    `kind` is "relation", "implication", "domain", "structure", "narrative", "deadline", "units" or "competence".
    `needs_previous` lists the layouts of last year's report for which it is valid. `params` are the particulars of a
    kind that is not a relation: `tables` of a domain; `check` ("items", "order", "nonempty", "length" or "mentions"),
    `section`, `max` and `words` of a structure; `section`, `unit` and `words` of units; `figures` of a competence,
    with the endings of names of agencies that lack it (`lacking`) and words in names of those that have it (`holders`).
    """

    id: str
    kind: str
    severity: Severity
    force: Force
    basis: str
    formula: str
    note: str = ""
    needs_previous: tuple[str, ...] = ()
    verified: bool = True
    params: Mapping[str, str | int | tuple[str, ...]] = {}


class Relation(Struct, frozen=True):
    """One instance of a constraint: its loops are unrolled, its groups are written out.

    `subject` is the figure that a finding points at: the total, or the left side's only figure. An implication has
    its premise in `premise`: it is judged only where that holds.
    """

    constraint: Constraint
    left: tuple[Operand, ...]
    op: Op
    right: tuple[Operand, ...]
    subject: str
    premise: "Relation | None" = None

    @property
    def is_sum(self) -> bool:
        """Whether one side is a single total of this year and the other its parts."""
        return self.op is Op.EQ and not any(o.previous for o in (*self.left, *self.right))


class Mention(Struct, frozen=True):
    """How sentences name what the form counts.

    `figures` are the figures that add up to the number, almost always one. `phrases` are what directly precedes the
    number, stock words (全年, 有关, 各类, 的) aside; in a phrase, `[甲|乙]` is one or the other, `#` stands for the
    number where words follow it, `{year}`, `{last}` and `{next}` for years. `units` are the measure words it may have.
    `either` are other sums of figures that the same words may lawfully mean. `absent` are nouns of which a sentence
    may say that there was none. `alltime` are the figures where the sentence counts over several years. Where
    `context` is given, the paragraph or its section's heading has one of these words.
    """

    figures: tuple[str, ...]
    phrases: tuple[str, ...]
    units: tuple[str, ...] = ()
    either: tuple[tuple[str, ...], ...] = ()
    absent: tuple[str, ...] = ()
    alltime: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


class Assertion(Struct, frozen=True):
    """Phrases that say that all was done, the figures that must then be 0, and words of the paragraph, as above."""

    phrases: tuple[str, ...]
    zero: tuple[str, ...]
    context: tuple[str, ...] = ()


class Layout(Struct, frozen=True):
    """The form: years, title, sections, tables and constraints, and what was derived from them.

    `lineage` is this layout's id followed by those it extends. `figures` are in the order of the form. `sha256` is
    that of the file's bytes (and of those it extends), for the manifest; `file` is its path for messages.
    """

    id: str
    name: str
    years: Years
    lineage: tuple[str, ...]
    title: str
    title_variants: tuple[str, ...]
    basis: tuple[Basis, ...]
    deadlines: tuple[Deadline, ...]
    preamble_basis: str
    sections: tuple[Section, ...]
    headings_fixed: bool
    tables: tuple[Table, ...]
    constraints: tuple[Constraint, ...]
    relations: tuple[Relation, ...]
    figures: Mapping[str, FigureSpec]
    file: str
    sha256: str
    mentions: tuple[Mention, ...] = ()
    assertions: tuple[Assertion, ...] = ()

    def section(self, section_id: str) -> Section | None:
        """The section with this id, or None."""
        return next((s for s in self.sections if s.id == section_id), None)

    def table(self, table_id: str) -> Table | None:
        """The table with this id, or None."""
        return next((t for t in self.tables if t.id == table_id), None)

    def constraint(self, constraint_id: str) -> Constraint | None:
        """The constraint with this id, or None."""
        return next((c for c in self.constraints if c.id == constraint_id), None)

    def of_kind(self, kind: str) -> tuple[Constraint, ...]:
        """All constraints of one kind."""
        return tuple(c for c in self.constraints if c.kind == kind)
