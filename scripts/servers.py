"""Run a command on PostgreSQL and Redis: those the environment names, else those of this machine.

    python scripts/servers.py COMMAND…

If none answers on this machine, Debian's packages (postgresql, redis-server) are started in a
folder of their own for as long as the command runs. Where there is nothing to start, it says so
and ends with 77.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

NOTHING_TO_START = 77


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    for _ in range(100):
        if answers(port):
            return
        time.sleep(0.1)
    sys.exit(f"Nothing answers on port {port}")


def usable_postgres(url: str) -> bool:
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def postgres(stack: ExitStack) -> str:
    url = os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
    if usable_postgres(url):
        return url
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not binaries:
        print("No PostgreSQL answers and none can be started (Debian: postgresql).")
        sys.exit(NOTHING_TO_START)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="postgres-")))
    run_as = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        shutil.chown(folder, "postgres")
        run_as = ["runuser", "-u", "postgres", "--"]
    port, data = free_port(), folder / "data"
    binary = binaries[-1]
    command = [*run_as, f"{binary}/initdb", "-D", str(data), "-U", "postgres", "--auth=trust"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
    start = [*run_as, f"{binary}/pg_ctl", "-D", str(data), "-w", "-l", f"{folder}/log"]
    subprocess.run([*start, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL)
    stop = [*run_as, f"{binary}/pg_ctl", "-D", str(data), "-m", "immediate", "stop"]
    stack.callback(subprocess.run, stop, stdout=subprocess.DEVNULL)
    return f"postgres://postgres@127.0.0.1:{port}/postgres"


def drop(url: str, database: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{database}"')


def redis(stack: ExitStack) -> str:
    if named := os.environ.get("CACHE_URL"):
        return named.rpartition("/")[0]
    if answers(6379):
        return "redis://127.0.0.1:6379"
    binary = shutil.which("redis-server")
    if binary is None:
        print("No Redis answers and none can be started (Debian: redis-server).")
        sys.exit(NOTHING_TO_START)
    port = free_port()
    server = subprocess.Popen(
        [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
    )
    stack.callback(server.terminate)
    wait_for(port)
    return f"redis://127.0.0.1:{port}"


def main() -> None:
    with ExitStack() as stack:
        server = redis(stack)
        environment = {
            **os.environ,
            "DATABASE_URL": postgres(stack),
            "CACHE_URL": f"{server}/14",
            "CELERY_BROKER_URL": f"{server}/15",
            "POSTGRES_TEMPLATE": f"fabuting_template_{os.getpid()}",
        }
        stack.callback(drop, environment["DATABASE_URL"], environment["POSTGRES_TEMPLATE"])
        print(f"On {environment['DATABASE_URL']} and {server}", flush=True)
        code = subprocess.run(sys.argv[1:], env=environment).returncode
    sys.exit(code)


if __name__ == "__main__":
    main()
