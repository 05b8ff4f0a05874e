"""The output cannot be written.

## 说明

文件写不进去：没有写入权限，文件夹是只读的，或者磁盘读写出错。原有的文件都没有动。

## 例

out 文件夹在只读的光盘或网络盘上。

## 怎么办

检查文件夹的权限和磁盘，或用 --out 换一个文件夹，再运行一次。

## What it means

There is no permission to write, the folder is read-only, or the disk fails. The old files are as they were.

## Example

out/ lies on a read-only share.

## What to do

Check the folder's permissions and the disk, or choose another folder with --out, and run again.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT104",
    name="output-cannot-be-written",
    severity=Severity.ERROR,
    message=Words(
        zh="文件写不进去：{cause}",
        en="the file cannot be written: {cause_en}",
    ),
    hint=Words(
        zh="原有文件没有动；请检查文件夹的权限和磁盘，或换一个文件夹，再运行一次",
        en="the old files were left alone; check permissions and the disk, or choose another folder, and run again",
    ),
    manual=__doc__ or "",
)
