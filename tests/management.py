"""Management commands of an installation: Django is loaded once, and forked for every command.

    python -m tests.management

reads one command a line from standard input, each as a JSON list of arguments, and answers in one
line each. A command has a process of its own, as on the command line; it is only spared loading
everything, which takes longer than most commands.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, NoReturn, Self

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180.0


class Management:
    """Runs management commands, one at a time, in the environment it was started with."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.management"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end. Raises RuntimeError if there is none within `PATIENCE`."""
        self._process.stdin.write(json.dumps(arguments) + "\n")
        self._process.stdin.flush()
        timer = threading.Timer(PATIENCE, self._process.kill)
        timer.start()
        answer = self._process.stdout.readline()
        timer.cancel()
        if not answer:
            raise RuntimeError(f"No end of {arguments[:1]} within {PATIENCE} s")
        status, printed, complained = json.loads(answer)
        return subprocess.CompletedProcess(["manage.py", *arguments], status, printed, complained)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stop()


def serve() -> None:
    """Answer commands until standard input ends."""
    import django
    from django.urls import get_resolver

    django.setup()
    # Most commands check the addresses first.
    assert get_resolver().url_patterns
    gc.freeze()
    # Whatever is printed by accident must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        print(json.dumps(_forked(json.loads(line))), file=answers, flush=True)


def _forked(arguments: list[str]) -> tuple[int, str, str]:
    """Run a command in a child; return its status, what it printed, and of what it complained."""
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as complained:
        child = os.fork()
        if child == 0:
            _run(arguments, printed, complained)
        _, status = os.waitpid(child, 0)
        texts = []
        for file in (printed, complained):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
        return os.waitstatus_to_exitcode(status), *texts


def _run(arguments: list[str], printed: IO[bytes], complained: IO[bytes]) -> NoReturn:
    """Be manage.py."""
    from django.core.management import execute_from_command_line

    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(printed.fileno(), 1)
    os.dup2(complained.fileno(), 2)
    execute_from_command_line(["manage.py", *arguments])
    sys.exit(0)


if __name__ == "__main__":
    serve()
