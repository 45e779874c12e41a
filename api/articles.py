"""`/articles`: what was published, newest first."""

from typing import Any

from django.http import HttpRequest

from api.addresses import address
from api.answering import Answer
from api.cursors import BY_TIME, Position
from api.listing import COLUMN, KIND, LIMIT, SINCE, SITE, UNTIL, part_of
from api.parameters import Asked
from api.summaries import summaries_of

PARAMETERS = (SITE, COLUMN, KIND, SINCE, UNTIL, LIMIT, BY_TIME)


def articles(request: HttpRequest, asked: Asked) -> Answer:
    part = part_of(asked)
    following = next_address("articles", request, part.following)
    return Answer({"articles": summaries_of(part.keys), "next": following}, following)


def next_address(name: str, request: HttpRequest, position: Position | str | None) -> str | None:
    """Return the address of the next part of a list: the same question, with a cursor."""
    if position is None:
        return None
    query: dict[str, Any] = dict(request.GET.lists())
    return address(name, **{**query, "cursor": str(position)})
