"""Management commands of an installation: Django is loaded once, and forked for every command.

    python -m tests.management

reads one order a line from standard input and answers in one line each, all in JSON. A command has
a process of its own, as on the command line; it is only spared loading everything, which takes
longer than most commands.
"""

import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NoReturn

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
        status, printed, complained = self._order("run", arguments)
        return subprocess.CompletedProcess(["manage.py", *arguments], status, printed, complained)

    @contextmanager
    def running(self, *arguments: str) -> Iterator[IO[str]]:
        """Run a command beside others, killed in the end; yield what it prints."""
        with tempfile.TemporaryDirectory() as folder:
            pipe = Path(folder) / "printed"
            os.mkfifo(pipe)
            child = self._order("begin", [str(pipe), *arguments])
            try:
                with pipe.open() as printed:
                    yield printed
            finally:
                self._order("kill", child)

    def _order(self, name: str, what: Any) -> Any:
        self._process.stdin.write(json.dumps([name, what]) + "\n")
        self._process.stdin.flush()
        timer = threading.Timer(PATIENCE, self._kill)
        timer.start()
        answer = self._process.stdout.readline()
        timer.cancel()
        if not answer:
            raise RuntimeError(f"No end of this within {PATIENCE} s: {name} {what}")
        return json.loads(answer)

    def _kill(self) -> None:
        """End it and what still runs beside it."""
        os.killpg(self._process.pid, signal.SIGKILL)

    def stop(self) -> None:
        self._kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()


def serve() -> None:
    """Carry orders out until standard input ends."""
    import django
    from django.urls import get_resolver

    django.setup()
    # Most commands check the addresses first.
    assert get_resolver().url_patterns
    gc.freeze()
    # Whatever is printed by accident must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    orders = {"run": _run, "begin": _begin, "kill": _kill}
    for line in sys.stdin:
        name, what = json.loads(line)
        print(json.dumps(orders[name](what)), file=answers, flush=True)


def _run(arguments: list[str]) -> tuple[int, str, str]:
    """Return the status of a command, what it printed, and of what it complained."""
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as complained:
        child = os.fork()
        if child == 0:
            os.dup2(printed.fileno(), 1)
            os.dup2(complained.fileno(), 2)
            _be(arguments)
        _, status = os.waitpid(child, 0)
        texts = []
        for file in (printed, complained):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
        return os.waitstatus_to_exitcode(status), *texts


def _begin(arguments: list[str]) -> int:
    """Return the number of the process that runs a command; it prints into a pipe."""
    pipe, *arguments = arguments
    child = os.fork()
    if child == 0:
        os.dup2(os.open(pipe, os.O_WRONLY), 1)
        _be(arguments)
    return child


def _kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _be(arguments: list[str]) -> NoReturn:
    """Be manage.py."""
    from django.core.management import execute_from_command_line

    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    execute_from_command_line(["manage.py", *arguments])
    sys.exit(0)


if __name__ == "__main__":
    serve()
