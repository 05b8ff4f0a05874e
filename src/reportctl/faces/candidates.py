"""Which font files serve which role, best first: the licensed faces that officials have, then free ones.

Files are named as Windows, macOS, WPS Office, the desktops of Chinese Linux distributions and Debian have them.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from reportctl.faces.roles import Role


class Candidate(Struct, frozen=True):
    """A font file by name, in lower case. `family` picks the face of a collection; empty takes the first."""

    file: str
    family: str = ""
    free: bool = False


def _licensed(*files: str | tuple[str, str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(*((file,) if isinstance(file, str) else file)) for file in files)


def _free(*files: str | tuple[str, str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(*((file, "") if isinstance(file, str) else file), free=True) for file in files)


_SC_SERIF = "Noto Serif CJK SC"
_SC_SANS = "Noto Sans CJK SC"

_NOTO_SERIF = _free(
    ("notoserifcjk-regular.ttc", _SC_SERIF), "notoserifcjksc-regular.otf", "notoserifsc-regular.otf",
    "sourcehanserifsc-regular.otf", "sourcehanserifcn-regular.otf",
    ("sourcehanserif-regular.ttc", "Source Han Serif SC"),
)  # fmt: skip
_SONG = (
    *_licensed(
        ("simsun.ttc", "SimSun"), "simsun.ttf", "stsong.ttf", "华文宋体.ttf", ("songti.ttc", "Songti SC"),
        "fzssk.ttf", "fzssjw.ttf", "方正书宋_gbk.ttf", "方正书宋简体.ttf",
    ),
    *_free("fandolsong-regular.otf"),
    *_NOTO_SERIF,
    *_free("gbsn00lp.ttf"),
)  # fmt: skip

CANDIDATES: Mapping[Role, tuple[Candidate, ...]] = {
    Role.TITLE: (
        *_licensed(
            "fzxbsjw.ttf", "fzxbsk.ttf", "fzxbsjw--gb1-0.ttf", "fzxbsk--gbk1-0.ttf", "fzxiaobiaosong-b05s.ttf",
            "fzxiaobiaosong-b05.ttf", "方正小标宋简体.ttf", "方正小标宋_gbk.ttf", "方正小标宋_gb18030.ttf",
            "stzhongs.ttf", "stzhongsong.ttf", "华文中宋.ttf",
        ),
        *_free(
            "fandolsong-bold.otf", ("notoserifcjk-bold.ttc", _SC_SERIF), "notoserifcjksc-bold.otf",
            "notoserifsc-bold.otf", "sourcehanserifsc-bold.otf", "sourcehanserifcn-bold.otf",
        ),
    ),
    Role.HEADING1: (
        *_licensed(
            "simhei.ttf", "黑体.ttf", "fzhtk.ttf", "fzhtjw.ttf", "方正黑体_gbk.ttf", "方正黑体简体.ttf",
            "stheiti.ttf", "华文黑体.ttf", ("stheiti medium.ttc", "Heiti SC"),
        ),
        *_free(
            "fandolhei-regular.otf", ("notosanscjk-medium.ttc", _SC_SANS), ("notosanscjk-bold.ttc", _SC_SANS),
            "notosanscjksc-medium.otf", "notosanssc-medium.otf", ("notosanscjk-regular.ttc", _SC_SANS),
        ),
    ),
    Role.HEADING2: (
        *_licensed(
            "楷体_gb2312.ttf", "simkai_gb2312.ttf", "kaiti_gb2312.ttf", "gb_kt_gb18030.ttf", "simkai.ttf", "楷体.ttf",
            "fzktk.ttf", "fzktjw.ttf", "方正楷体_gbk.ttf", "方正楷体_gb2312.ttf", "方正楷体简体.ttf",
            "stkaiti.ttf", "华文楷体.ttf", "kaiti.ttf", ("kaiti.ttc", "Kaiti SC"),
        ),
        *_free("fandolkai-regular.otf", "lxgwwenkai-regular.ttf", "lxgwwenkaigb-regular.ttf", "gkai00mp.ttf"),
        *_NOTO_SERIF,
    ),
    Role.BODY: (
        *_licensed(
            "仿宋_gb2312.ttf", "simfang_gb2312.ttf", "fangsong_gb2312.ttf", "gb_fs_gb18030.ttf", "simfang.ttf",
            "仿宋.ttf", "fzfsk.ttf", "fzfsjw.ttf", "方正仿宋_gbk.ttf", "方正仿宋_gb2312.ttf", "方正仿宋简体.ttf",
            "stfangso.ttf", "stfangsong.ttf", "华文仿宋.ttf", "fangsong.ttf",
        ),
        *_free("fandolfang-regular.otf"),
        *_NOTO_SERIF,
    ),
    Role.TABLE: _SONG,
    Role.NUMBER: _SONG,
}  # fmt: skip
"""The search order of each role."""

FALLBACKS = (
    Candidate("notoserifcjk-regular.ttc", _SC_SERIF),
    Candidate("notosanscjk-regular.ttc", _SC_SANS),
    Candidate("lxgwwenkai-regular.ttf"),
    Candidate("simsunb.ttf"),
    Candidate("simsunextg.ttf"),
    Candidate("songti.ttc", "Songti SC"),
    Candidate("babelstonehan.ttf"),
    Candidate("hanamina.ttf"),
    Candidate("hanaminb.ttf"),
)
"""Wide faces that fill in a character which a role's own face lacks, tried after the faces that came with reportctl."""
