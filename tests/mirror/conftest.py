"""Copies of a portal, and a real static server that knows nothing."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mirror.exporting import Done, export
from mirror.sites import Sites, chosen
from mirror.target import Target


@pytest.fixture(autouse=True)
def key(settings, tmp_path) -> Path:
    settings.MIRROR_KEY_FILE = tmp_path / "secrets" / "mirror_key.pem"
    return settings.MIRROR_KEY_FILE


@pytest.fixture
def target(tmp_path: Path) -> Target:
    return Target(tmp_path / "copy")


def exported(target: Target, **options) -> Done:
    with target.locked():
        return export(target, Sites(chosen()), **options)


def bytes_of(target: Target) -> dict[str, str]:
    """Return the SHA-256 of every file that readers can have."""
    sites = target.folder / "sites"
    return {
        file.relative_to(sites).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sites.rglob("*")
        if file.is_file()
    }


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def static_server() -> Iterator[Callable[[Path], str]]:
    servers = []

    def serve(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
