"""Reading one worksheet. Nearly every program writes its cells in one plain form, which is read in one sweep.

What expat has to do is the greater part of reading a workbook, above all for elements, and a cell with a text is three
of them. So the rows are taken out and split up here; expat gets the rest of the part, with the texts in one piece where
the rows stood, and thus still judges every byte of it that is not compared here. Wherever the form is not the plain
one, or anything is wrong, nothing of this counts, and the sheet is read element by element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from reportctl.model.location import column_number
from reportctl.model.pattern import regex
from reportctl.model.source import Content
from reportctl.read.cells import LAST_COLUMN, LAST_ROW, MAX_CELLS, Gathered, Raw
from reportctl.read.ends import known_end
from reportctl.read.markup import walk
from reportctl.read.package import Package, Refusal
from reportctl.read.parts import MAX_TEXT, Contents, SheetPart, unescape

_ROWS, _ROWS_END = "<sheetData>", "</sheetData>"
_PLAIN = regex(
    r'<(?:c r="([A-Z]{1,3})([1-9][0-9]{0,6})"([^<>/]*)'
    r"(?:><(?:/c>|is><t([^<>/]*)>([^<]*)</t></is></c>|(v>[^<]*)</v></c>|(f.*?)</c>)|/>)"
    r'|row r="([0-9]{1,7})"([^<>]*)>|(/row)>)|[ \t\r\n]+|(.).*',
    re.DOTALL,
)
"""Of a cell: the letters and digits of its address, its other attributes, and of its content the attributes of the
text, the text, the value from its tag, the formula from its tag with a value after it. Of a row: its number, and its
other attributes with the stroke of an empty one. The end of a row. All else."""
_VALUE, _VALUE_END = "<v>", "</v>"
_SPACED = (' xml:space="preserve"',)
_ADVICE, _CONDITION, _ADVICE_END = "<dataValidation ", "<formula1>", "</formula1></dataValidation>"
_KINDS = frozenset(("inlineStr", "s", "n", "str", "b", "e", "d"))
_SEPARATOR = "\ufdd0"
"""Stands between texts; a character that Unicode keeps out of texts. A sheet that has it is not read in one sweep."""
_SEPARATOR_BYTES = _SEPARATOR.encode().decode("latin-1")
_DEEPEST = "<_><_><_><_/></_></_></_>"
"""As deep as a row, its cell, the cell's string and that one's text: expat is to judge the depth as well."""

_FORMULA_SHAPES = frozenset(
    (("",), ("/",), (" ca=", ""), (" t=", " ref=", " si=", ""), (" t=", " si=", "/"), (" t=", " si=", ""))
)
"""How the tag of a formula is written: the names in it."""

_Swept = tuple[int, int, tuple[str, str], str | None, bool, bool]
"""A cell with a value or a formula: row, column, kind and style, a whole number as written (None: its text is among the
texts of the sheet), whether it has a value, whether it has a formula; that stands before the value."""


def read_sheet(package: Package, declared: SheetPart, contents: Contents, room: int = MAX_CELLS) -> Raw:
    """Read the non-empty cells and the merged ranges of a sheet.

    Raises:
        Refusal: The part is damaged or holds more than `room` values, MAX_ROWS rows or MAX_MERGES merged ranges.
    """
    gathered = read_plain(package, declared, contents, room)
    if gathered is None:
        # Seldom needed, so that no command pays for its import.
        from reportctl.read.elements import read_elements

        gathered = Gathered(declared.name, contents, room)
        read_elements(package, declared, gathered)
    return gathered.raw(declared)


def read_plain(package: Package, declared: SheetPart, contents: Contents, room: int) -> Gathered | None:
    """Gather the cells of a sheet in one sweep; None where it is not written plainly, or not right."""
    # Bytes as characters: with these Python is quicker. What they mean is left to expat.
    head, _, rest = package.whole(declared.part).decode("latin-1").partition(_ROWS)
    rows, found, tail = rest.partition(_ROWS_END)
    # In a comment or an instruction the same characters would be text.
    if not found or any(mark in text for mark in ("<!", "<?") for text in (head[5:], tail)):
        return None
    before = package.elements
    gathered = Gathered(declared.name, contents, room)
    known, tail = known_end(package, declared.part, head, tail)
    handler = _Rest(gathered, known.merges if known else ())
    try:
        sweep = _Sweep(rows)
        end, more = _without_advice(tail)
        more += known.elements if known else 0
        content = "".join((head, _ROWS, *sweep.instead(), _ROWS_END, *end)).encode("latin-1")
        walk(package, declared.part, handler, root="worksheet", content=content, more=sweep.elements + more)
        sweep.put(gathered, handler.texts())
    except (Refusal, _NotPlain):
        package.elements = before
        return None
    return gathered


class _NotPlain(Exception):
    """A sheet whose rows or cells are not written in the plain form."""


class _Sweep:
    """The rows of a sheet, split up. `elements` counts what expat does not get, empty cells aside."""

    def __init__(self, rows: str) -> None:
        self.elements = 0
        self._cells: list[_Swept] = []
        self._texts: list[str] = []
        self._attributes: dict[str, bool] = {}
        self._hidden: set[int] = set()
        self._is_open = False
        for (
            letters, digits, attributes, spaced, text, value, formula, number, shape, row_end, other,
        ) in _PLAIN.findall(rows):  # fmt: skip
            if letters:
                kind = _kind_and_style(attributes)
                if text:
                    if kind[0] != "inlineStr":
                        raise _NotPlain
                    self._texts.append(text)
                    self._cells.append((int(digits), _column(letters), kind, None, True, False))
                    self.elements += 3
                elif value or formula:
                    self._take_other(int(digits), _column(letters), kind, value, formula)
                if spaced and spaced not in _SPACED:
                    raise _NotPlain
            elif number:
                self._take_row(number, shape)
            elif row_end:
                _check(self._is_open)
                self._is_open = False
            elif other:
                raise _NotPlain
        _check(not self._is_open and max((cell[0] for cell in self._cells), default=0) <= LAST_ROW)

    def instead(self) -> list[str]:
        """What expat is to read in place of the rows: the texts, a row of each shape, and the depth."""
        shapes = dict.fromkeys(_shape(attributes.removesuffix("/")) for attributes in self._attributes)
        values = dict.fromkeys(value for attributes in self._attributes for value in _values(attributes))
        texts = _SEPARATOR_BYTES.join((*self._texts, " ".join(values)))
        return [texts, *(f'<_ r=""{shape}/>' for shape in shapes), _DEEPEST]

    def put(self, gathered: Gathered, texts: Sequence[str]) -> None:
        """Put the cells in their places; `texts` are the texts as expat understood them."""
        _check(len(texts) == len(self._texts) + 1 and max(map(len, texts)) <= MAX_TEXT)
        remaining = iter(texts)
        content: Content | None
        for row, column, (kind, style), number, has_value, has_formula in self._cells:
            formula = next(remaining) if has_formula else None
            text = next(remaining) if number is None else number
            if kind == "inlineStr" and formula is None:
                content = unescape(text) if "_x" in text else text
            else:
                content = gathered.content(kind, style, text, formula, stored=has_value)
            if content is not None and content != "":
                gathered.put((row, column), content, formula)
        gathered.hidden_rows |= self._hidden

    def _take_row(self, number: str, attributes: str) -> None:
        """Take the beginning of a row; all rows of a sheet but a few have the attributes of another one."""
        _check(not self._is_open)
        self._is_open = not attributes.endswith("/")
        hidden = self._attributes.get(attributes)
        if hidden is None:
            _check("xmlns" not in attributes)
            hidden = "hidden" in attributes and _is_hidden(attributes.removesuffix("/"))
            self._attributes[attributes] = hidden
        if hidden:
            self._hidden.add(int(number))
        self.elements += 1

    def _take_other(self, row: int, column: int, kind: tuple[str, str], value: str, formula: str) -> None:
        """Take a cell with a stored value or a formula."""
        has_formula = formula != ""
        if has_formula:
            text, value = _formula(formula)
            self._texts.append(text)
        text = value.removeprefix("v>")
        is_number = text.isascii() and text.isdecimal() and len(text) < 16
        if not is_number:
            self._texts.append(text)
        self._cells.append((row, column, kind, text if is_number else None, value != "", has_formula))
        self.elements += 1 + (value != "") + has_formula


class _Rest:
    """Takes the texts, and what a sheet states beside its rows; `merges` are known to follow them."""

    names = frozenset(("sheetData", "row", "c", "col", "mergeCell"))

    def __init__(self, gathered: Gathered, merges: Sequence[str]) -> None:
        self._gathered = gathered
        self._merges = merges
        self._pieces: list[str] = []
        self._seen = self._inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "mergeCell":
                self._gathered.merge(attributes.get("ref", ""))
            case "col":
                if attributes.get("hidden") in ("1", "true"):
                    self._gathered.hide_columns(attributes)
            case "sheetData" if not self._seen:
                self._seen = self._inside = True
            case _:
                raise _NotPlain

    def end(self, name: str) -> None:
        if name == "sheetData":
            self._inside = False
            for ref in self._merges:
                self._gathered.merge(ref)

    def text(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def texts(self) -> list[str]:
        """The texts of the cells as expat understood them, and after them those of the rows' attributes."""
        _check(self._seen)
        return "".join(self._pieces).split(_SEPARATOR)


