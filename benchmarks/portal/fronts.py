"""Servers beside and before the portal: nginx with files, nginx with a cache, and a plain site."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.installation import ROOT, Installation, free_port, until

HEAD = """
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  types {{ text/html html; }}
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
"""
FILES = """
  server {{ listen 127.0.0.1:{port}; root {folder}/files; index index.html; charset utf-8; }}
}}
"""
# A front that is purged by address may keep what readers ask about each time.
CACHE = """
  proxy_cache_path {folder}/cache keys_zone=pages:16m;
  upstream portal {{ server 127.0.0.1:{portal}; keepalive 8; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://portal;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host localhost:{portal};
      proxy_cache pages;
      proxy_cache_lock on;
      proxy_ignore_headers Cache-Control Expires Vary;
      proxy_cache_valid 200 10m;
      add_header X-Front $upstream_cache_status;
    }}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Served:
    """The address that a server's pages begin with, and its first process."""

    url: str
    pid: int


def nginx() -> str | None:
    found = shutil.which("nginx") or "/usr/sbin/nginx"
    return found if os.access(found, os.X_OK) else None


@contextmanager
def files(folder: Path, pages: Mapping[str, bytes], workers: int) -> Iterator[Served]:
    """Serve these bytes as files."""
    for path, content in pages.items():
        target = folder / "files" / path.strip("/") / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    with _running(folder, HEAD + FILES, workers=workers) as served:
        yield served


@contextmanager
def cache(folder: Path, portal: int, workers: int) -> Iterator[Served]:
    with _running(folder, HEAD + CACHE, workers=workers, portal=portal) as served:
        yield served


@contextmanager
def _running(folder: Path, shape: str, **said: int) -> Iterator[Served]:
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    config = folder / "nginx.conf"
    # Else its processes are those of somebody who must not look into our folders.
    user = "user root;\n" if os.geteuid() == 0 else ""
    config.write_text(user + shape.format(folder=folder, port=port, **said))
    process = subprocess.Popen([nginx(), "-c", str(config), "-e", str(folder / "error.log")])
    with _until_left(process, f"http://127.0.0.1:{port}", 20) as served:
        yield served


@contextmanager
def plain(installation: Installation, workers: int) -> Iterator[Served]:
    """Serve the installation's database as a demonstration site would."""
    port = free_port()
    environment = {
        **installation.environment,
        "DJANGO_SETTINGS_MODULE": "benchmarks.portal.plain_settings",
    }
    command = [
        sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}",
        "--workers", str(workers), "--worker-class", "gthread", "--threads", "8",
    ]  # fmt: skip
    log = (installation.folder / "plain.log").open("ab")
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
    )
    with _until_left(process, f"http://localhost:{port}", 60) as served:
        yield served


@contextmanager
def _until_left(process: subprocess.Popen, url: str, seconds: float) -> Iterator[Served]:
    """Let a server serve that has to answer within so many seconds; end it afterwards."""
    try:
        until(lambda: _answers(url), seconds)
        yield Served(url, process.pid)
    finally:
        process.terminate()
        process.wait()


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=20).status_code < 500
    except (requests.ConnectionError, requests.Timeout):
        return False
