"""What must hold inside a layout beyond the shape of each key: unique ids and labels, and references that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportctl.model.finding import Finding
from reportctl.model.form import (
    SHEET_ACCEPTANCES,
    SHEET_BREAKDOWNS,
    SHEET_GUIDE,
    SHEET_LISTS,
    SHEET_NARRATIVE,
    SHEET_PARTICULARS,
)
from reportctl.model.layout import Block, Row, Table, TableKind
from reportctl.model.location import KeyRef
from reportctl.read.layout_draft import Draft, below
from reportctl.read.toml_node import dangling, shape_fault

MAX_FIGURES = 5_000
"""More than any statutory form has; a table beyond it is refused before its formulas are unrolled."""
SHEET_NAME_LENGTH = 31
SHEET_NAME_FORBIDS = frozenset("[]:*?/\\'")
"""What Excel allows in the name of a sheet."""
RESERVED_SHEETS = frozenset(
    {SHEET_GUIDE, SHEET_PARTICULARS, SHEET_BREAKDOWNS, SHEET_NARRATIVE, SHEET_ACCEPTANCES, SHEET_LISTS}
)


def check_file(draft: Draft) -> Iterator[Finding]:
    """What must hold in one file, before it is merged with what it extends."""
    yield from _doubled((entry.section.id, entry.key) for entry in draft.sections)
    yield from _doubled((entry.table.id, entry.key) for entry in draft.tables)
    yield from _doubled((clause.constraint.id, clause.key) for clause in draft.clauses)
    for entry in draft.tables:
        yield from check_table(entry.table, entry.key)
        if entry.replaces and not draft.extends:
            zh, en = "只有扩展其他表式时才能替换表", "only a variant can replace a table"
            yield shape_fault(below(entry.key, "replaces"), zh, en)


def check_whole(draft: Draft) -> Iterator[Finding]:
    """The references of a layout into which everything that it extends has been put."""
    sections = {entry.section.id for entry in draft.sections}
    tables = {entry.table.id for entry in draft.tables}
    if not any(entry.table.printed for entry in draft.tables):
        yield shape_fault(draft.ref("table"), "至少要有一张表", "must have at least one table")
    for entry in draft.tables:
        if entry.table.section not in sections:
            yield dangling(below(entry.key, "section"), entry.table.section)
    yield from _doubled(((entry.table.sheet, entry.key) for entry in draft.tables), "sheet")
    for clause in draft.clauses:
        listed = clause.constraint.params.get("tables")
        for i, name in enumerate(listed if isinstance(listed, tuple) else ()):
            if name not in tables:
                yield dangling(below(clause.key, f"tables[{i}]"), name)
        section = clause.constraint.params.get("section")
        if section is not None and section not in sections:
            yield dangling(below(clause.key, "section"), str(section))


def check_table(table: Table, key: KeyRef) -> Iterator[Finding]:
    """What must hold in one table: its ids and labels are unique, and its pieces fit into its physical grid."""
    if sum(len(block.rows) * len(block.columns) for block in table.blocks) > MAX_FIGURES:
        yield shape_fault(key, f"一张表至多 {MAX_FIGURES} 个指标", f"a table has at most {MAX_FIGURES} figures")
        return
    yield from _doubled((row.id, at) for _, row, at in _rows(table, key))
    stacked = table.kind is TableKind.STACKED
    yield from _doubled((block.id, below(key, f"block[{i}]")) for i, block in enumerate(table.blocks) if stacked)
    rows = {row.id for _, row, _ in _rows(table, key)}
    for _, row, at in _rows(table, key):
        if row.of and row.of not in rows:
            yield dangling(below(at, "of"), row.of)
    for i, block in enumerate(table.blocks):
        at = below(key, f"block[{i}]") if stacked else key
        columns = [(column, below(at, f"column[{c}]")) for c, column in enumerate(block.columns)]
        yield from _doubled((column.id, place) for column, place in columns)
        yield from _doubled(((f"{column.parent}/{column.label}", place) for column, place in columns), "label")
    yield from _doubled_labels(table, key)
    yield from _sheet_name(table, key)
    yield from _misfits(table, key)


def _rows(table: Table, key: KeyRef) -> Iterator[tuple[Block, Row, KeyRef]]:
    for i, block in enumerate(table.blocks):
        at = below(key, f"block[{i}]") if table.kind is TableKind.STACKED else key
        for r, row in enumerate(block.rows):
            yield block, row, below(at, f"row[{r}]")


def _doubled(named: Iterable[tuple[str, KeyRef]], key: str = "id") -> Iterator[Finding]:
    seen: set[str] = set()
    for name, at in named:
        if name and name in seen:
            yield shape_fault(below(at, key), f"“{name}”已经用过", f"{name} is already taken")
        seen.add(name)


def _doubled_labels(table: Table, key: KeyRef) -> Iterator[Finding]:
    """Rows that the reader could not tell apart, because the same labels lead to them."""
    path: list[str] = []
    named: list[tuple[str, KeyRef]] = []
    for block, row, at in _rows(table, key):
        path = [*path[: row.level], *[""] * (row.level - len(path)), row.label]
        above = path if table.kind is TableKind.INDICATOR_LIST else (block.caption, *row.parents, row.label)
        if row.label:
            named.append(("/".join(part for part in above if part), at))
    yield from _doubled(named, "label")


def _sheet_name(table: Table, key: KeyRef) -> Iterator[Finding]:
    name, at = table.sheet, below(key, "sheet")
    if len(name) > SHEET_NAME_LENGTH or SHEET_NAME_FORBIDS & set(name):
        marks = "[ ] : * ? / \\ '"
        zh = f"工作表名至多 {SHEET_NAME_LENGTH} 字，且不含 {marks}"
        yield shape_fault(at, zh, f"a sheet's name has at most {SHEET_NAME_LENGTH} characters and none of {marks}")
    if name in RESERVED_SHEETS:
        yield shape_fault(at, f"“{name}”是工作簿自有的工作表", f"{name} is a sheet that every workbook has")


def _misfits(table: Table, key: KeyRef) -> Iterator[Finding]:
    """Pieces that do not fit into the physical grid of the table's kind."""
    columns = table.blocks[0].columns if table.blocks else ()
    physical = table.frame
    match table.kind:
        case TableKind.INDICATOR_LIST:
            physical = len(table.stub_heads) + len(columns)
            if not 1 <= len(table.stub_heads) <= 3:
                zh, en = "应为 1 至 3 列：指标、单位、代码", "must be one to three columns: label, unit, code"
                yield shape_fault(below(key, "stub_heads"), zh, en)
        case TableKind.MATRIX:
            physical = table.stubs + len(columns)
            yield from _deep(table, key, table.stubs - 1)
            yield from _torn([column.parent for column in columns], key, "column", "parent")
        case TableKind.RECORD:
            rows = table.blocks[0].rows if table.blocks else ()
            physical = len(rows) * len(columns)
            yield from _deep(table, key, 1)
            yield from _torn(["/".join(row.parents) for row in rows], key, "row", "under")
        case TableKind.STACKED:
            for i, block in enumerate(table.blocks):
                if 1 + sum(column.span for column in block.columns) != table.frame:
                    zh, en = f"各列与首列合计应为 {table.frame} 列", f"stub and columns must span {table.frame} columns"
                    yield shape_fault(below(key, f"block[{i}].column"), zh, en)
    if table.widths and len(table.widths) != physical:
        yield shape_fault(below(key, "widths"), f"应有 {physical} 个数", f"must have {physical} numbers")


def _deep(table: Table, key: KeyRef, most: int) -> Iterator[Finding]:
    for _, row, at in _rows(table, key):
        if len(row.parents) > most:
            yield shape_fault(below(at, "under"), f"至多 {most} 层", f"at most {most} levels")


def _torn(parents: list[str], key: KeyRef, part: str, name: str) -> Iterator[Finding]:
    """A common head must stand over neighbours, or it could not be printed as one cell."""
    for i, parent in enumerate(parents):
        if parent and i and parents[i - 1] != parent and parent in parents[:i]:
            zh, en = f"“{parent}”之下的各项必须相邻", f"what stands under {parent} must be neighbours"
            yield shape_fault(below(key, f"{part}[{i}].{name}"), zh, en)