def _without_advice(tail: str) -> tuple[list[str], int]:
    """The end of a sheet without most of what it tells who fills in a cell, and how many elements were left out.

    A form has such an element, with a dozen attributes, for every figure. Of those that follow each other expat gets
    one of each shape, and only the values of the others, as text.
    """
    before, *pieces = tail.split(_ADVICE)
    kept, elements = [before], 0
    seen: set[str] = set()
    texts: dict[str, None] = {}
    for piece in pieces:
        attributes, _, inside = piece.partition(">")
        condition, end, after = inside.removeprefix(_CONDITION).partition(_ADVICE_END)
        shape = _shape(attributes)
        is_plain = inside.startswith(_CONDITION) and end and "<" not in condition and "xmlns" not in shape
        if is_plain and shape in seen:
            texts.update(dict.fromkeys((condition, *_values(attributes))))
            elements += 2
            following = after
        else:
            following = _ADVICE + piece
        if following:
            kept += " ".join(texts), following
            texts.clear()
        if is_plain and not after:
            seen.add(shape)
        else:
            seen.clear()
    return kept, elements


def _shape(attributes: str) -> str:
    """The attributes of an element without their values, where they are written plainly; else as they are."""
    pieces = attributes.split('"')
    is_plain = len(pieces) % 2 == 1 and "'" not in "".join(pieces[::2])
    return '""'.join(pieces[::2]) if is_plain else attributes


