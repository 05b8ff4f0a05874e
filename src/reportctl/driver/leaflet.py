"""The list of all codes as a file to be printed."""

from __future__ import annotations

from reportctl import __version__
from reportctl.diagnostics.printed import PAGES, rules_document
from reportctl.driver.build import BACKENDS
from reportctl.driver.unit import blocking
from reportctl.faces import Faces
from reportctl.model.document import Document
from reportctl.model.finding import Finding, Rule
from reportctl.model.pages import Pages
from reportctl.typeset import typeset
from reportctl.typeset.grid import SIZES


def leaflet(
    rules: tuple[Rule, ...], faces: Faces, form: str, language: str, file: str
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """Set the list in the largest type in which it takes two pages, emit it, and read it back.

    Returns the bytes, or None where the findings returned with it say why there are none. `file` is its name for
    messages.
    """
    tried = (_set(rules, faces, language, largest) for largest in SIZES)
    document, pages, unset = next((one for one in tried if len(one[1].pages) <= PAGES), None) or _set(
        rules, faces, language, SIZES[-1]
    )
    if blocking(unset):
        return None, unset
    data = BACKENDS[form].emit(document, pages, faces)
    flaws = (*unset, *BACKENDS[form].verify(document, pages, data, file))
    return (None if blocking(flaws) else data), flaws


def _set(
    rules: tuple[Rule, ...], faces: Faces, language: str, largest: float
) -> tuple[Document, Pages, tuple[Finding, ...]]:
    document = rules_document(rules, __version__, language, largest)
    pages, unset = typeset(document, faces)
    return document, pages, tuple(unset)
