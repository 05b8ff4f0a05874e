"""The same bytes of DOCX, PDF and manifest whatever the time, place, user, locale, umask, hash seed, jobs and order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from batchcase import AGENCY, files

from commandline import change

NAMES = ["甲局", "乙局"]


def project_at(root: Path, workbook: Path, names: list[str]) -> Path:
    """A project whose workbooks come into being in the order of the names."""
    for name in names:
        (root / "data" / name).mkdir(parents=True)
        change(workbook, "基本信息", AGENCY, name, root / "data" / name / "2017.xlsx")
    return root


def copied(source: Path, target: Path, names: list[str]) -> Path:
    """The same workbooks elsewhere, in another order."""
    for name in names:
        (target / "data" / name).mkdir(parents=True)
        shutil.copy(source / "data" / name / "2017.xlsx", target / "data" / name / "2017.xlsx")
    return target


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Path:
    """A project built in the plainest way."""
    root = project_at(tmp_path_factory.mktemp("plain"), filled, NAMES)
    build(root, root, {}, "build", "--all", "--jobs", "1")
    assert len(files(root / "out")) == 6
    return root


def build(
    root: Path,
    cwd: Path,
    environment: Mapping[str, str],
    *arguments: str,
    before: tuple[str, ...] = (),
    umask: int = -1,
) -> None:
    done = subprocess.run(
        [*before, sys.executable, "-m", "reportctl", "--project", str(root), *arguments],
        cwd=cwd, env={**os.environ, **environment}, umask=umask, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done


def test_at_another_time_in_another_zone(plain: Path, tmp_path: Path) -> None:
    other = copied(plain, tmp_path, NAMES)
    fake = ("faketime", "2031-02-03 04:05:06")
    now = subprocess.run([*fake, sys.executable, "-c", "import time; print(time.strftime('%Y'))"], capture_output=True)
    assert now.stdout.strip() == b"2031"
    build(other, other, {"TZ": "Asia/Kathmandu"}, "build", "--all", "--jobs", "1", before=fake)
    assert files(other / "out") == files(plain / "out")


@pytest.mark.parametrize("seed", ["0", "20171"])
def test_under_another_locale_umask_and_hash_seed(plain: Path, tmp_path: Path, seed: str) -> None:
    other = copied(plain, tmp_path, NAMES)
    custom = {"LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": seed, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    build(other, other, custom, "build", "--all", "--jobs", "1", umask=0o077)
    assert files(other / "out") == files(plain / "out")


def test_by_another_user_from_another_folder(plain: Path, tmp_path: Path) -> None:
    other = copied(plain, tmp_path / "别处" / "a b", NAMES)
    home = tmp_path / "home"
    home.mkdir()
    custom = {
        "HOME": str(home),
        "USER": "somebody",
        "LOGNAME": "somebody",
        "HOSTNAME": "elsewhere",
        "TMPDIR": str(home),
    }
    build(other, Path("/"), custom, "build", "--all", "--jobs", "1", "--out", str(tmp_path / "elsewhere"))
    assert files(tmp_path / "elsewhere") == files(plain / "out")


def test_by_more_jobs_in_another_order(plain: Path, tmp_path: Path) -> None:
    other = copied(plain, tmp_path, NAMES[::-1])
    build(other, other, {}, "build", *(str(other / "data" / name) for name in NAMES[::-1]), "--jobs", "2")
    assert files(other / "out") == files(plain / "out")


def test_one_by_one_and_again(plain: Path, tmp_path: Path) -> None:
    other = copied(plain, tmp_path, NAMES)
    for name in NAMES[::-1]:
        build(other, other, {}, "build", str(other / "data" / name / "2017.xlsx"), "--to", "pdf")
        build(other, other, {}, "build", str(other / "data" / name / "2017.xlsx"))
    build(other, other, {}, "build", "--all", "--force")
    assert files(other / "out") == files(plain / "out")
