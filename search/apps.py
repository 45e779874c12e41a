from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    # Wagtail's own app of that name is `wagtailsearch`.
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        # They register themselves.
        import_module("search.checks")
        import_module("search.through_wagtail.feeding")
