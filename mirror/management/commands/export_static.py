import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mirror import keys
from mirror.crawling import Broken, TooMany
from mirror.exporting import Done, export
from mirror.probing import check_base
from mirror.sites import NoSuchSite, Sites, chosen
from mirror.target import Busy, Target


class Command(BaseCommand):
    help = "Export the public portal as files for a static server, with a signed manifest."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path)
        parser.add_argument("--site", default="", metavar="HOST", help="this site only")
        parser.add_argument(
            "--live-url",
            default="",
            help="where the main site answers searches and forms",
        )
        parser.add_argument("--full", action="store_true", help="ask for everything anew")
        parser.add_argument(
            "--version", dest="versions", action="append", default=[], metavar="PREFIX",
            help="also pages below this, e.g. /zh-hant/",
        )  # fmt: skip
        parser.add_argument("--most", type=int, default=1_000_000, help="addresses at most")
        parser.add_argument("--new-key", action="store_true", help="sign with a new key")

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        # Django's own --version would be in the way.
        return super().create_parser(*args, conflict_handler="resolve", **kwargs)

    def handle(self, *args: Any, **options: Any) -> None:
        # What is asked for and not there is told in the end.
        logging.getLogger("django.request").setLevel(logging.ERROR)
        target = Target(options["target"].resolve())
        if not target.is_ours_or_empty:
            raise CommandError(f"{target.folder} is neither empty nor an earlier export")
        sites = self._sites(options)
        try:
            with target.locked():
                if options["new_key"]:
                    keys.rotate()
                done = export(
                    target, sites, full=options["full"], most=options["most"], tell=self._tell
                )
        except Busy as busy:
            raise CommandError(f"Another export is writing there (process {busy})") from busy
        except (TooMany, Broken, keys.BadKey, OSError) as error:
            raise CommandError(str(error)) from error
        self._say(done)

    def _sites(self, options: dict[str, Any]) -> Sites:
        try:
            sites = Sites(chosen(options["site"]), versions=tuple(sorted(options["versions"])))
            if options["live_url"]:
                root = sites.sites[0].root_url.rstrip("/").lower()
                sites.live[root] = check_base(options["live_url"])
        except NoSuchSite as error:
            raise CommandError(f"There is no such site; there are {error}") from error
        except ValueError as error:
            raise CommandError(f"--live-url: {error}") from error
        if not sites.sites:
            raise CommandError("There is no site")
        return sites

    def _tell(self, known: int, waiting: int) -> None:
        self.stderr.write(f"{known} addresses, {waiting} waiting …")

    def _say(self, done: Done) -> None:
        for address, why in done.outside.items():
            self.stderr.write(f"left out: {address} {why}")
        self.stdout.write(
            f"{done.files} files: {done.written} written, {len(done.removed)} removed; "
            f"{done.asked} of {done.addresses} addresses asked for; {done.seconds:.1f} s"
        )
        word = "is new" if done.is_new else "holds as it was"
        self.stdout.write(f"Manifest {done.sequence} {word}")
