"""Settings that search cannot work with, told when the portal starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from search.query.engines import ENGINES
from search.through_wagtail.finding import BACKEND


@register
def engine_is_known(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.SEARCH_ENGINE not in ENGINES:
        known = ", ".join(ENGINES)
        return [Error(f"SEARCH_ENGINE must be one of {known}.", id="search.E001")]
    if settings.SEARCH_ENGINE == "wagtail" and BACKEND not in settings.WAGTAILSEARCH_BACKENDS:
        return [Error(f"WAGTAILSEARCH_BACKENDS has no {BACKEND!r}.", id="search.E002")]
    return []
