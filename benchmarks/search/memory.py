"""What search takes of one process's memory: a process that only asks.

python -m benchmarks.search.memory DATABASE WORDS…
"""

import os
import subprocess
import sys
from collections.abc import Sequence

from benchmarks import machine


def measure(database: str, words: Sequence[str]) -> str:
    """Return what a new process tells that asks a database for some words."""
    command = [sys.executable, "-m", "benchmarks.search.memory", database]
    asked = "\n".join(words)
    return subprocess.run(
        command, check=True, input=asked, stdout=subprocess.PIPE, text=True
    ).stdout


def main(database: str, words: Sequence[str]) -> None:
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = database
    from benchmarks.search import sides

    before = machine.memory(os.getpid())
    own = sides.Own()
    own.first()
    first = machine.memory(os.getpid())
    for each in words:
        own.keys(each)
    print(
        f"  memory of a process: {before:.0f} MB with Django, {first:.0f} MB with the first query, "
        f"{machine.memory(os.getpid()):.0f} MB after {len(words)} more"
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.read().splitlines())
