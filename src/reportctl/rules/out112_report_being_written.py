"""Another run is writing this report.

## 说明

另一个 reportctl 正在写同一个文件夹，等了半分钟还没有结束。同一份报告一次只有一个程序写。

## 例

两个人在共享文件夹里同时生成同一年度的报告。

## 怎么办

等它结束后再运行一次。它已经没有反应的，结束那个进程；被强行结束的进程不会再占着文件夹。

## What it means

Another reportctl is writing in the same folder and has not finished within half a minute. Only one writes a report at a
time.

## Example

Two people build the same year in a shared folder.

## What to do

Run again when it is done. If it hangs, end that process; one that was killed holds nothing up.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT112",
    name="report-being-written",
    severity=Severity.ERROR,
    message=Words(
        zh="另一个 reportctl{holder}正在写这个文件夹",
        en="another reportctl{holder_en} is writing in this folder",
    ),
    hint=Words(
        zh="请等它结束后再运行一次；它没有反应的，结束那个进程",
        en="run again when it is done; if it hangs, end that process",
    ),
    manual=__doc__ or "",
)
