"""Run the whole demo in the foreground: portal, worker, scheduler and sandbox, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from honcho.manager import Manager

ROOT = Path(__file__).resolve().parent.parent
PORT = os.environ.get("PORT", "8000")
SANDBOX_PORT = os.environ.get("SANDBOX_PORT", "8010")
DATA = Path(os.environ.get("DATA_DIR", ROOT / "var"))
ENVIRONMENT = {
    "PUBLIC_URL": f"http://localhost:{PORT}",
    "SANDBOX_URL": f"http://localhost:{SANDBOX_PORT}",
    "DATA_DIR": str(DATA),
    "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    "PYTHONUNBUFFERED": "1",
    "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
}
PYTHON = sys.executable

READY = """
  Fabuting 发布厅 is running.

    Portal              {portal}/
    Admin               {portal}/admin/     user: admin   password: fabuting-demo
    WeChat and Weibo    {sandbox}/     (the sandbox: what followers would see)

  Ctrl-C ends everything; `make demo` starts it again where it was.
"""


def manage(*arguments: str) -> None:
    subprocess.run([PYTHON, "manage.py", *arguments], cwd=ROOT, check=True)


def refuse_taken_ports() -> None:
    for name, port in (("PORT", PORT), ("SANDBOX_PORT", SANDBOX_PORT)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", int(port)))
            except OSError:
                sys.exit(f"Port {port} is taken. Choose another: make demo {name}={int(port) + 1}")


def processes() -> Manager:
    manager = Manager()
    celery = f"{PYTHON} -m celery --quiet -A portal"
    commands = {
        "portal": f"{PYTHON} -m gunicorn -c python:portal.serving portal.asgi "
        f"--bind 127.0.0.1:{PORT} --log-level warning",
        "worker": f"{celery} worker --pool threads --concurrency 4 --loglevel WARNING",
        "scheduler": f"{celery} beat --loglevel WARNING --schedule {DATA / 'beat'}",
        "sandbox": f"{PYTHON} manage.py sandbox --port {SANDBOX_PORT} --data {DATA / 'sandbox'}",
        "guide": f"{PYTHON} {__file__} guide",
    }
    for name, command in commands.items():
        manager.add_process(name, f"exec {command}", env=dict(os.environ), cwd=str(ROOT))
    return manager


def guide() -> None:
    """Bind the accounts once the sandbox answers, say where everything is, and stay."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    manage("demo_setup")
    manage("demo_releases")
    print(READY.format(portal=os.environ["PUBLIC_URL"], sandbox=os.environ["SANDBOX_URL"]))
    signal.sigwait({signal.SIGINT, signal.SIGTERM})


def main() -> None:
    os.environ.update(ENVIRONMENT)
    refuse_taken_ports()
    manage("migrate", "--verbosity", "0")
    print("Writing the demo's content; the first time this takes a moment …", flush=True)
    manage("demo_content")
    manage("demo_documents")
    manage("demo_power_lists")
    manage("demo_disclosure")
    manage("demo_interviews")
    manage("demo_subsites")
    manage("demo_contributions")
    manage("demo_lifecycle")
    manage("demo_reviews")
    manage("demo_search")
    manage("import_terms", "--starter")
    manager = processes()
    manager.loop()
    sys.exit(manager.returncode if manager.returncode not in {None, 130, -2} else 0)


if __name__ == "__main__":
    guide() if sys.argv[1:] == ["guide"] else main()
