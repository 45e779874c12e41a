"""The sitting of a page, and the lock that everything written about an interview takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction

if TYPE_CHECKING:
    from interviews.models import InterviewPage, Sitting


def sitting_of(page: "InterviewPage") -> "Sitting":
    """Return the sitting of a page; an alias shows that of its original.

    A page that was never saved, as in a preview, has one that is not in the database.
    """
    model = apps.get_model("interviews", "Sitting")
    if page.alias_of_id:
        found = model.objects.filter(page=page.alias_of_id).first()
    else:
        found = getattr(page, "own_sitting", None)
    return found or model(page=page)


def keep_sitting(page: "InterviewPage") -> None:
    """Make the sitting of a page that has none yet."""
    if page.alias_of_id is None:
        apps.get_model("interviews", "Sitting").objects.get_or_create(page=page)


@contextmanager
def locked(sitting: "Sitting") -> Iterator["Sitting"]:
    """Hold a sitting's row until the end of a transaction, and give its newest values.

    The object that was passed in has them afterwards, too. On SQLite a transaction holds the
    whole database from its beginning.
    """
    model: Any = apps.get_model("interviews", "Sitting")
    with transaction.atomic():
        held = model.objects.select_for_update(of=("self",)).select_related("page")
        held = held.get(pk=sitting.pk)
        yield held
    for field in model._meta.concrete_fields:
        setattr(sitting, field.attname, getattr(held, field.attname))
