"""A worker of the cluster has other versions or faces.

## 说明

集群上的节点与本机不一致，没有生成。

用 --executor 在集群上生成时，承担这个工作簿的节点的 reportctl、依赖库或字体与发出任务的机器不同。
同一个工作簿在两处生成的文件会不一样，所以没有生成。

## 例

后来加入集群的一台机器装有方正小标宋，其余机器没有。

## 怎么办

使集群上各台机器的 reportctl、依赖库和字体与本机相同（reportctl doctor 列出本机的），再运行一次；已生成的不会重做。

## What it means

The worker of the cluster is not like the machine that sent it.

Its reportctl, a library or a face is another one. The files would differ from those made elsewhere, so none were made.

## Example

A machine that joined the cluster later has a licensed face that the others lack.

## What to do

Give all machines of the cluster the same versions and faces (reportctl doctor lists those here) and run again; what was
built is not built again.
"""

from __future__ import annotations

from reportctl.model.finding import Rule, Severity, Words

RULE = Rule(
    code="OUT114",
    name="worker-differs",
    severity=Severity.ERROR,
    message=Words(
        zh="集群上的节点与本机不一致，没有生成（{cause}）",
        en="a worker of the cluster differs from this machine, nothing was made ({cause})",
    ),
    hint=Words(
        zh="请使各节点的版本和字体与本机相同，再运行一次",
        en="give all workers the versions and faces of this machine and run again",
    ),
    manual=__doc__ or "",
)
