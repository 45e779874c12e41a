import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, no_translations

from syndication.models import ChannelCopy
from syndication.status import as_dict


class Command(BaseCommand):
    help = "Print the state of every copy as a JSON list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--page", type=int, help="only the copies of this page")
        parser.add_argument("--account", help="only the copies at the account of this name")

    @no_translations
    def handle(self, *args, **options) -> None:
        copies = ChannelCopy.objects.select_related("account", "payload", "sent_payload")
        if options["page"]:
            copies = copies.filter(page_ref=options["page"])
        if options["account"]:
            copies = copies.filter(account__name=options["account"])
        rows = [as_dict(copy) for copy in copies.order_by("page_ref", "account__name")]
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
