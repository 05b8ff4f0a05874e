"""The parts of a layout file: its sections and its tables, key by key."""

from __future__ import annotations

from calendar import monthrange

from reportctl.model.figure import FigureType
from reportctl.model.form import LEVELS
from reportctl.model.layout import (
    Assertion,
    Basis,
    Block,
    Column,
    Deadline,
    Mention,
    Row,
    Section,
    SectionKind,
    Table,
    TableKind,
    Years,
)
from reportctl.model.pattern import regex
from reportctl.read.layout_draft import NAME, MentionEntry, SectionEntry, TableEntry
from reportctl.read.toml_node import Node

PLACEHOLDER = regex(r"\{[^{}]*\}|[{}]")
TABLE_LINE_NAMES = ("{agency}", "{year}", "{phone}", "{date}")
"""What a line above or below a table can ask for."""
LABEL_NAMES = ("{year}",)
MONTH_DAY = regex(r"([0-9]{2})-([0-9]{2})")


def read_years(node: Node) -> Years:
    """The data years for which a layout is in force; `to` is absent while it is."""
    first = node.integer("from", least=1949)
    last = node.integer("to", least=first) if node.has("to") else None
    seen = node.integer("seen", least=first) if node.has("seen") else None
    node.finish()
    return Years(first, last, seen)


def read_basis(node: Node) -> Basis:
    """A law or circular."""
    basis = Basis(node.text("cite"), node.text("short"), node.flag("verified", True))
    node.finish()
    return basis


def read_deadline(node: Node) -> Deadline:
    """A date in the year after the data year, such as 01-31; none where places set it."""
    levels = node.texts("levels")
    known = [key for key, _ in LEVELS]
    words = ", ".join(known)
    for i, level in enumerate(levels):
        if level not in known:
            node.fault(f"levels[{i}]", f"应为下列之一：{words}", f"must be one of: {words}")
    month, day = _month_day(node) if node.has("due") else (None, None)
    deadline = Deadline(levels, month, day, node.text("duty"), node.text("basis"))
    node.finish()
    return deadline


def _month_day(node: Node) -> tuple[int | None, int | None]:
    text = node.text("due")
    match = MONTH_DAY.fullmatch(text)
    month, day = (int(match[1]), int(match[2])) if match else (0, 0)
    # Of a year without 29 February, so that the day exists in every year.
    if 1 <= month <= 12 and 1 <= day <= monthrange(2001, month)[1]:
        return month, day
    if text:
        node.fault("due", "应为月和日，如 01-31", "must be a month and a day, such as 01-31")
    return None, None


def read_section(node: Node) -> SectionEntry:
    """A section; which tables it holds is said by the tables."""
    attachment = node.flag("attachment", False)
    section = Section(
        id=node.text("id", pattern=NAME),
        number=node.text("number", ""),
        heading=node.text("heading"),
        kind=SectionKind.NARRATIVE,
        item=node.text("item", ""),
        required=node.flag("required", True),
        aliases=node.texts("aliases"),
        keywords=node.texts("keywords"),
        guide=node.text("guide", ""),
        attachment=attachment,
        verified=node.flag("verified", True),
    )
    node.finish()
    return SectionEntry(node.ref(), section)


def read_mention(node: Node) -> MentionEntry:
    """How sentences name a figure; `figure` for one, `figures` for several that add up to the number."""
    figures = node.texts("figures") or ((node.text("figure"),) if node.has("figure") else ())
    if not figures:
        node.missing("figure")
    mention = Mention(
        figures=figures,
        phrases=node.texts("phrases"),
        units=node.texts("units"),
        either=tuple(tuple(part.strip() for part in text.split("+")) for text in node.texts("either")),
        absent=node.texts("absent"),
        alltime=node.texts("alltime"),
        context=node.texts("context"),
    )
    node.finish()
    return MentionEntry(node.ref(), mention)


def read_assertion(node: Node) -> MentionEntry:
    """What sentences say when all was done, and which figures must then be 0."""
    assertion = Assertion(node.texts("phrases"), node.texts("zero"), node.texts("context"))
    node.finish()
    return MentionEntry(node.ref(), assertion)


def read_title(node: Node, *, required: bool) -> tuple[str, tuple[str, ...]]:
    """The pattern of the report's title and the patterns that are also in use, each with {agency} and {year}."""
    title, variants = node.text("title", None if required else ""), node.texts("title_variants")
    for key, pattern in (("title", title), *((f"title_variants[{i}]", text) for i, text in enumerate(variants))):
        if pattern and sorted(PLACEHOLDER.findall(pattern)) != ["{agency}", "{year}"]:
            node.fault(key, "应有 {agency} 和 {year} 各一次", "must have {agency} and {year} once each")
    return title, variants


