"""The sandbox in a process of its own, as the demo and the operators run it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import requests

ROOT = Path(__file__).resolve().parent.parent


class SandboxProcess:
    """Started on a free port; `url` is where it listens."""

    def __init__(self, data: Path) -> None:
        command = [sys.executable, "-m", "syndication.sandbox", "--port", "0", "--data", str(data)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        self._log = (data.parent / f"{data.name}.log").open("ab")
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        line = self._process.stdout.readline()
        if not line.startswith("listening on "):
            raise RuntimeError(f"The sandbox did not start: {line!r}, see {self._log.name}")
        self.url = line.removeprefix("listening on ").strip()
        self._http = requests.Session()

    def control(self, path: str, **body: Any) -> dict[str, Any]:
        """Call the control interface; return its answer. Raises for a refusal."""
        answer = self._http.post(
            f"{self.url}/_control/{path}",
            json=body,
            headers={"X-Sandbox-Control": "1"},
            timeout=30,
        )
        if not answer.ok:
            raise ValueError(f"{path}: {answer.status_code} {answer.text[:300]}")
        return answer.json()

    def reset(self) -> None:
        self.control("reset")

    def state(self) -> dict[str, Any]:
        return self.control("state")

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stop()
