"""Finding faces: the search order, the chain of each character, and all the formats of font files."""

from __future__ import annotations

import hashlib
import io
import threading
from pathlib import Path

import pylopdf_fonts_zh_cn as bundled
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from fontfiles import cff_font, collection, glyf_font
from reportctl.faces import Face, Faces, FaceSettings, Role, Source, find_faces
from reportctl.faces.face import FaceError, face_count
from reportctl.model.location import KeyRef


def found(*folders: Path, **chosen: str) -> Faces:
    settings = FaceSettings({Role(k): v for k, v in chosen.items()}, tuple(map(str, folders)), system=False)
    faces, findings = find_faces(settings)
    assert faces is not None and not findings
    return faces


def serving(faces: Faces, role: Role) -> Face:
    return next(served.face for served in faces.served() if served.role is role)


def test_every_role_is_served_on_a_machine_without_fonts() -> None:
    served = {s.role: s.face.name for s in found().served()}
    assert set(served) == set(Role)
    assert served[Role.HEADING1] == "NotoSansSC-Regular"
    assert {served[r] for r in Role if r is not Role.HEADING1} == {"NotoSerifSC-Regular"}


def test_a_title_without_a_heavy_face_is_thickened() -> None:
    assert {s.role: s.stroke > 0 for s in found().served()}[Role.TITLE]
    assert found().stroke(Role.BODY) == 0


def test_a_face_that_is_bold_by_name_is_not_thickened(tmp_path: Path) -> None:
    glyf_font(tmp_path / "fandolsong-bold.otf", "公", "FandolSong-Bold", weight=400)
    assert found(tmp_path).stroke(Role.TITLE) == 0


@pytest.mark.parametrize(
    ("role", "order"),
    [
        (Role.BODY, ["仿宋_GB2312.ttf", "SIMFANG.TTF", "FZFSK.TTF", "STFANGSO.TTF", "FandolFang-Regular.otf"]),
        (
            Role.HEADING2,
            ["simkai.ttf", "华文楷体.ttf", "FandolKai-Regular.otf", "LXGWWenKai-Regular.ttf"],
        ),
        (Role.HEADING1, ["simhei.ttf", "方正黑体_GBK.TTF", "FandolHei-Regular.otf", "NotoSansCJKsc-Medium.otf"]),
        (
            Role.TITLE,
            ["FZXBSJW.TTF", "方正小标宋_GBK.TTF", "FandolSong-Bold.otf", "NotoSerifCJK-Bold.ttc"],
        ),
        (Role.TABLE, ["simsun.ttf", "STSONG.TTF", "FandolSong-Regular.otf", "NotoSerifCJKsc-Regular.otf"]),
    ],
)
def test_official_faces_come_before_free_ones_and_those_before_the_ones_that_came_with_us(
    tmp_path: Path, role: Role, order: list[str]
) -> None:
    for file in order:
        glyf_font(tmp_path / file, "公", "Square")
    free = ("Fandol", "LXGW", "gkai", "Noto")
    for file in order:
        (served,) = [served for served in found(tmp_path).served() if served.role is role]
        assert served.face.file == file
        assert served.source is (Source.FREE if file.startswith(free) else Source.LICENSED)
        (tmp_path / file).unlink()
    (served,) = [served for served in found(tmp_path).served() if served.role is role]
    assert served.source is Source.BUNDLED


def test_a_face_of_the_standards_class_comes_before_others(tmp_path: Path) -> None:
    cff_font(tmp_path / "SIMFANG.TTF", "公开")
    faces = found(tmp_path)
    assert serving(faces, Role.BODY).file == "SIMFANG.TTF"
    assert serving(faces, Role.TABLE).name == "NotoSerifSC-Regular"


