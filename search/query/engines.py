"""Who answers the public: our own engine, or a backend of Wagtail's search behind the same view."""

from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from search.query.finding import Asked, Found

# By `SEARCH_ENGINE`: what takes a question and today's date and returns what is found.
ENGINES = {
    "own": "search.query.finding.find",
    "wagtail": "search.through_wagtail.finding.find",
}


def answer(asked: Asked, today: date | None = None) -> Found:
    """Answer a query by the engine in the settings."""
    return import_string(ENGINES[settings.SEARCH_ENGINE])(asked, today=today)
