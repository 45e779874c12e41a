"""The sandbox as a process of its own, for tests that talk to it over HTTP."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import requests

ROOT = Path(__file__).resolve().parents[1]
STARTING, STOPPING = 30.0, 5.0


class SandboxProcess:
    """`with SandboxProcess(tmp_path) as sandbox: requests.post(f"{sandbox.url}/…")`"""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.url = ""
        self._process: subprocess.Popen[str] | None = None
        self._http = requests.Session()
        self._http.trust_env = False
        self._http.headers["X-Sandbox-Control"] = "1"

    @classmethod
    def start(cls, data_dir: Path, port: int = 0) -> Self:
        """Start a sandbox that keeps its state in `data_dir`; return when it accepts."""
        sandbox = cls(data_dir)
        sandbox.restart(port)
        return sandbox

    @classmethod
    def at(cls, url: str) -> Self:
        """Return a sandbox that somebody else runs, to give orders to."""
        sandbox = cls(Path())
        sandbox.url = url
        return sandbox

    def restart(self, port: int = 0) -> None:
        """Start again on the same data, if need be after a stop."""
        self.stop()
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DJANGO_SETTINGS_MODULE", "PYTHONPATH"}
        }
        # Only what the sandbox itself needs: it must not be able to find the portal's package.
        environment["PYTHONPATH"] = str(ROOT)
        command = [sys.executable, "-m", "syndication.sandbox"]
        command += ["--port", str(port), "--data", str(self.data_dir)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        # A start that hangs ends in an empty line instead of a hanging test.
        timer = threading.Timer(STARTING, self._process.kill)
        timer.start()
        line = self._process.stdout.readline()
        timer.cancel()
        if not line.startswith("listening on "):
            self.stop()
            raise RuntimeError(f"The sandbox did not start: {line!r}")
        self.url = line.removeprefix("listening on ").strip()

    @property
    def pid(self) -> int:
        return self._process.pid

    def control(self, path: str, method: str = "POST", **body: Any) -> Any:
        """Give an order: `control("wechat/accounts", app_id=…)`. Raises for a refusal."""
        response = self._http.request(
            method,
            f"{self.url}/_control/{path}",
            json=body if method != "GET" else None,
            timeout=30,
        )
        if not response.ok:
            raise AssertionError(f"{path}: {response.status_code} {response.text}")
        return response.json()

    def reset(self) -> None:
        self.control("reset")

    def state(self) -> dict[str, Any]:
        return self.control("state", "GET")

    def stop(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def __enter__(self) -> Self:
        if self._process is None:
            self.restart()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
