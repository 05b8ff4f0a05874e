"""What the file says of itself: document information, XMP, and the colour that its black is meant in."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from datetime import date
from functools import cache

from reportctl import __version__
from reportctl.emit.pdf.objects import PdfFile, dictionary, string
from reportctl.model.document import Document
from reportctl.model.pattern import regex

_PDFA_PART = 2
_PRIVATE = regex("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters of private use."""
_TOOL = f"reportctl {__version__}"
_SRGB = "sRGB IEC61966-2.1"


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def info(document: Document) -> dict[str, str]:
    """The document information dictionary. The date is that of the report: there is no clock."""
    day = f"D:{document.issued:%Y%m%d}000000Z"
    return {
        "Title": string(document.title),
        "Author": string(document.agency),
        "Subject": string(_subject(document)),
        "Keywords": string(_keywords(document)),
        "Creator": string(_TOOL),
        "Producer": string(_TOOL),
        "CreationDate": string(day),
        "ModDate": string(day),
    }


def _subject(document: Document) -> str:
    return f"{document.agency} {document.year}"


def _keywords(document: Document) -> str:
    return f"figures-sha256:{document.figures_sha256}"


def level_of(characters: Iterable[str]) -> str:
    """The level of PDF/A-2: A, or U where a character of private use is shown, whose meaning level A asks for."""
    return "U" if _PRIVATE.search("".join(characters)) else "A"


def xmp(pdf: PdfFile, document: Document, level: str) -> str:
    """Write the same as XMP, each schema declared on its own element, as validators of PDF/A want it.

    It stays uncompressed, as archives want it.
    """
    day = _iso(document.issued)
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_text(document.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{_text(document.agency)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{_text(_subject(document))}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{_TOOL}</xmp:CreatorTool><xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{_TOOL}</pdf:Producer><pdf:Keywords>{_text(_keywords(document))}</pdf:Keywords>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{_PDFA_PART}</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
    return pdf.stream(packet.encode(), {"Type": "/Metadata", "Subtype": "/XML"})


def _iso(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def output_intent(pdf: PdfFile) -> str:
    """The colour space that the file's grey is meant in: sRGB."""
    return dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": string(_SRGB),
            "Info": string(_SRGB),
            "DestOutputProfile": pdf.stream(srgb_profile(), {"N": "3"}),
        }
    )


@cache
def srgb_profile() -> bytes:
    """A display profile of ICC version 2.1 for sRGB (IEC 61966-2-1): primaries adapted to D50, one curve for all."""
    levels = [round(65535 * _linear(i / 1023)) for i in range(1024)]
    curve = struct.pack(">4sII1024H", b"curv", 0, 1024, *levels)
    name = _SRGB.encode("ascii") + b"\0"
    description = struct.pack(">4sII", b"desc", 0, len(name)) + name + struct.pack(">IIHB", 0, 0, 0, 0) + bytes(67)
    tags = [
        (b"desc", description),
        (b"cprt", b"text" + bytes(4) + b"No copyright, use freely\0"),
        (b"wtpt", _xyz(0.9505, 1.0, 1.0891)),
        (b"rXYZ", _xyz(0.43607, 0.22249, 0.01392)),
        (b"gXYZ", _xyz(0.38515, 0.71687, 0.09708)),
        (b"bXYZ", _xyz(0.14307, 0.06061, 0.7141)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    offset = 128 + 4 + 12 * len(tags)
    table, body, places = b"", b"", dict[bytes, int]()
    for tag, data in tags:
        if data not in places:
            places[data] = offset + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", tag, places[data], len(data))
    content = struct.pack(">I", len(tags)) + table + body
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sIIIQI12s4s",
        128 + len(content), bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ", 2000, 1, 1, 0, 0, 0, b"acsp", bytes(4),
        0, 0, 0, 0, 0, struct.pack(">3i", 0xF6D6, 0x10000, 0xD32D), bytes(4),
    )  # fmt: skip
    return header + bytes(128 - len(header)) + content


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _xyz(x: float, y: float, z: float) -> bytes:
    return struct.pack(">4sI3i", b"XYZ ", 0, *(round(65536 * part) for part in (x, y, z)))
