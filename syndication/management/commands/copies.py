import json
from argparse import ArgumentParser
from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError, no_translations

from syndication.models import ChannelCopy
from syndication.status import Status, as_dict, message_for, status_of

NEEDS_SOMEBODY = {
    Status.EDITOR,
    Status.ADMINISTRATOR,
    Status.REVIEWER,
    Status.PERSON,
    Status.EDITED,
}


class Command(BaseCommand):
    help = "Print the state of every copy as a JSON list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--page", type=int, help="only the copies of this page")
        parser.add_argument("--account", help="only the copies at the account of this name")

        parser.add_argument(
            "--check",
            action="store_true",
            help="instead, name on standard error what needs somebody, and fail if anything does",
        )

    @no_translations
    def handle(self, *args, **options) -> None:
        copies = ChannelCopy.objects.select_related("account", "payload", "sent_payload")
        if options["page"]:
            copies = copies.filter(page_ref=options["page"])
        if options["account"]:
            copies = copies.filter(account__name=options["account"])
        if options["check"]:
            self._check(copies.order_by("page_ref", "account__name"))
            return
        rows = [as_dict(copy) for copy in copies.order_by("page_ref", "account__name")]
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))

    def _check(self, copies: Iterable[ChannelCopy]) -> None:
        needy = [copy for copy in copies if status_of(copy) in NEEDS_SOMEBODY]
        for copy in needy:
            reason = message_for(copy) or status_of(copy).label
            self.stderr.write(f"{copy.title} → {copy.account}: {reason}")
        if needy:
            raise CommandError(f"{len(needy)} copies need somebody")
        self.stdout.write("No copy needs anybody")