def test_a_character_that_a_face_lacks_comes_from_the_next_of_the_chain(tmp_path: Path) -> None:
    cff_font(tmp_path / "simfang.ttf", "公开")
    faces = found(tmp_path)
    served = [faces.find(Role.BODY, c) for c in "公喆堃赟\U0002cb7c"]
    assert None not in served
    names = [faces.all[i].file for i in served if i is not None]
    assert names == ["simfang.ttf", *["NotoSerifSC-Regular.otf"] * 4]


def test_a_character_in_no_face_is_found_nowhere() -> None:
    assert found().find(Role.BODY, "\ue123") is None


def test_a_configured_file_wins(tmp_path: Path) -> None:
    font = glyf_font(tmp_path / "ours.ttf", "公开")
    faces = found(body=str(font))
    assert serving(faces, Role.BODY).name == "Square"
    sources = {served.role: served.source for served in faces.served()}
    assert (sources[Role.BODY], sources[Role.TABLE]) == (Source.CONFIGURED, Source.BUNDLED)


def test_a_configured_family_is_found_in_the_folders(tmp_path: Path) -> None:
    glyf_font(tmp_path / "a.ttf", "公", "Square")
    glyf_font(tmp_path / "b.ttf", "公", "Block")
    assert serving(found(tmp_path, table="Block"), Role.TABLE).file == "b.ttf"


def test_of_a_configured_family_the_regular_weight_is_taken(tmp_path: Path) -> None:
    glyf_font(tmp_path / "a.ttf", "公", "Square", weight=700)
    glyf_font(tmp_path / "b.ttf", "公", "Square", weight=400)
    assert serving(found(tmp_path, table="Square"), Role.TABLE).file == "b.ttf"


@pytest.mark.parametrize("wish", ["nowhere.ttf", "No Such Family"])
def test_a_configured_face_that_is_not_there_is_a_finding(wish: str) -> None:
    faces, (finding,) = find_faces(FaceSettings({Role.BODY: wish}, system=False))
    assert faces is None
    assert (finding.rule.code, finding.at) == ("OUT105", KeyRef("reportctl.toml", "fonts.body"))
    assert wish in finding.message("zh")


def test_no_face_at_all_is_a_finding_for_each_role(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundled, "serif_path", lambda: tmp_path / "gone.otf")
    monkeypatch.setattr(bundled, "sans_path", lambda: tmp_path / "gone.otf")
    faces, findings = find_faces(FaceSettings(system=False))
    assert faces is None
    assert [f.rule.code for f in findings] == ["OUT105"] * len(Role)


@pytest.mark.parametrize("content", [b"", b"not a font", b"ttcf", b"OTTO" + bytes(100)])
def test_a_broken_font_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "simfang.ttf").write_bytes(content)
    assert serving(found(tmp_path), Role.BODY).name == "NotoSerifSC-Regular"
    with pytest.raises(FaceError):
        Face(tmp_path / "simfang.ttf")


def test_the_family_of_a_collection_is_chosen_by_name(tmp_path: Path) -> None:
    fonts = [glyf_font(tmp_path / "a", "公", "SimSun"), glyf_font(tmp_path / "b", "开", "NSimSun")]
    path = collection(tmp_path / "simsun.ttc", fonts[::-1])
    assert face_count(path) == 2
    assert serving(found(tmp_path), Role.TABLE).name == "SimSun"


def test_a_variable_face_is_taken_at_its_regular_weight(tmp_path: Path) -> None:
    font = glyf_font(tmp_path / "v.ttf", "公", weights=(100, 100, 900))
    face = Face(font)
    assert (face.weight, face.name) == (400, "Square-Regular")
    glyph = face.glyph("公")
    assert glyph is not None
    # 400 is three eighths of the way from 100 to 900, and so is the right edge: 900 and 15 of 40.
    assert face.ink(glyph).width == pytest.approx(0.815)
    subset = face.subset("公")
    assert b"fvar" not in subset.data[:400]
    (tmp_path / "subset.ttf").write_bytes(subset.data)
    assert Face(tmp_path / "subset.ttf").ink(subset.glyphs[subset.cids["公"]]).width == pytest.approx(0.815)


