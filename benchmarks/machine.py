"""What a figure was measured on."""

import os
import platform
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path


def description() -> str:
    """Return cores, memory and versions in one line."""
    memory = re.search(r"MemTotal:\s+(\d+)", _read("/proc/meminfo"))
    model = re.search(r"model name\s*:\s*(.+)", _read("/proc/cpuinfo"))
    return ", ".join(
        [
            f"{os.cpu_count()} cores" + (f" ({model[1].strip()})" if model else ""),
            f"{int(memory[1]) / 1024**2:.0f} GB memory" if memory else "memory unknown",
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
        ]
    )


def announce() -> None:
    """Print what is measured on, and how busy it is before."""
    print(f"Machine: {description()}")
    print(f"Processes that wanted to run before: {load():.1f}")


def load() -> float:
    """Return how many processes wanted to run in the last minute, on average."""
    return os.getloadavg()[0]


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process and its children have used so far."""
    ticks = sum(int(fields[11]) + int(fields[12]) for _number, fields in _family(pid))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Return the megabytes that a process and its children hold, shared pages shared out."""
    kilobytes = 0
    for number, _fields in _family(pid):
        held = re.search(r"^Pss:\s+(\d+)", _read(f"/proc/{number}/smaps_rollup"), re.MULTILINE)
        kilobytes += int(held[1]) if held else 0
    return kilobytes / 1024


def _family(pid: int) -> Iterator[tuple[int, list[str]]]:
    """Yield a process and its children, each with what `/proc/…/stat` says after its name."""
    family = {pid}
    for stat in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda path: int(path.parent.name)):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number, parent = int(stat.parent.name), int(fields[1])
        if number in family or parent in family:
            family.add(number)
            yield number, fields


def _read(path: str) -> str:
    file = Path(path)
    return file.read_text() if file.is_file() else ""
