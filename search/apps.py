from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    # Wagtail's own app of that name is `wagtailsearch`.
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search.keeping import receivers, tasks  # noqa: F401
