"""Documents whose DOCX must agree with their PDF, and how far it does: a table of docs/typesetting.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from libreoffice import converted, for_libreoffice
from readback import Agreement, compare
from stress import stress_document

from measuring.specimens import made
from reportctl.bind import bind, identify
from reportctl.compose import compose
from reportctl.emit import docx, pdf
from reportctl.faces import Faces, FaceSettings, find_faces
from reportctl.model.document import AttachmentNote, Block, Document, Paragraph, Signature
from reportctl.read.layout import read_layouts
from reportctl.read.workbook import read_workbook
from reportctl.resources import builtin_layouts
from reportctl.typeset import typeset

ROOT = Path(__file__).parents[2]
EXAMPLES = {"2017": ROOT / "data" / "2017.xlsx"} | {
    f"pingtan-{path.stem}": path for path in sorted((ROOT / "examples" / "pingtan").glob("*.xlsx"))
}
STRESS = [f"stress-{seed}" for seed in (1, 2, 3)]
ENDS = [f"end-{lines}-{length}-{noted}" for lines in (11, 12, 13, 14, 16) for length in (1, 3) for noted in (0, 1)]
SIGNED = [f"signed-{length}" for length in (25, 26, 27, 33, 54)]
SPECIMENS = ["specimen", "mirrored", "draft", "corpus"]
NAMES = [*EXAMPLES, *STRESS, *ENDS, *SIGNED, *SPECIMENS]
_GROUPS: Mapping[str, Sequence[str]] = {
    "2017 年示例 · the 2017 example": ["2017"],
    "平潭 2011—2018 · eight reports": [f"pingtan-{year}" for year in range(2011, 2019)],
    "平潭 2019—2025，正文内有十列表 · seven reports with 10-column tables": [f"pingtan-{y}" for y in range(2019, 2026)],
    "三份各 40 页以上的混合文件 · three mixed documents of 40 pages and more": STRESS,
    "难断的文字落在行末的每一处 · hard cases at each place of a line's end": ["corpus"],
    "署名落在页末前后的 20 种情形 · 20 cases of a signature near a page's end": ENDS,
    "很长的机关名 · very long names of agencies": SIGNED,
    "各种成分、草稿、镜像页边距 · all parts, a draft, mirrored margins": ["specimen", "draft", "mirrored"],
}


@dataclass(frozen=True)
class Pair:
    """A document's PDF and DOCX, and what LibreOffice makes of the DOCX as it is, and with its own settings."""

    pdf: bytes
    docx: bytes
    as_is: bytes
    adapted: bytes


def pairs(folder: Path) -> dict[str, Pair]:
    """All documents by name, emitted and printed."""
    faces, _ = find_faces(FaceSettings(system=False))
    assert faces is not None
    files = {name: _files(document, faces) for name, document in _documents().items()}
    files |= {name: (made(name).pdf, made(name).docx) for name in SPECIMENS}
    prints = []
    adapted: tuple[Callable[[bytes], bytes], ...] = (bytes, for_libreoffice)
    for number, adapt in enumerate(adapted):
        (folder / str(number)).mkdir()
        prints.append(converted({name: adapt(word) for name, (_, word) in files.items()}, folder / str(number)))
    return {name: Pair(ours, word, prints[0][name], prints[1][name]) for name, (ours, word) in files.items()}


def _files(document: Document, faces: Faces) -> tuple[bytes, bytes]:
    pages, findings = typeset(document, faces)
    assert findings == ()
    return pdf.emit(document, pages, faces), docx.emit(document, pages)


def _documents() -> dict[str, Document]:
    found = {name: _example(path) for name, path in EXAMPLES.items()}
    found |= {name: stress_document(int(name[-1])) for name in STRESS}
    found |= {name: _signed(int(name.split("-")[1])) for name in SIGNED}
    return found | {name: _end(*map(int, name.split("-")[1:])) for name in ENDS}


def _example(path: Path) -> Document:
    workbook, _ = read_workbook(path.read_bytes(), path.name)
    layouts, _ = read_layouts(builtin_layouts())
    assert workbook is not None
    identity, _ = identify(workbook)
    assert identity is not None
    layout = next(item for item in layouts if len(item.lineage) == 1 and identity.year in item.years)
    return compose(bind(workbook, identity, layout)[0])


def _end(lines: int, length: int, noted: int) -> Document:
    """A page that ends with a signature, or just before it."""
    last = "本局全年公开政府信息一千条，比上年增加一百条，群众满意度有所提高，" * length + "完。"
    blocks: list[Block] = [*[Paragraph("前面一段说明全年工作情况。")] * lines, Paragraph(last)]
    if noted:
        blocks.append(AttachmentNote(("政府信息公开情况统计表",)))
    blocks.append(Signature("滨江市档案局", "2018年1月25日"))
    words = ("滨江市档案局", "2017年", "年度报告")
    return Document("".join(words), words, tuple(blocks), "滨江市档案局", 2017, "报告", date(2018, 1, 25), "ab" * 32)


def _signed(length: int) -> Document:
    """A report of an agency with a very long name."""
    agency = ("滨江省滨江市经济技术开发区管理委员会社会事务和公共服务监督管理局综合行政审批科" * 2)[:length]
    words = (agency[:14], agency[14:], "2017年", "年度报告")
    blocks = (Paragraph("全年没有变化。"), Signature(agency, "2018年1月25日"))
    return Document("".join(words), words, blocks, agency, 2017, "报告", date(2018, 1, 25), "ab" * 32)


def agreement(found: Mapping[str, Pair]) -> str:
    """How many pages begin alike and how many lines are the same, the worse of both copies."""
    rows = ["| 文件 document | 页首相同 pages that begin alike | 行相同 lines alike |", "|---|---|---|"]
    for label, names in _GROUPS.items():
        worst = [_worse(found[name]) for name in names]
        pages, of_pages = sum(one.pages for one in worst), sum(one.of_pages for one in worst)
        lines, of_lines = sum(one.lines for one in worst), sum(one.of_lines for one in worst)
        rows.append(f"| {label} | {pages} / {of_pages} | {lines} / {of_lines} |")
    return "\n".join(rows) + "\n"


def _worse(pair: Pair) -> Agreement:
    return min((compare(pair.pdf, copy) for copy in (pair.as_is, pair.adapted)), key=lambda one: (one.pages, one.lines))
