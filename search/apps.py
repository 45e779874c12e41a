from importlib import import_module

from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    # Wagtail's own app of that name is `wagtailsearch`.
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        # They register themselves.
        for name in ("checks", "keeping.receivers", "keeping.tasks", "through_wagtail.feeding"):
            import_module(f"search.{name}")

        from search.log.noting import write_when_due

        request_finished.connect(write_when_due, dispatch_uid="search.log.noting")
