"""The output's place is a symbolic link.

## 说明

要写的位置是一个符号链接，或者经过链接通到输出文件夹以外。替换它会去掉链接，跟着它走会改动别处的文件，所以都不做。

## 例

out/2017 是指向另一块磁盘的链接。

## 怎么办

删去这个链接再运行一次；要写到链接所指的地方，用 --out 直接写明那个文件夹。

## What it means

It is a link, or leads through one out of the output folder. Replacing it would lose the link, and following it
would change files elsewhere, so neither is done.

## Example

out/2017 is a link to another disk.

## What to do

Remove the link and run again; to write where it leads, name that folder with --out.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT111",
    name="output-is-a-link",
    severity=Severity.ERROR,
    message=Words(
        zh="这个位置是符号链接，没有改动",
        en="its place is a symbolic link, which was left alone",
    ),
    hint=Words(
        zh="请删去链接再运行一次；要写到链接所指的地方，用 --out 写明那个文件夹",
        en="remove the link and run again, or name the folder that it leads to with --out",
    ),
    manual=__doc__ or "",
)
