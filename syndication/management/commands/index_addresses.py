from django.core.management.base import BaseCommand, no_translations
from django.db import transaction

from syndication.engine import addresses
from syndication.models import ChannelCopy, PublishedAddress


class Command(BaseCommand):
    help = "Write the addresses of all copies, present and past, into the index. May run again."

    @no_translations
    def handle(self, *args, **options) -> None:
        before = PublishedAddress.objects.count()
        copies = 0
        for key in list(ChannelCopy.objects.order_by("pk").values_list("pk", flat=True)):
            # One at a time, so that workers are never held up.
            with transaction.atomic():
                copy = (
                    ChannelCopy.objects.select_for_update(of=("self",))
                    .select_related("account")
                    .get(pk=key)
                )
                addresses.index(copy)
            copies += 1
        added = PublishedAddress.objects.count() - before
        self.stdout.write(f"{copies} copies looked at, {added} addresses added")
