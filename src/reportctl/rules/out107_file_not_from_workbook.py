"""A file is not what its workbook makes.

## 说明

重新生成的结果与这个文件不同。

用手边的工作簿和记录的表式、字体、版本重新生成，得到的与这个文件不同。

## 例

有人改了 DOCX，又把清单里的散列值改成相符。

## 怎么办

不要发布这个文件。用 reportctl build --force 重新生成。

## What it means

Building it again from the workbook at hand, with the form, faces and versions that were recorded, gives another file.

## Example

Somebody edited the DOCX and then the hash in the manifest.

## What to do

Do not publish this file. Build it again with reportctl build --force.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT107",
    name="file-not-from-workbook",
    severity=Severity.ERROR,
    message=Words(
        zh="与工作簿重新生成的不同：{cause}",
        en="not what the workbook makes: {cause_en}",
    ),
    hint=Words(
        zh="请不要发布，用 reportctl build --force 重新生成",
        en="do not publish it; build it again with: reportctl build --force",
    ),
    manual=__doc__ or "",
)
