"""What a page says: its words, and a digest that changes when the public sees something else."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

from home.models import ArticlePage
from home.plain_text import lines_of

# Keys that are given anew although nothing else is said.
UNSAID = frozenset({"pk", "id", "translation_key", "locale"})


def is_item(page: Page) -> bool:
    """Tell whether a page, as its own class, is of a kind that can be offered."""
    return isinstance(page, ArticlePage)


def is_public(page: Page) -> bool:
    return page.live and not page.get_view_restrictions().exists()


def lines_in(page: ArticlePage) -> Iterator[str]:
    """Yield the lines of an item below its title."""
    yield from filter(None, (page.subtitle.strip(), page.summary.strip()))
    yield from lines_of(page.body)


def text_of(page: ArticlePage) -> str:
    return "\n".join((page.title, *lines_in(page)))


def digest_of(page: ArticlePage) -> str:
    """Return a digest of all that an item shows; of one that is not public, nothing."""
    if not is_public(page):
        return ""
    said = json.dumps(_said(page), sort_keys=True, ensure_ascii=False, default=str)
    return blake2b(said.encode(), digest_size=16).hexdigest()


def _said(page: ArticlePage) -> dict[str, Any]:
    data = page.serializable_data()
    own = [f for f in page._meta.concrete_fields if f.model is not Page and not f.is_relation]
    names = {"title", "cover", *(field.name for field in own)}
    names |= {relation.get_accessor_name() for relation in get_all_child_relations(page)}
    said = {name: data[name] for name in names if name in data}
    for field in own:
        if isinstance(field, StreamField) and isinstance(said.get(field.name), str):
            said[field.name] = json.loads(said[field.name] or "[]")
    return _without_keys(said)


def _without_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_keys(each) for key, each in value.items() if key not in UNSAID}
    return [_without_keys(each) for each in value] if isinstance(value, list) else value
