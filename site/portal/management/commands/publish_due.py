from django.core.management.base import BaseCommand, CommandError

from portal.scheduled import publish_due


class Command(BaseCommand):
    help = "Publish and take down what is due, one by one; a failure stops no other."

    def handle(self, *args, **options) -> None:
        report = publish_due()
        self.stdout.write(f"{report.published} published, {report.expired} expired")
        if report.failed:
            raise CommandError(f"{report.failed} failed; see the log and the pages' histories")
