"""Statutes of the register as they are found: each version is an owner, "statute:<key>"."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from disclosure.documents.validity import Validity
from findable import Entry, Kind, findable_changed
from home.finding import in_public_words, text_of

if TYPE_CHECKING:
    from disclosure.models import Statute

NAME = "statute"


class Statutes:
    """The whole register (`findable.Source`)."""

    name = NAME

    def owners(self, after: str, limit: int) -> Sequence[str]:
        statutes = apps.get_model("disclosure", "Statute").objects.filter(pk__gt=int(after or 0))
        return [str(key) for key in statutes.order_by("pk").values_list("pk", flat=True)[:limit]]

    def entries_of(self, ids: Sequence[str]) -> Mapping[str, Sequence[Entry]]:
        """Return the entries of statutes, in two queries."""
        model = apps.get_model("disclosure", "Statute")
        statutes = list(model.objects.filter(pk__in=ids))
        versions = model.objects.filter(key__in={statute.key for statute in statutes})
        newest = dict(versions.order_by().values_list("key").annotate(Max("adopted_on")))
        with in_public_words():
            return {str(each.pk): [_entry(each, newest[each.key])] for each in statutes}


def _entry(statute: "Statute", newest: date | None) -> Entry:
    return Entry(
        key=f"{NAME}:{statute.pk}",
        kind=Kind.STATUTE,
        title=statute.title,
        url=reverse("statutes:statute", args=[statute.pk]),
        text=text_of([statute.body]),
        department=statute.issuer,
        topic=statute.topic,
        validity=_validity(statute, newest),
        day=statute.adopted_on,
    )


def _validity(statute: "Statute", newest: date | None) -> str:
    """Say what its page says: that it is repealed or not the newest. Nobody says that it is in
    force: the register does not know.
    """
    if statute.repealed_on:
        return str(Validity.REPEALED.label)
    if newest and (statute.adopted_on or date.min) < newest:
        return _("has a newer version")
    return ""


def say_changed(keys: Iterable[str]) -> None:
    """Say that all versions of statutes, by the key of the statute, may be something else now."""
    model = apps.get_model("disclosure", "Statute")
    versions = model.objects.filter(key__in=set(keys)).values_list("pk", flat=True)
    if owners := [f"{NAME}:{version}" for version in versions]:
        findable_changed.send(model, owners=owners)


def on_statute(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of post_save and pre_delete."""
    if not raw:
        say_changed([instance.key])
