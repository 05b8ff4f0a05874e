"""Which font files serve which role, best first: the licensed faces that officials have, then free ones."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from reportctl.faces.roles import Role


class Candidate(Struct, frozen=True):
    """A font file by name, in lower case. `family` picks the face of a collection; empty takes the first."""

    file: str
    family: str = ""


_SC_SERIF = "Noto Serif CJK SC"
_SC_SANS = "Noto Sans CJK SC"

_FREE_SONG = (
    Candidate("notoserifcjk-regular.ttc", _SC_SERIF),
    Candidate("notoserifcjksc-regular.otf"),
    Candidate("sourcehanserifsc-regular.otf"),
)
_SONG = (
    Candidate("simsun.ttc", "SimSun"),
    Candidate("simsun.ttf"),
    Candidate("stsong.ttf"),
    Candidate("songti.ttc", "Songti SC"),
    *_FREE_SONG,
    Candidate("fandolsong-regular.otf"),
)

CANDIDATES: Mapping[Role, tuple[Candidate, ...]] = {
    Role.TITLE: (
        Candidate("fzxbsjw.ttf"),
        Candidate("fzxbsk.ttf"),
        Candidate("fzxiaobiaosong-b05s.ttf"),
        Candidate("方正小标宋简体.ttf"),
        Candidate("方正小标宋_gbk.ttf"),
        Candidate("stzhongs.ttf"),
        Candidate("stzhongsong.ttf"),
        Candidate("notoserifcjk-bold.ttc", _SC_SERIF),
        Candidate("notoserifcjksc-bold.otf"),
        Candidate("sourcehanserifsc-bold.otf"),
        Candidate("fandolsong-bold.otf"),
    ),
    Role.HEADING1: (
        Candidate("simhei.ttf"),
        Candidate("stheiti.ttf"),
        Candidate("stheiti medium.ttc", "Heiti SC"),
        Candidate("fandolhei-regular.otf"),
        Candidate("notosanscjk-medium.ttc", _SC_SANS),
        Candidate("notosanscjk-bold.ttc", _SC_SANS),
        Candidate("notosanscjksc-medium.otf"),
        Candidate("notosanscjk-regular.ttc", _SC_SANS),
    ),
    Role.HEADING2: (
        Candidate("楷体_gb2312.ttf"),
        Candidate("simkai_gb2312.ttf"),
        Candidate("kaiti_gb2312.ttf"),
        Candidate("simkai.ttf"),
        Candidate("stkaiti.ttf"),
        Candidate("kaiti.ttf"),
        Candidate("kaiti.ttc", "Kaiti SC"),
        Candidate("fandolkai-regular.otf"),
        Candidate("lxgwwenkai-regular.ttf"),
        Candidate("gkai00mp.ttf"),
        *_FREE_SONG,
    ),
    Role.BODY: (
        Candidate("仿宋_gb2312.ttf"),
        Candidate("simfang_gb2312.ttf"),
        Candidate("fangsong_gb2312.ttf"),
        Candidate("simfang.ttf"),
        Candidate("stfangso.ttf"),
        Candidate("stfangsong.ttf"),
        Candidate("fangsong.ttf"),
        Candidate("fandolfang-regular.otf"),
        *_FREE_SONG,
    ),
    Role.TABLE: _SONG,
    Role.NUMBER: _SONG,
}
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
