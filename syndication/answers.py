"""Answering citizens' words with pages: what is asked of the portal, and what it answers."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Answer:
    """A public page as a card. Addresses are absolute; `picture_url` (jpg or png) may be empty."""

    title: str
    description: str
    url: str
    picture_url: str = ""


class Answers(Protocol):
    """What the setting `SYNDICATION_ANSWERS` names.

    It is called within `time_limits.read_within`, which ends its queries. Whatever else it
    waits for needs a limit of its own: somebody stands at the other end for five seconds.
    """

    def __call__(self, words: str, limit: int) -> list[Answer]:
        """Return at most `limit` public pages that answer the words, best first.

        `words` is one line of at most 100 characters, none of them a control character.
        """


def answers(words: str, limit: int) -> list[Answer]:
    """Return what the portal answers to some words."""
    if not settings.SYNDICATION_ANSWERS:
        return []
    portal: Answers = import_string(settings.SYNDICATION_ANSWERS)
    return portal(words, limit)[:limit]


def search_address(words: str = "") -> str:
    """Return the address of the portal's own search; its front page where it has none."""
    try:
        path = reverse("search")
    except NoReverseMatch:
        return f"{settings.PUBLIC_URL}/"
    query = f"?{urlencode({'q': words})}" if words else ""
    return f"{settings.PUBLIC_URL}{path}{query}"
