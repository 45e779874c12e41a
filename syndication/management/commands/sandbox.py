import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

import syndication

DEFAULT_PORT = 8010


class Command(BaseCommand):
    help = "Run the stand-in of WeChat and Weibo, for demos, training and tests."
    # Nothing of the portal is needed, so nothing of it has to be in order.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes a free one")
        parser.add_argument("--data", help="folder for everything it keeps")

    def handle(self, *args, **options) -> None:
        if not settings.SANDBOX_ALLOWED:
            raise CommandError("SANDBOX_ALLOWED is off: the sandbox does not run in production.")
        root = str(Path(syndication.__file__).resolve().parents[1])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        os.environ["PYTHONPATH"] = os.pathsep.join(paths)
        data = options["data"] or str(settings.DATA_DIR / "sandbox")
        command = [sys.executable, "-m", "syndication.sandbox", "--host", options["host"]]
        command += ["--port", str(options["port"]), "--data", data]
        os.execv(sys.executable, command)  # noqa: S606 - a fixed module of our own
