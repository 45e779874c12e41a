import os
import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations


class Command(BaseCommand):
    help = "Run the sandbox, a stand-in of WeChat and Weibo, in this process."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default="8010")
        parser.add_argument("--data", default=str(settings.DATA_DIR / "sandbox"))

    @no_translations
    def handle(self, *args, **options) -> None:
        if not settings.SANDBOX_ALLOWED:
            raise CommandError(
                "The sandbox is off in these settings: it pretends to be WeChat and Weibo, "
                "which nobody should meet on a production server."
            )
        command = [sys.executable, "-m", "syndication.sandbox"]
        for name in ("host", "port", "data"):
            command += [f"--{name}", options[name]]
        os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
