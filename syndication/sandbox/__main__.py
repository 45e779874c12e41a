"""Run the sandbox until a signal ends it: `python -m syndication.sandbox --port 8010`."""

import argparse
import os
import sys

from gunicorn.app.base import BaseApplication

BACKLOG_THREADS = 32


class Server(BaseApplication):
    """One process, so that all threads share one clock and one publisher."""

    def __init__(self, host: str, port: int) -> None:
        self.bind = f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": self.bind,
            "workers": 1,
            "worker_class": "gthread",
            "threads": BACKLOG_THREADS,
            "graceful_timeout": 1,
            "timeout": 0,
            "keepalive": 60,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": announce,
            "post_worker_init": begin_publishing,
        }.items():
            self.cfg.set(name, value)

    def load(self):
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()


def announce(server) -> None:
    host, port = server.LISTENERS[0].sock.getsockname()[:2]
    sys.stdout.write(f"listening on http://{host}:{port}\n")
    sys.stdout.flush()


def begin_publishing(worker) -> None:
    from syndication.sandbox.wechat import publisher

    publisher.start()


def main() -> None:
    parser = argparse.ArgumentParser(prog="sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8010, help="0 takes a free one")
    parser.add_argument("--data", default="var/sandbox", help="where it keeps what it is given")
    options = parser.parse_args()

    os.environ["SANDBOX_DATA"] = options.data
    os.environ["DJANGO_SETTINGS_MODULE"] = "syndication.sandbox.settings"
    # Gunicorn would read our arguments as its own.
    sys.argv = sys.argv[:1]
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    Server(options.host, options.port).run()


if __name__ == "__main__":
    main()
