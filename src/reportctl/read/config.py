"""Read reportctl.toml."""

from __future__ import annotations

from collections.abc import Mapping

from reportctl.model.config import Config
from reportctl.model.finding import Finding, Severity
from reportctl.model.location import KeyRef
from reportctl.read.toml_node import NotToml, load_toml
from reportctl.rules.lay104_configuration_invalid import RULE

_SECTIONS = ("expected", "fonts", "page", "severity")


def read_config(data: bytes, file: str) -> tuple[Config, tuple[Finding, ...]]:
    """Read the settings; every fault is a finding at its key, and what is sound still counts."""
    try:
        parsed = load_toml(data)
    except NotToml as fault:
        return Config(), (_fault(file, "", fault.zh, fault.en),)
    findings = [
        _fault(
            file,
            key,
            f"没有“{key}”这一节，只有 {'、'.join(_SECTIONS)}",
            f"there is no [{key}], only {', '.join(f'[{name}]' for name in _SECTIONS)}",
        )
        for key in parsed
        if key not in _SECTIONS
    ]
    fonts, folders = _fonts(_table(parsed, "fonts", file, findings), file, findings)
    severities = _severities(_table(parsed, "severity", file, findings), file, findings)
    mirror = _mirror(_table(parsed, "page", file, findings), file, findings)
    agencies, listed = _expected(_table(parsed, "expected", file, findings), file, findings)
    return Config(fonts, folders, severities, mirror, agencies, listed), tuple(findings)


def _table(parsed: Mapping[str, object], key: str, file: str, findings: list[Finding]) -> dict[str, object]:
    value = parsed.get(key, {})
    if isinstance(value, dict):
        return value
    findings.append(_fault(file, key, f"“{key}”应当是一节", f"{key} must be a table"))
    return {}


def _fonts(table: dict[str, object], file: str, findings: list[Finding]) -> tuple[dict[str, str], tuple[str, ...]]:
    fonts: dict[str, str] = {}
    folders: tuple[str, ...] = ()
    for key, value in table.items():
        if key == "folders" and isinstance(value, list) and all(_is_path(item) for item in value):
            folders = tuple(value)
        elif key != "folders" and isinstance(value, str) and _is_path(value):
            fonts[key] = value
        else:
            zh, en = "应当是文件名或字体名（folders 是文件夹的列表）", "must be a file or family name (folders: a list)"
            findings.append(_fault(file, f"fonts.{key}", zh, en))
    return fonts, folders


def _mirror(table: dict[str, object], file: str, findings: list[Finding]) -> bool:
    mirror = False
    for key, value in table.items():
        if key == "mirror" and isinstance(value, bool):
            mirror = value
        else:
            zh, en = "只能有 mirror = true 或 false", "only mirror = true or false may stand here"
            findings.append(_fault(file, f"page.{key}", zh, en))
    return mirror


def _expected(table: dict[str, object], file: str, findings: list[Finding]) -> tuple[tuple[str, ...], str]:
    agencies: tuple[str, ...] = ()
    listed = ""
    for key, value in table.items():
        if key == "agencies" and isinstance(value, list) and all(isinstance(item, str) for item in value):
            agencies = tuple(dict.fromkeys(value))
        elif key == "file" and isinstance(value, str) and _is_path(value):
            listed = value
        else:
            zh, en = "只能有 agencies（机关的列表）和 file（名单文件）", "only agencies (a list) and file (a name)"
            findings.append(_fault(file, f"expected.{key}", zh, en))
    return agencies, listed


def _is_path(value: object) -> bool:
    """Whether a value can be the path of a file: no system takes one with a NUL in it."""
    return isinstance(value, str) and "\x00" not in value


def _severities(table: dict[str, object], file: str, findings: list[Finding]) -> dict[str, Severity]:
    severities: dict[str, Severity] = {}
    for key, value in table.items():
        if isinstance(value, str) and value in ("error", "warning"):
            severities[key] = Severity(value)
        else:
            findings.append(_fault(file, f"severity.{key}", "只能是 error 或 warning", "must be error or warning"))
    return severities


def _fault(file: str, key: str, zh: str, en: str) -> Finding:
    return Finding(RULE, KeyRef(file, key), {"cause": zh, "cause_en": en})