def _check_lines(node: Node, table: Table) -> None:
    """The lines around a table may only ask for what there is to fill in."""
    foot = ((f"foot[{i}]", text) for i, text in enumerate(table.foot))
    lines = (("subtitle", table.subtitle), ("head_left", table.head_left), ("head_right", table.head_right), *foot)
    for key, text in lines:
        _check_placeholders(node, key, text, TABLE_LINE_NAMES)


def _check_placeholders(node: Node, key: str, text: str, names: tuple[str, ...]) -> None:
    if not set(PLACEHOLDER.findall(text)) <= set(names):
        words = " ".join(names)
        node.fault(key, f"大括号内只能是 {words}", f"braces may only hold {words}")


def read_table(node: Node) -> TableEntry | None:
    """A statutory table with its rows and columns, or with its blocks where it is stacked.

    None where its kind is wrong, because that says which keys it may have.
    """
    kind = node.find_choice("kind", tuple(TableKind))
    if kind is None:
        return None
    verified = node.flag("verified", True)
    stacked, matrix, listed = (kind is k for k in (TableKind.STACKED, TableKind.MATRIX, TableKind.INDICATOR_LIST))
    if stacked:
        blocks = tuple(_block(block, verified) for block in node.nodes("block", required=True))
    else:
        blocks = (Block("", "", "", _columns(node, kind), _rows(node, kind, verified)),)
    table = Table(
        id=node.text("id", pattern=NAME),
        title=node.text("title"),
        subtitle=node.text("subtitle", ""),
        section=node.text("section", pattern=NAME),
        sheet=node.text("sheet"),
        kind=kind,
        blocks=blocks,
        corner=node.text("corner") if matrix else "",
        spanner=node.text("spanner") if matrix else "",
        frame=node.integer("frame", least=2, most=50) if stacked else 0,
        stubs=node.integer("stubs", least=1, most=3) if matrix else 1,
        stub_heads=node.texts("stub_heads") if listed else (),
        head_left=node.text("head_left", ""),
        head_right=node.text("head_right", ""),
        foot=node.texts("foot"),
        printed=node.flag("printed", True),
        verified=verified,
        widths=node.integers("widths", least=1, most=200),
    )
    _check_lines(node, table)
    entry = TableEntry(node.ref(), table, node.text("replaces", "", pattern=NAME))
    node.finish()
    return entry


def _block(node: Node, verified: bool) -> Block:
    block = Block(
        id=node.text("id", pattern=NAME),
        caption=node.text("caption"),
        stub_head=node.text("stub_head"),
        columns=_columns(node, TableKind.STACKED),
        rows=_rows(node, TableKind.STACKED, verified),
    )
    node.finish()
    return block


def _columns(node: Node, kind: TableKind) -> tuple[Column, ...]:
    return tuple(_column(column, kind) for column in node.nodes("column", required=True))


def _rows(node: Node, kind: TableKind, verified: bool) -> tuple[Row, ...]:
    return tuple(_row(row, kind, verified) for row in node.nodes("row", required=True))


def _column(node: Node, kind: TableKind) -> Column:
    """A column; keys that mean nothing in a table of this kind are left unread, and so are faults."""
    column = Column(
        id=node.text("id", pattern=NAME),
        label=node.text("label"),
        type=node.choice("type", tuple(FigureType), FigureType.COUNT),
        unit=node.text("unit", ""),
        group=node.text("group", "", pattern=NAME),
        parent=node.text("parent", "") if kind is TableKind.MATRIX else "",
        span=node.integer("span", 1, least=1, most=50) if kind is TableKind.STACKED else 1,
        total=node.flag("total", False),
        units=node.texts("units"),
    )
    _check_placeholders(node, "label", column.label, LABEL_NAMES)
    node.finish()
    return column


def _row(node: Node, kind: TableKind, verified: bool) -> Row:
    """A row; keys that mean nothing in a table of this kind are left unread, and so are faults."""
    listed = kind is TableKind.INDICATOR_LIST
    nested = kind in (TableKind.MATRIX, TableKind.RECORD)
    row = Row(
        id=node.text("id", pattern=NAME),
        label=node.text("label"),
        unit=node.text("unit", ""),
        type=node.choice("type", tuple(FigureType)) if node.has("type") else None,
        level=node.integer("level", 0, most=6) if listed else 0,
        head=node.flag("head", False) if listed else False,
        groups=node.texts("groups", pattern=NAME),
        of=node.text("of", "", pattern=NAME),
        parents=node.texts("under") if nested else (),
        total=node.flag("total", False),
        verified=node.flag("verified", verified),
        optional=node.flag("optional", False),
        not_applicable=node.flag("na", True),
        note=node.text("note", ""),
        code=node.text("code", "") if listed else "",
    )
    _check_placeholders(node, "label", row.label, LABEL_NAMES)
    node.finish()
    return row
