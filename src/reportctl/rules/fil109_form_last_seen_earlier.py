"""The form in use was last seen in use for an earlier year.

## 说明

所用的表式可能已有更新。它没有规定终止年度，仍然适用，但本工具只见过它用到某一年度为止；
此后如果发布了新的格式，本工具还不知道。

## 例

数据年度是 2099，而所用的表式最近一次见于几十年前的报告。

## 怎么办

查看上级是否发布了新的格式。没有新格式的，照常使用；有的，请更新本工具，或在 layouts 文件夹中加入新的表式。

## What it means

The form has no last year and is still used, but this program has seen it in use only up to a certain year. Should a
newer format have been issued since, it does not know it.

## Example

The data year is 2099, and the form was last seen decades before.

## What to do

Find out whether a newer format has been issued. If not, carry on; if so, update this program or put the new form into
the folder layouts.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="FIL109",
    name="form-last-seen-earlier",
    severity=Severity.INFO,
    message=Words(
        zh="{year} 年度沿用“{layout}”表式；本工具最近一次见到它用于 {seen} 年度",
        en="the form {layout} is used for {year}; this program last saw it in use for {seen}",
    ),
    hint=Words(
        zh="请查看是否发布了新的格式；没有的，照常使用",
        en="find out whether a newer format has been issued; if not, carry on",
    ),
    manual=__doc__ or "",
)
