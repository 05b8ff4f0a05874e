"""A file is not what its manifest says.

## 说明

报告文件夹里的 manifest.json 记录了每个文件的散列值。这个文件有改动、缺少，
或者清单里没有它，不能证明它是由工作簿生成的。

## 例

生成以后有人在 Word 里改过 DOCX。

## 怎么办

用 reportctl build 重新生成；要改内容的，改工作簿。不属于报告的文件请移到别处。

## What it means

manifest.json records a hash of each file. This one was changed, is missing, or is not in the manifest: nothing proves
that it was made from the workbook.

## Example

Somebody edited the DOCX in Word after it was built.

## What to do

Build it again; to change what it says, change the workbook. Move files away that do not belong to the report.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT106",
    name="file-not-as-recorded",
    severity=Severity.ERROR,
    message=Words(
        zh="与清单不符：{cause}",
        en="not as its manifest says: {cause_en}",
    ),
    hint=Words(
        zh="请用 reportctl build 重新生成；要改内容的，改工作簿",
        en="build it again; to change what it says, change the workbook",
    ),
    manual=__doc__ or "",
)
