"""There is no manifest for what was to be verified.

## 说明

没有可以对照的 manifest.json。

要核对的文件旁边没有 manifest.json，或者它读不出来，没有可以对照的记录。

## 例

只拷走了 PDF，没有一起拷走 manifest.json。

## 怎么办

把报告所在的整个文件夹一起拷贝，再核对。

## What it means

Beside it lies no manifest.json that can be read, so that there is nothing to compare it with.

## Example

Only the PDF was copied, without manifest.json.

## What to do

Copy the whole folder of the report and verify that.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT108",
    name="manifest-missing",
    severity=Severity.ERROR,
    message=Words(
        zh="没有可以对照的清单（manifest.json）",
        en="there is no manifest.json to compare it with",
    ),
    hint=Words(
        zh="请连同 manifest.json 一起放在报告文件夹里再核对",
        en="put it into the report's folder together with manifest.json and verify again",
    ),
    manual=__doc__ or "",
)
