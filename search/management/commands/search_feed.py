"""Fills the search server that answers the public from the index."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.through_wagtail.feeding import fill
from search.through_wagtail.finding import ThroughWagtail


class Command(BaseCommand):
    help = "Make the search server hold everything that is in the index, and nothing else."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SEARCH_ENGINE != "wagtail":
            raise CommandError("The portal answers by itself: SEARCH_ENGINE is not “wagtail”.")
        count = fill(ThroughWagtail(cuts=settings.SEARCH_CUTS))
        self.stdout.write(f"{count} entries")
