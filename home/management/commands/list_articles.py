"""Lists all articles anew where they stand: after pages were written past the models."""

from typing import Any

from django.core.management.base import BaseCommand

from home.keeping_lists import list_anew
from home.models import ArticlePage


class Command(BaseCommand):
    help = "List all articles anew in their columns and sites. Twice is as good as once."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{list_anew(ArticlePage.objects.all())} articles are listed.")
