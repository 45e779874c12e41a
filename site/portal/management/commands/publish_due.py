from django.core.management.base import BaseCommand, CommandError

from portal.scheduled import publish_due
from releases.releasing import release_due


class Command(BaseCommand):
    help = "Publish and take down what is due, one by one; a failure stops no other."

    def handle(self, *args, **options) -> None:
        report = publish_due()
        together = release_due()
        self.stdout.write(
            f"{report.published} published, {report.expired} expired, "
            f"{together.released} joint releases"
        )
        if failed := report.failed + together.failed:
            raise CommandError(f"{failed} failed; see the log and the pages' histories")