def _values(attributes: str) -> Sequence[str]:
    """The values of the attributes of an element."""
    return attributes.split('"')[1::2]


def _formula(written: str) -> tuple[str, str]:
    """A formula and the value after it, which begins in its tag, if there is one."""
    tag, _, after = written[1:].partition(">")
    pieces = tag.split('"')
    _check(tuple(pieces[::2]) in _FORMULA_SHAPES)
    _check(all(value.isascii() and value.replace(":", "").isalnum() for value in pieces[1::2]))
    text = ""
    if not tag.endswith("/"):
        text, end, after = after.partition("</f>")
        _check(end != "")
    value = after.removeprefix(_VALUE).removesuffix(_VALUE_END)
    _check(after in ("", _VALUE + value + _VALUE_END) and "<" not in text + value)
    return text, "v>" + value if after else ""


def _check(is_plain: bool) -> None:
    if not is_plain:
        raise _NotPlain


@lru_cache(maxsize=256)
def _column(letters: str) -> int:
    """The column of an address."""
    _check(len(letters) <= 3 and letters.isascii() and letters.isalpha() and letters.isupper())
    column = column_number(letters)
    _check(column <= LAST_COLUMN)
    return column


@lru_cache(maxsize=256)
def _kind_and_style(attributes: str) -> tuple[str, str]:
    """The kind and the style of a cell, by its attributes after the address."""
    kind, style = "n", ""
    match attributes.split('"'):
        case [""]:
            pass
        case [" s=", style, ""]:
            pass
        case [" t=", kind, ""]:
            pass
        case [" s=", style, " t=", kind, ""]:
            pass
        case _:
            raise _NotPlain
    _check(kind in _KINDS and (not style or style.isdecimal()))
    return kind, style


def _is_hidden(attributes: str) -> bool:
    """Whether a row with these attributes is hidden."""
    stated = attributes.partition(' hidden="')[2].partition('"')[0]
    _check("'" not in attributes and stated in ("0", "1", "false", "true"))
    return stated in ("1", "true")
