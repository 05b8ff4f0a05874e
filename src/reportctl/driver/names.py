"""File names that every system can hold, whatever an agency is called."""

from __future__ import annotations

import re
import unicodedata

from reportctl.model.pattern import regex

_FORBIDDEN = regex(r'[<>:"/\\|?*]')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that a name would hide: controls, direction marks, halves of characters, line ends."""

_RESERVED = regex(r"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[\d¹²³]) *(\.|$)", re.IGNORECASE)
_LONGEST = 200
"""Bytes of a name; 255 is the limit of common file systems, the rest is left for endings and temporary names."""

_TAIL = 30
"""Characters at the end of a name that are kept: there stand the year, the kind of report and the mark of a draft."""


def safe_name(text: str) -> str:
    """A name for a file or folder made of `text`.

    Characters that Windows forbids become "_", and so do those that cannot be seen; names that it reserves get one in
    front; the name does not end with a dot or space, is never empty, never "." or "..", and at most 200 bytes long in
    UTF-8. What is too long loses characters before its tail.
    """
    normal = unicodedata.normalize("NFC", text)
    seen = "".join("_" if unicodedata.category(character) in _UNSEEN else character for character in normal)
    name = _FORBIDDEN.sub("_", seen).strip(" .")
    while len(name.encode()) > _LONGEST:
        cut = max(len(name) - _TAIL - 1, 0)
        name = name[:cut] + name[cut + 1 :]
    name = name.rstrip(" .") or "_"
    return f"_{name}" if _RESERVED.match(name) else name
