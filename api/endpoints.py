"""All that may be asked, each told once: addresses, index and public description follow from it."""

from api import article, articles, columns, documents, index, interviews, openapi, searching, sites
from api.answering import Endpoint
from api.values import KEY

ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "The number of an article, as lists give it.",
    "schema": KEY,
}
HOUR = 3600
# What is found no more must not be found any longer by whoever stands between (`search.public`).
FOUND = 2

ENDPOINTS = (
    Endpoint(
        "index", "", "Everything that may be asked.", "Index", index.index, tags=("about",)
    ),
    Endpoint(
        "description", "openapi.json", "This description (OpenAPI 3.1).", "Description",
        openapi.description, seconds=HOUR, tags=("about",),
    ),
    Endpoint(
        "problems", "problems", "What may be answered instead (RFC 9457).", "Problems",
        index.problems, seconds=HOUR, tags=("about",),
    ),
    Endpoint(
        "sites", "sites", "The main site and those of departments.", "Sites", sites.sites,
        parameters=sites.PARAMETERS, tags=("places",),
    ),
    Endpoint(
        "columns", "columns", "The columns of a site, as a tree.", "Columns", columns.columns,
        parameters=columns.PARAMETERS, statuses=frozenset({404}), tags=("places",),
    ),
    Endpoint(
        "articles", "articles", "Articles and documents, newest first.", "Articles",
        articles.articles, parameters=articles.PARAMETERS, statuses=frozenset({404}),
        tags=("articles",),
    ),
    Endpoint(
        "article", "articles/{id}", "One article with its text.", "Article", article.article,
        in_path=(ID,), statuses=frozenset({404, 410}), tags=("articles",),
    ),
    Endpoint(
        "documents", "documents", "Official documents with their heads, newest first.",
        "Documents", documents.documents, parameters=documents.PARAMETERS,
        statuses=frozenset({404}), tags=("articles",),
    ),
    Endpoint(
        "interviews", "interviews", "Interviews, the latest first.", "Interviews",
        interviews.interviews, parameters=interviews.PARAMETERS, tags=("interviews",),
    ),
    Endpoint(
        "search", "search", "What the portal's search finds.", "Results", searching.search,
        parameters=searching.PARAMETERS, seconds=FOUND, tags=("search",),
    ),
)  # fmt: skip
