"""The part that holds a sheet's notes: ours are added, those of others are kept as they are.

A cell has one note. Where it has one already, ours follows below its text; a conversation (a threaded comment) is left
alone, because what its placeholder says is not shown.
"""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from reportctl.annotate.text import stored
from reportctl.model.finding import Severity

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
AUTHOR = "reportctl"
_MARK = "—— reportctl ——\n"
_THREAD = "tc="
_COLOURS = {Severity.ERROR: "FFC00000", Severity.WARNING: "FF9C5700", Severity.INFO: "FF1F4E79"}
_FACE, _SIZE = "宋体", "9"


class Note(Struct, frozen=True):
    """What is said at a cell: the gravest severity, and for each finding its head and the lines below it."""

    ref: str
    grade: Severity
    pieces: tuple[tuple[Severity, str, str], ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n\n".join(f"{head}\n{body}" for _, head, body in self.pieces)


class Placed(Struct, frozen=True):
    """What became of the notes: cells with a note of ours, and conversations that were left alone.

    `grown` are cells with a note of someone else that ours was added to for the first time, `gone` those whose note was
    ours alone, from an earlier annotation.
    """

    own: frozenset[str]
    grown: frozenset[str]
    threads: frozenset[str]
    gone: frozenset[str]


def empty_notes() -> etree._Element:
    """The root of a part without notes."""
    return etree.fromstring(f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>')


def add_notes(root: etree._Element, notes: dict[str, Note]) -> Placed:
    """Add notes by cell to a tree of notes, in place of those that an earlier annotation left."""
    authors = _child(root, "authors", 0)
    listed = _child(root, "commentList", 1)
    names = [author.text or "" for author in authors]
    own, gone, others, grown, threads = (set[str]() for _ in range(5))
    for comment in list(listed):
        ref, author = comment.get("ref", ""), _author(comment, names)
        if author == AUTHOR:
            listed.remove(comment)
            gone.add(ref)
        elif author.startswith(_THREAD):
            threads.add(ref)
        else:
            stripped = _strip(comment)
            others.add(ref)
            if ref in notes:
                _lengthen(comment, notes[ref])
                grown |= set() if stripped else {ref}
    for ref, note in notes.items():
        if ref not in threads and ref not in others:
            listed.append(_comment(note, _author_id(authors, names)))
            own.add(ref)
    return Placed(frozenset(own), frozenset(grown), frozenset(threads & notes.keys()), frozenset(gone))


def _author(comment: etree._Element, names: list[str]) -> str:
    number = comment.get("authorId", "")
    return names[int(number)] if number.isdecimal() and len(number) < 6 and int(number) < len(names) else ""


def _author_id(authors: etree._Element, names: list[str]) -> int:
    if AUTHOR not in names:
        etree.SubElement(authors, _tag("author")).text = AUTHOR
        names.append(AUTHOR)
    return names.index(AUTHOR)


def _comment(note: Note, author: int) -> etree._Element:
    comment = etree.Element(_tag("comment"), {"ref": note.ref, "authorId": str(author)})
    _write(etree.SubElement(comment, _tag("text")), note, opening="")
    return comment


def _lengthen(comment: etree._Element, note: Note) -> None:
    """Add the note below the text that the comment has, which becomes a run of its own where it was plain."""
    text = comment.find(_tag("text"))
    if text is None:
        text = etree.SubElement(comment, _tag("text"))
    plain = text.find(_tag("t"))
    if plain is not None:
        text.remove(plain)
        run = etree.Element(_tag("r"))
        run.append(plain)
        text.insert(0, run)
    _write(text, note, opening=f"\n{_MARK}")


def _strip(comment: etree._Element) -> bool:
    """Take away what an earlier annotation added to a note of someone else; false where there was nothing."""
    text = comment.find(_tag("text"))
    runs = [] if text is None else text.findall(_tag("r"))
    ours = next((i for i, run in enumerate(runs) if (run.findtext(_tag("t")) or "").strip() == _MARK.strip()), None)
    if text is not None and ours is not None:
        for run in runs[ours:]:
            text.remove(run)
    return ours is not None


def _write(text: etree._Element, note: Note, opening: str) -> None:
    """Write the runs of a note before any phonetic guide that the text ends with."""
    runs = [_run(opening, None)] if opening else []
    for i, (grade, head, body) in enumerate(note.pieces):
        runs.append(_run(("\n\n" if i else "") + head, grade))
        runs.append(_run(f"\n{body}", None))
    place = len(text.findall(_tag("r")))
    for run in runs:
        text.insert(place, run)
        place += 1


def _run(text: str, grade: Severity | None) -> etree._Element:
    run = etree.Element(_tag("r"))
    style = etree.SubElement(run, _tag("rPr"))
    if grade is not None:
        etree.SubElement(style, _tag("b"))
    etree.SubElement(style, _tag("sz"), {"val": _SIZE})
    etree.SubElement(style, _tag("color"), {"rgb": _COLOURS[grade]} if grade else {"indexed": "81"})
    etree.SubElement(style, _tag("rFont"), {"val": _FACE})
    content = etree.SubElement(run, _tag("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    content.text = stored(text)
    return run


def _child(root: etree._Element, name: str, place: int) -> etree._Element:
    found = root.find(_tag(name))
    if found is None:
        found = etree.Element(_tag(name))
        root.insert(place, found)
    return found


def _tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"
