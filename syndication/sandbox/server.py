"""Gunicorn, started from within: one process, because its threads share a lock and a clock."""

from typing import Any

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

# A stalled request holds a thread.
THREADS = 32


class Server(BaseApplication):
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()


def _tell(worker: Any) -> None:
    from syndication.sandbox import background

    background.start()
    address = worker.sockets[0].getsockname()
    print(f"listening on http://{address[0]}:{address[1]}", flush=True)  # noqa: T201


def serve(host: str, port: int) -> None:
    """Serve until told to stop."""
    django.setup()
    call_command("migrate", verbosity=0)
    connections.close_all()
    Server(
        {
            "bind": f"{host}:{port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": THREADS,
            "graceful_timeout": 1,
            "timeout": 0,
            "keepalive": 15,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": _tell,
        }
    ).run()
