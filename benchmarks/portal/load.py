"""Requests at a server, as many as it answers: by wrk, or by a small client where there is none."""

import asyncio
import re
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from benchmarks import machine

LUA = """
done = function(summary, latency, requests)
  local wrong = summary.errors.status + summary.errors.read + summary.errors.timeout
  io.write(string.format("p95 %f wrong %d\\n", latency:percentile(95) / 1000, wrong))
end
"""


@dataclass(frozen=True, slots=True)
class Told:
    """Requests a second; the p95 of one in milliseconds; how many were not answered with 200; the
    milliseconds of processor time that the server spent on one.
    """

    rate: float
    p95: float
    wrong: int
    cpu: float = 0.0


def client() -> str:
    return "wrk" if shutil.which("wrk") else "a small asyncio client of our own"


def load(url: str, seconds: float, connections: int, server: int) -> Told:
    """Ask a server, whose first process is `server`, for a page as often as it answers."""
    before = machine.cpu_seconds(server)
    if shutil.which("wrk"):
        told, asked = _wrk(url, seconds, connections)
    else:
        told, asked = asyncio.run(_own(url, seconds, connections))
    return replace(told, cpu=(machine.cpu_seconds(server) - before) / max(1, asked) * 1000)


def _wrk(url: str, seconds: float, connections: int) -> tuple[Told, int]:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA)
        script.flush()
        command = [
            "wrk", "--threads", "1", "--connections", str(connections),
            "--duration", f"{max(1, round(seconds))}s", "--timeout", "10s",
            "--script", script.name, url,
        ]  # fmt: skip
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    late, wrong = re.search(r"p95 ([\d.]+) wrong (\d+)", told).groups()
    asked = re.search(r"(\d+) requests in", told)
    return Told(float(rate[1]), float(late), int(wrong)), int(asked[1])


async def _own(url: str, seconds: float, connections: int) -> tuple[Told, int]:
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    request = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()
    end = time.perf_counter() + seconds
    times: list[float] = []
    wrong = 0

    async def visit() -> None:
        nonlocal wrong
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        while (begin := time.perf_counter()) < end:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if length := re.search(rb"content-length: (\d+)", head, re.IGNORECASE):
                await reader.readexactly(int(length[1]))
            else:
                while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
                    await reader.readexactly(size + 2)
                await reader.readexactly(2)
            wrong += head[9:12] != b"200"
            times.append((time.perf_counter() - begin) * 1000)
        writer.close()

    begin = time.perf_counter()
    await asyncio.gather(*(visit() for _each in range(connections)))
    took = time.perf_counter() - begin
    times.sort()
    late = times[int(len(times) * 0.95)] if times else 0.0
    return Told(len(times) / took, late, wrong), len(times)
