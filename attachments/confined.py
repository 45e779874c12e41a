"""A function at work on a stranger's bytes, in a process of its own with little memory and time.

A file is a program's input from somebody unknown: a few hundred bytes can claim a sheet of sixteen
thousand million cells. What goes wrong in there ends that process and nothing else.
"""

import importlib
import resource
import subprocess
import sys
from pathlib import Path

MEMORY = 2 * 1024**3
SECONDS = 60
ROOT = Path(__file__).resolve().parents[1]
REFUSED = 3
CHILD = """
import sys
sys.path.append(sys.argv[1])
from attachments.confined import work
work(*sys.argv[2:])
"""


class Stopped(Exception):
    """The work was not done. `code` is "too_much", "broken" or what the function raised."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def run(function: str, data: bytes, *, memory: int = MEMORY, seconds: int = SECONDS) -> bytes:
    """Return what `module:function` makes of the bytes. Raises Stopped.

    The function takes bytes and returns bytes; its module may not need Django's settings.
    """
    arguments = [str(ROOT), function, str(memory), str(seconds)]
    try:
        child = subprocess.run(  # noqa: S603 our own interpreter and code
            [sys.executable, "-I", "-c", CHILD, *arguments],
            input=data,
            capture_output=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        raise Stopped("too_much") from None
    if child.returncode == REFUSED:
        raise Stopped(child.stderr.decode().strip().rpartition("\n")[2])
    if child.returncode != 0:
        raise Stopped("too_much" if child.returncode < 0 else "broken")
    return child.stdout


def work(function: str, memory: str, seconds: str) -> None:
    """Do the work; what the child runs."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    module, _, name = function.partition(":")
    try:
        done = getattr(importlib.import_module(module), name)(sys.stdin.buffer.read())
        sys.stdout.buffer.write(done)
    except Stopped as stopped:
        _refuse(stopped.code)
    except MemoryError:
        _refuse("too_much")


def _refuse(code: str) -> None:
    sys.stderr.write(f"\n{code}")
    sys.exit(REFUSED)
