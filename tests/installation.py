"""An installation of its own: data, database, broker, and real processes that can be killed."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Self

import requests

from tests import migrated
from tests.management import Management

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition: Callable[[], Any], seconds: float = 30, every: float = 0.1) -> Any:
    """Return the first truthy value of `condition`. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while True:
        if value := condition():
            return value
        if time.monotonic() > end:
            raise TimeoutError(f"{condition} did not come true in {seconds} s")
        time.sleep(every)


class Installation:
    """A portal in `folder`, with SQLite and files, or on the servers that the environment names."""

    def __init__(self, folder: Path, sandbox_url: str, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/tmp"),
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "portal.settings.embedded",
            "DATA_DIR": str(folder),
            "PUBLIC_URL": self.url,
            "SANDBOX_URL": sandbox_url,
            "LOG_LEVEL": "WARNING",
            **self._servers(),
            **environment,
        }
        self.processes: dict[str, subprocess.Popen] = {}
        self._management: Management | None = None

    def _servers(self) -> dict[str, str]:
        named = {
            name: os.environ[name]
            for name in ("DATABASE_URL", "CACHE_URL", "CELERY_BROKER_URL")
            if os.environ.get(name)
        }
        # What others have on the broker and in the cache is not this installation's.
        own = f"installation-{uuid.uuid4().hex[:12]}"
        if "CELERY_BROKER_URL" in named:
            named["CELERY_QUEUE"] = own
        if "CACHE_URL" in named:
            named["CACHE_PREFIX"] = own
        self._database = ""
        if named.get("DATABASE_URL", "").startswith("postgres"):
            server, _, _ = named["DATABASE_URL"].rpartition("/")
            self._server = f"{server}/postgres"
            self._database = f"fabuting_{uuid.uuid4().hex[:12]}"
            self._is_migrated = migrated.create_on_server(self._server, self._database)
            named["DATABASE_URL"] = f"{server}/{self._database}"
        return named

    def manage(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        """Run a management command to its end. Raises CalledProcessError."""
        done = self._commands().run(*arguments)
        if check:
            done.check_returncode()
        return done

    def python(self, code: str) -> str:
        """Run code with the installation's settings; return what it printed."""
        return self.manage("shell", "--no-imports", "--command", code).stdout.strip()

    @contextmanager
    def running(self, code: str) -> Iterator[IO[str]]:
        """Run code beside what else is running, killed in the end; yield what it prints."""
        with self._commands().running("shell", "--no-imports", "--command", code) as printed:
            yield printed

    def _commands(self) -> Management:
        if self._management is None:
            self._management = Management(self.environment)
        return self._management

    def migrate(self) -> None:
        """Make the database, with the tables and rows that migrations make."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._database:
            migrated.copy_to_file(self.folder / "portal.sqlite3")
        elif not self._is_migrated:
            self.manage("migrate", "--verbosity", "0")

    def prepare(self) -> None:
        """Make the database, a home page with one column, a user and the demo's two accounts."""
        self.migrate()
        self.python(
            "from tests.home.factories import make_portal, ColumnPageFactory\n"
            "from wagtail.models import Site\n"
            "ColumnPageFactory(parent=make_portal(), title='要闻动态', slug='news')\n"
            f"Site.objects.update(hostname='localhost', port={self.port})"
        )
        # Who raises the sandbox's limits does so after this: they are not asked for here.
        self.manage("demo_setup", "--no-check")

    def copies(self) -> list[dict[str, Any]]:
        return json.loads(self.manage("copies").stdout)

    def start(self, name: str) -> None:
        """Start `portal`, `worker` or `scheduler`; one of several is told apart by a number."""
        celery = [PYTHON, "-m", "celery", "-A", "portal"]
        command = {
            "portal": [
                *[PYTHON, "-m", "gunicorn", "-c", "python:portal.serving", "portal.asgi"],
                *["--bind", f"127.0.0.1:{self.port}"],
            ],
            "worker": [*celery, "worker", "--pool", "threads", "--concurrency", "4"],
            "scheduler": [*celery, "beat", "--schedule", str(self.folder / "beat")],
        }[name.partition(" ")[0]]
        log = (self.folder / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        if name == "portal":
            until(self._answers, 90)

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/admin/login/", timeout=10).ok
        except (requests.ConnectionError, requests.Timeout):
            return False

    def log(self, name: str) -> str:
        """Return what a process has printed so far."""
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def kill(self, name: str) -> None:
        """End a process and its children at once, without a word."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        if self._management is not None:
            self._management.stop()
            self._management = None
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes.clear()
        if self._database:
            migrated.drop_on_server(self._server, self._database)
            self._database = ""
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stop()
