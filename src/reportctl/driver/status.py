"""Exit statuses, as the public interface states them."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """What a command's exit status says."""

    DONE = 0
    FINDINGS = 1
    """At least one finding at severity error, or some of several inputs could not be read."""
    UNREADABLE = 2
    """Wrong usage, or nothing that was given could be read."""
    LAYOUT = 3
    """A layout or configuration file is wrong."""
    MACHINE = 4
    """The machine is at fault: no font, no permission, disk full."""
    OURS = 70
    """A fault in reportctl itself."""
    INTERRUPTED = 130
    TERMINATED = 143
