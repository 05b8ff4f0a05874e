"""There is no room for the output.

## 说明

磁盘已满，或者超出了允许使用的空间。原有的文件都没有动，写了一半的已经删去。

## 例

U 盘只剩几十 KB。

## 怎么办

腾出空间，或用 --out 换一个磁盘，再运行一次。

## What it means

The disk is full, or the quota is used up. The old files are as they were, what was half written was removed.

## Example

A memory stick has a few kilobytes left.

## What to do

Make room, or choose a folder on another disk with --out, and run again.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT110",
    name="disk-full",
    severity=Severity.ERROR,
    message=Words(
        zh="磁盘空间不够：{cause}",
        en="there is no room on the disk: {cause_en}",
    ),
    hint=Words(
        zh="原有文件没有动；请腾出空间，或换一个磁盘上的文件夹，再运行一次",
        en="the old files were left alone; make room, or choose a folder on another disk, and run again",
    ),
    manual=__doc__ or "",
)
