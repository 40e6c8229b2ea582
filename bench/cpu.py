"""CPU time of processes, read from outside."""

import time
from pathlib import Path


def cpu_of(pid: int) -> float:
    """The CPU seconds of a process with all its threads: what /proc/<pid>/stat holds, to the nanosecond, not in ticks.

    The clock's number is made as clock_getcpuclockid(3) makes it.
    """
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:  # it has just ended
        return 0.0


def family(pid: int) -> set[int]:
    """A process and its descendants: granian's master and its worker."""
    found = {pid}
    parents = sorted(_parents().items())
    for (
        child,
        parent,
    ) in parents:  # a child's number is nearly always greater; numbers that wrapped come round below
        if parent in found:
            found.add(child)
    return found | {child for child, parent in parents if parent in found}


def _parents() -> dict[int, int]:
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
        except OSError:
            continue
        found[int(path.parent.name)] = int(after_name.split()[1])
    return found
