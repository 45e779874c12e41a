from argparse import ArgumentParser
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError, no_translations
from wagtail.models import Page, get_page_models

from lifecycle import triggers
from lifecycle.first_publication import MILLISECONDS, keep, to_the_minute
from lifecycle.models import EarlierVersion, FirstPublication, Way


class Command(BaseCommand):
    help = (
        "Hold every page's time of first publication against the record of it, and every displayed "
        "time and kept version against what it must be. Fails if anything does not agree."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--adopt",
            action="store_true",
            help="first take pages that were public before this record was kept into it",
        )

    @no_translations
    def handle(self, *args, **options) -> None:
        if options["adopt"]:
            self.stdout.write(f"{self._adopt()} pages taken into the record")
        found = list(self._found())
        for line in found:
            self.stdout.write(line)
        stated = FirstPublication.objects.filter(way=Way.STATED)
        for row in stated:
            self.stdout.write(f"note: page {row.page_ref}: stated without evidence: {row.at}")
        if found:
            raise CommandError(f"{len(found)} do not agree")
        self.stdout.write("All times of publication agree with their record.")

    @staticmethod
    def _adopt() -> int:
        known = FirstPublication.objects.values("page_ref")
        number = 0
        for page in Page.objects.filter(first_published_at__isnull=False).exclude(pk__in=known):
            keep(page, page.first_published_at, Way.ADOPTED)
            number += 1
        return number

    def _found(self) -> Iterator[str]:
        for name in triggers.missing():
            yield f"trigger {name} is not there; run migrate"
        record = dict(FirstPublication.objects.values_list("page_ref", "at"))
        public = Page.objects.filter(first_published_at__isnull=False)
        for pk, at in public.values_list("pk", "first_published_at").iterator():
            if pk not in record:
                yield f"page {pk}: no record of its first publication"
            elif abs(record[pk] - at) > MILLISECONDS:
                yield f"page {pk}: first published at {at}, recorded {record[pk]}"
        lost = set(record) & set(
            Page.objects.filter(first_published_at=None).values_list("pk", flat=True)
        )
        for pk in sorted(lost):
            yield f"page {pk}: says it was never public, recorded {record[pk]}"
        yield from self._displayed()
        for version in EarlierVersion.objects.iterator():
            if not version.is_intact:
                yield f"earlier version {version.pk} of page {version.page_ref}: content changed"

    @staticmethod
    def _displayed() -> Iterator[str]:
        for model in get_page_models():
            fields = {field.name: field for field in model._meta.local_fields}
            if "displayed_at" not in fields:
                continue
            rows = model.objects.filter(live=True, alias_of=None, displayed_at__isnull=False)
            for pk, shown, first in rows.values_list("pk", "displayed_at", "first_published_at"):
                if first and to_the_minute(shown) < to_the_minute(first):
                    yield f"page {pk}: shows {shown}, first published at {first}"
