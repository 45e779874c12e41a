"""What an object that Wagtail indexes says, as an entry of the desk's shelf."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Manager, Model, QuerySet
from django.utils import timezone
from modelsearch.backends.base import get_model_root
from wagtail.search import index

from findable import Entry, Kind
from search.analysis.folding import normal
from search.analysis.numbers import written

# Of two that match as well, the one comes first that was worked on last.
_WORKED_ON = ("latest_revision_created_at", "last_published_at", "updated_at", "created_at")


def owner_of(thing: Model) -> str:
    """Return the name of an object, whichever class of its line it is met as: wagtailcore.page:7"""
    return f"{get_model_root(type(thing))._meta.label_lower}:{thing.pk}"


def entry_of(thing: index.Indexed) -> Entry:
    """Return what an object's search fields say, as one entry.

    Its title is the field of that name, or the field of the highest boost. What else is boosted
    begins the text; the first document number in it counts as the object's own. `column` holds
    the label of the object's class, for there is no other to be told apart by.
    """
    said = list(_said(thing, thing.get_search_fields()))
    own = [each for each in said if not each.related]
    named = [each for each in own if each.field == "title"]
    title = max(named or own or said, key=lambda each: each.boost, default=None)
    rest = sorted((each for each in said if each is not title), key=lambda each: -each.boost)
    words = title.words if title else str(thing)
    owner = owner_of(thing)
    return Entry(
        key=owner,
        kind=Kind.DOCUMENT,
        title=words,
        url="",
        text="\n".join(dict.fromkeys(each.words for each in rest if each.words != words)),
        column=thing._meta.label_lower,
        number=_number(each.words for each in rest if each.boost > 1),
        day=_day(thing),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    field: str
    words: str
    boost: float
    related: bool


def _said(thing: Any, fields: Iterable[Any], *, related: bool = False) -> Iterator[_Said]:
    for field in fields:
        if isinstance(field, index.RelatedFields):
            for each in _things(field.get_value(thing)):
                yield from _said(each, field.fields, related=True)
        elif isinstance(field, index.SearchField | index.AutocompleteField):
            words = " ".join(_words(field.get_value(thing))).strip()
            if words:
                boost = getattr(field, "boost", None) or 1
                yield _Said(field.field_name, words, boost, related)


def _things(value: Any) -> Iterable[Any]:
    if isinstance(value, Manager):
        return value.all()
    if callable(value) and not isinstance(value, Model):
        value = value()
    return () if value is None else (value,)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = value.values()
    if value is None:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, Manager | QuerySet):
        yield from map(str, value.all())
    elif isinstance(value, Iterable):
        for each in value:
            yield from _words(each)
    else:
        yield str(value)


def _number(boosted: Iterable[str]) -> str:
    return next((words for words in boosted if any(written(normal(words)))), "")


def _day(thing: Any) -> date | None:
    for name in _WORKED_ON:
        value = getattr(thing, name, None)
        if isinstance(value, datetime):
            return timezone.localtime(value).date()
        if isinstance(value, date):
            return value
    return None
