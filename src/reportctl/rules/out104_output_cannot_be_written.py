"""The output cannot be written.

## 说明

文件写不进去。文件夹没有写入权限、磁盘已满，或者同名文件正被其他程序打开。

## 例

out 文件夹是只读的，或者 Word 正开着上次生成的文件。

## 怎么办

关闭打开的文件，检查权限和剩余空间，或用 --out 换一个文件夹。

## What it means

The folder is not writable, the disk is full, or another program holds the file open.

## Example

out/ is read-only, or Word still shows the last version.

## What to do

Close the file, check permission and space, or choose another folder with --out.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT104",
    name="output-cannot-be-written",
    severity=Severity.ERROR,
    message=Words(
        zh="文件写不进去：{cause}",
        en="the file cannot be written: {cause}",
    ),
    hint=Words(
        zh="请关闭正在打开它的 Word 或 WPS，检查文件夹的权限和磁盘空间，再试一次",
        en="close it in Word or WPS, check the folder's permissions and the disk's free space, and try again",
    ),
    manual=__doc__ or "",
)
