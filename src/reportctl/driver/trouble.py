"""What the machine refuses, as findings: which file, why, and what to do about it."""

from __future__ import annotations

from errno import (
    EACCES,
    EBUSY,
    EDQUOT,
    EEXIST,
    EFBIG,
    EIO,
    EISDIR,
    ENAMETOOLONG,
    ENOSPC,
    ENOTDIR,
    EPERM,
    EROFS,
    ETXTBSY,
    EXDEV,
)
from pathlib import Path

from reportctl.driver.disk import BUSY
from reportctl.driver.lock import Locked
from reportctl.driver.place import IsLink
from reportctl.driver.project import Project
from reportctl.model.finding import Finding, Words
from reportctl.model.location import FileRef
from reportctl.rules import out104_output_cannot_be_written as out104
from reportctl.rules import out109_output_open_elsewhere as out109
from reportctl.rules import out110_disk_full as out110
from reportctl.rules import out111_output_is_a_link as out111
from reportctl.rules import out112_report_being_written as out112

_FULL = {
    ENOSPC: Words("磁盘已满", "the disk is full"),
    EDQUOT: Words("超出了磁盘配额", "the quota is used up"),
    EFBIG: Words("文件超出了系统允许的大小", "the file is larger than the system admits"),
}
_CAUSES = {
    EACCES: Words("没有写入权限", "no permission to write"),
    EPERM: Words("没有写入权限", "no permission to write"),
    EROFS: Words("文件夹是只读的", "the folder is read-only"),
    EIO: Words("磁盘读写出错", "the disk failed"),
    EXDEV: Words("文件夹跨在两个磁盘上", "the folder lies across two disks"),
    ENOTDIR: Words("路径中有一个不是文件夹", "a part of the path is not a folder"),
    EEXIST: Words("同名的文件占着文件夹的位置", "a file is in the folder's place"),
    EISDIR: Words("同名的文件夹占着这个位置", "a folder of that name is in its place"),
    ENAMETOOLONG: Words("文件名太长", "the file's name is too long"),
}


def refused(error: OSError, project: Project, folder: Path) -> Finding:
    """What kept files from being written into `folder`, as a finding about the file that it was."""
    at = FileRef(project.shown(Path(error.filename) if isinstance(error.filename, str) else folder))
    match error:
        case IsLink():
            return Finding(out111.RULE, at)
        case Locked():
            pid = error.holder
            args = {"holder": f"（进程号 {pid}）" if pid else " ", "holder_en": f" (process {pid})" if pid else ""}
            return Finding(out112.RULE, at, args)
    if getattr(error, "winerror", None) in BUSY or error.errno in (EBUSY, ETXTBSY):
        return Finding(out109.RULE, at)
    full = _FULL.get(error.errno or 0)
    other = _CAUSES.get(error.errno or 0) or Words(*[error.strerror or type(error).__name__] * 2)
    cause = full or other
    args = {"cause": cause.zh, "cause_en": cause.en}
    return Finding(out110.RULE if full else out104.RULE, at, args)
