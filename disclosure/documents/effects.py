"""What happened to documents, gathered from the tables: three queries for any number of them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.query import QuerySet
from django.utils import timezone

from disclosure.documents.validity import Cause, Change, Deed, Validity, effect_of, validity_on
from home.beside import may_tell
from home.public import is_open


def changes_of(keys: Iterable[int]) -> dict[int, list[Change]]:
    """Return all that happened or will happen to documents, by their key."""
    keys = list(keys)
    found = done_to(keys)
    documents = apps.get_model("disclosure", "PolicyDocumentPage").objects.filter(pk__in=keys)
    for key, effective_on, expires_on in documents.values_list("pk", "effective_on", "expires_on"):
        found[key] += own_changes(effective_on, expires_on)
    declared = apps.get_model("disclosure", "DeclaredChange").objects.filter(document__in=keys)
    for each in declared:
        found[each.document_id].append(change_declared(each))
    return found


def done_to(keys: Iterable[int]) -> dict[int, list[Change]]:
    """Return what other documents do to documents, by their key.

    Only what live documents do counts: one that was taken back does nothing.
    """
    found: dict[int, list[Change]] = {key: [] for key in keys}
    relations = acting_relations().filter(target__in=found).select_related("acting")
    for relation in relations.defer("acting__body"):
        found[relation.target_id].append(change_by(relation))
    return found


def changes_of_page(document: Any) -> list[Change]:
    """Return what happened to a document as it is at hand, which may be a draft of it."""
    return [
        *own_changes(document.effective_on, document.expires_on),
        *map(change_declared, document.declared_changes.all()),
        *map(change_by, document.against),
    ]


def rows_against(document: Any) -> QuerySet:
    """Return what public documents do to a document."""
    return acting_relations().filter(target=document.alias_of_id or document.pk)


def against(document: Any) -> list[Any]:
    """Return what public documents do to a document, in the order in which it takes effect."""
    if not (document.alias_of_id or document.pk) or not may_tell(document, rows_against):
        return []
    relations = rows_against(document).select_related("acting").defer("acting__body")
    return sorted(relations, key=lambda each: effective_day(each.acting))


def own_changes(effective_on: date | None, expires_on: date | None) -> list[Change]:
    """Return what a document says of itself: when it comes into force and when its term ends."""
    own = []
    if effective_on:
        own.append(Change(effective_on, Validity.IN_FORCE, Cause.OWN_DATE))
    if expires_on:
        own.append(Change(expires_on, Validity.LAPSED, Cause.OWN_DATE))
    return own


def change_by(relation: Any) -> Change:
    acting = relation.acting
    return Change(
        day=effective_day(acting),
        validity=effect_of(Deed(relation.deed), relation.in_part),
        cause=Cause.DOCUMENT,
        deed=Deed(relation.deed),
        note=relation.note,
        by=called(acting.title, acting.number),
        page=acting.pk,
    )


def change_declared(declared: Any) -> Change:
    return Change(
        day=declared.day,
        validity=Validity(declared.validity),
        cause=Cause.DECLARED,
        note=declared.reason,
        by=called(declared.by_title, declared.by_number),
    )


def called(title: str, number: str) -> str:
    """Return how one document speaks of another: 《…》（云政发〔2026〕3号）.

    Title marks inside title marks are single ones (GB/T 15834-2011).
    """
    if not title:
        return number
    bare = title[1:-1] if title.startswith("《") and title.find("》") == len(title) - 1 else title
    quoted = f"《{bare.replace('《', '〈').replace('》', '〉')}》"
    return f"{quoted}（{number}）" if number else quoted


def effective_day(document: Any) -> date:
    """Return the day on which what a document does takes effect: the one that it names, else the
    day it was made, else the day it was published.
    """
    day = document.effective_on or document.written_on or document.displayed_at
    return timezone.localdate(day) if isinstance(day, datetime) else day or timezone.localdate()


def acting_relations() -> QuerySet:
    """Return the relations of documents that are public; the copies of aliases do not count."""
    relations = apps.get_model("disclosure", "Relation").objects
    public = is_open("acting__path")
    return relations.filter(public, acting__live=True, acting__alias_of=None)


def with_effective_day(relations: QuerySet) -> QuerySet:
    """Annotate relations with `day`: the `effective_day` of the acting document."""
    return relations.annotate(
        day=Coalesce(
            "acting__effective_on", "acting__written_on", TruncDate("acting__displayed_at")
        )
    )


def validities(keys: Iterable[int], day: date | None = None) -> dict[int, Validity]:
    """Return what documents are on a day, today if none is given."""
    day = day or timezone.localdate()
    return {key: validity_on(day, changes) for key, changes in changes_of(keys).items()}


def with_validity(documents: QuerySet, day: date | None = None) -> QuerySet:
    """Annotate documents with `validity_now`, worked out by the database by the same rules.

    For filters and counts; what is shown of a single document comes from `validities`.
    """
    day = day or timezone.localdate()
    acted = with_effective_day(acting_relations().filter(target=OuterRef("pk"))).filter(
        day__lte=day
    )
    declared = apps.get_model("disclosure", "DeclaredChange").objects.filter(
        document=OuterRef("pk"), day__lte=day
    )
    ends_by_deed = Q(deed__in=[Deed.REPEALS, Deed.REPLACES], in_part=False)
    repealed = Exists(acted.filter(ends_by_deed)) | Exists(
        declared.filter(validity=Validity.REPEALED)
    )
    lapsed = Q(expires_on__lte=day) | Exists(declared.filter(validity=Validity.LAPSED))
    amended = Exists(acted.exclude(ends_by_deed)) | Exists(
        declared.filter(validity=Validity.AMENDED)
    )
    return documents.annotate(
        validity_now=Case(
            When(repealed, then=Value(Validity.REPEALED.value)),
            When(lapsed, then=Value(Validity.LAPSED.value)),
            When(amended, then=Value(Validity.AMENDED.value)),
            When(effective_on__gt=day, then=Value(Validity.NOT_YET.value)),
            default=Value(Validity.IN_FORCE.value),
            output_field=CharField(),
        )
    )


def validity_today(changes: Iterable[Change]) -> Validity:
    return validity_on(timezone.localdate(), changes)
