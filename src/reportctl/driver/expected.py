"""Which agencies have to report: those that a reviewing office lists in reportctl.toml."""

from __future__ import annotations

from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.driver.project import CONFIG, Project
from reportctl.model.finding import Finding
from reportctl.model.location import KeyRef
from reportctl.rules import lay104_configuration_invalid as lay104


def expected_agencies(project: Project) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The agencies that the settings name and those of the file that they name; none where nothing is listed.

    The file has an agency in each line, in UTF-8 or as Chinese Windows saves text (GB 18030); a line that begins with #
    is a remark.
    """
    named = project.config.expected
    file = project.config.expected_file
    if not file:
        return named, ()
    try:
        data = read_bounded(project.root / file)
    except UnreadableFile as fault:
        return (), (_fault(f"{file}：{fault.zh}", f"{file}: {fault.en}"),)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        lines = (line.strip() for line in text.splitlines())
        return tuple(dict.fromkeys((*named, *(line for line in lines if line and not line.startswith("#"))))), ()
    return (), (_fault(f"{file} 不是文本文件", f"{file} is no text"),)


def _fault(zh: str, en: str) -> Finding:
    return Finding(lay104.RULE, KeyRef(CONFIG, "expected.file"), {"cause": zh, "cause_en": en})
