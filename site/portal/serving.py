"""How gunicorn serves the portal: `gunicorn -c python:portal.serving portal.asgi`.

Options of the command line (`--bind`, `--workers`) and GUNICORN_CMD_ARGS win over these.
"""

import resource
import signal
import socket
from typing import Any

worker_class = "asgi"
# Addresses with signed pushes are longer than the usual 4 kB.
limit_request_line = 8190
control_socket_disable = True
# A worker that leaves lets requests end; readers of streams are sent away at once.
graceful_timeout = 20

# Seconds for which a line may take nothing before the kernel gives it up.
STUCK = 60


def on_starting(_server: Any) -> None:
    """Let a process have as many connections as the system allows."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def post_worker_init(worker: Any) -> None:
    streams = worker.asgi.streams

    def end() -> None:
        streams.close_doors()
        worker.handle_exit_signal()

    worker.loop.add_signal_handler(signal.SIGTERM, end)
    for listener in worker.sockets:
        if listener.sock.family in (socket.AF_INET, socket.AF_INET6):
            # Connections have it from whoever accepts them.
            milliseconds = STUCK * 1000
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)