def test_a_face_is_named_by_the_hash_of_its_file_whenever_that_is_worked_out(tmp_path: Path) -> None:
    path = glyf_font(tmp_path / "simfang.ttf", "公")
    wanted = hashlib.sha256(path.read_bytes()).hexdigest()
    assert serving(found(tmp_path), Role.BODY).sha256 == wanted
    faces = found(tmp_path)
    faces.hash_ahead()
    for thread in threading.enumerate():
        if thread.name == "hashing of faces":
            thread.join()
    path.write_bytes(b"")
    assert serving(faces, Role.BODY).sha256 == wanted


def test_a_face_whose_file_has_gone_is_told_by_who_asks_for_its_hash(tmp_path: Path) -> None:
    path = glyf_font(tmp_path / "simfang.ttf", "公")
    faces = found(tmp_path)
    path.unlink()
    faces.hash_ahead()
    with pytest.raises(FileNotFoundError):
        str(serving(faces, Role.BODY).sha256)


def drawn(glyphs: object, name: str) -> list[tuple[str, object]]:
    """The outline of a glyph."""
    pen = RecordingPen()
    glyphs[name].draw(pen)  # type: ignore[index]
    return list(pen.value)


def test_a_subset_numbers_its_characters_as_they_come(tmp_path: Path) -> None:
    path = cff_font(tmp_path / "x.otf", "政府信息公开")
    subset = Face(path).subset("开公府")
    assert subset.cff and subset.glyphs == ()
    assert subset.cids == {"开": 1, "公": 2, "府": 3}
    whole, part = TTFont(path), CFFFontSet()
    part.decompile(io.BytesIO(subset.data), None)
    glyphs = part[0].CharStrings
    assert sorted(glyphs.keys()) == [".notdef", "cid00001", "cid00002", "cid00003"]
    for character, cid in subset.cids.items():
        assert drawn(glyphs, f"cid{cid:05}") == drawn(whole.getGlyphSet(), whole.getBestCmap()[ord(character)])


def test_a_subset_with_truetype_outlines_says_which_glyph_a_number_is(tmp_path: Path) -> None:
    path = glyf_font(tmp_path / "x.ttf", "政府信息公开")
    subset = Face(path).subset("开公")
    assert not subset.cff
    # The glyphs keep the order that they have in the face.
    assert (subset.cids, subset.glyphs) == ({"开": 1, "公": 2}, (0, 2, 1))
    names = TTFont(io.BytesIO(subset.data)).keys()
    assert {"glyf", "loca", "head", "hhea", "hmtx", "maxp"} <= set(names)
    assert not {"cmap", "name", "GSUB"} & set(names)


def test_a_character_that_the_face_lacks_has_number_nought(tmp_path: Path) -> None:
    subset = Face(cff_font(tmp_path / "x.otf", "公开")).subset("公无")
    assert subset.cids == {"公": 1, "无": 0}


def test_measures_are_in_em(tmp_path: Path) -> None:
    face = Face(glyf_font(tmp_path / "x.ttf", "公"))
    glyph = face.glyph("公")
    assert glyph is not None
    ink = face.ink(glyph)
    assert (face.advance(glyph), ink.left, ink.top, ink.width, ink.height) == (1.0, 0.1, 0.7, 0.8, 0.7)
    assert face.outline(glyph)[0] == ("moveTo", ((0.1, 0.0),))
    assert face.vertical == (0.88, -0.12)


def test_names_hashes_and_coverage_tell_nothing_of_the_machine(tmp_path: Path) -> None:
    face = Face(glyf_font(tmp_path / "x.ttf", "公开"))
    assert (face.file, face.name, face.coverage) == ("x.ttf", "Square", 2)
    assert len(face.sha256) == 64
    assert str(tmp_path) not in repr((face.file, face.name, face.families))
