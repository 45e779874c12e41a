"""Wagtail's backend for OpenSearch 3, which counts all values of a facet, not the first ten."""

from typing import Any

from wagtail.search.backends.opensearch3 import (
    OpenSearch3SearchBackend,
    OpenSearch3SearchResults,
)

MOST_VALUES = 1_000


class Results(OpenSearch3SearchResults):
    def _backend_do_search(self, body: dict[str, Any], **kwargs: Any) -> Any:
        for counted in body.get("aggregations", {}).values():
            counted["terms"]["size"] = MOST_VALUES
        return super()._backend_do_search(body, **kwargs)


class SearchBackend(OpenSearch3SearchBackend):
    results_class = Results
