"""Everything a document's public page shows beside its text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disclosure.documents.effects import acting_relations, called, effective_day
from disclosure.documents.header import Fact, facts_of
from disclosure.documents.interpreting import interpretations_of
from disclosure.documents.validity import Cause, Change, Deed, Validity, history_of
from disclosure.files import with_files
from home.beside import may_tell
from home.public import readable

if TYPE_CHECKING:
    from disclosure.models import PolicyDocumentPage, Relation

MOST_VERSIONS = 12
PASSIVE = {
    Deed.AMENDS: gettext_lazy("amended by"),
    Deed.REPEALS: gettext_lazy("repealed by"),
    Deed.REPLACES: gettext_lazy("replaced by"),
}
SENTENCES = {
    Deed.AMENDS: gettext_lazy("Amended by %(name)s"),
    Deed.REPEALS: gettext_lazy("Repealed by %(name)s"),
    Deed.REPLACES: gettext_lazy("Replaced by %(name)s"),
}


@dataclass(frozen=True, slots=True)
class Related:
    """Another document and what it has to do with this one; `page` is None if it is not public."""

    what: str
    name: str
    page: Any
    day: date
    in_part: bool = False
    note: str = ""
    is_coming: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the history of a document's validity."""

    day: date | None
    words: str
    page: Any = None
    is_coming: bool = False
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    facts: list[Fact]
    validity: Validity
    history: list[Happened]
    acts: list[Related]
    acted_on: list[Related]
    interpretations: list[Any]
    versions: list[Any] = field(default_factory=list)
    attachments: list[Any] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        return self.validity == Validity.IN_FORCE

    @property
    def last(self) -> Happened | None:
        """What made the document what it is now."""
        so_far = [each for each in self.history if not each.is_coming and not each.is_undone]
        return so_far[-1] if so_far else None


def shown(document: "PolicyDocumentPage") -> Shown:
    key = document.alias_of_id or document.pk
    relations = list(document.acts.all())
    against = document.against
    replaces = any(each.deed == Deed.REPLACES for each in (*relations, *against))
    public = _public({each.target_id for each in relations} | {each.acting_id for each in against})
    return Shown(
        facts=facts_of(document, document.validity),
        validity=document.validity,
        history=history(document, public),
        acts=[_act(document, each, public) for each in _told(relations, public)],
        acted_on=[_acted(each, public) for each in against],
        interpretations=interpretations_of(document) if document.pk else [],
        versions=versions_of(key) if key and replaces else [],
        attachments=with_files(document.attachments.all()),
    )


def history(document: "PolicyDocumentPage", public: dict[int, Any]) -> list[Happened]:
    """Return what a document was from when, the oldest first, and what was undone."""
    today = timezone.localdate()
    lines = [
        Happened(each.day, words_of(each), public.get(each.page), is_coming=each.day > today)
        for each in history_of(document.changes)
    ]
    undone = _undone(document) if may_tell(document, rows_undone) else []
    return sorted([*lines, *undone], key=lambda line: (line.day or date.min, line.is_undone))


def words_of(change: Change) -> str:
    """Say what a change did and why."""
    match change.cause, change.validity:
        case Cause.OWN_DATE, Validity.IN_FORCE:
            return _("Takes effect.")
        case Cause.OWN_DATE, _lapsed:
            return _("Its term ends: it lapses.")
        case Cause.DECLARED, validity:
            told = _("%(validity)s: %(reason)s") % {
                "validity": validity.label, "reason": change.note,
            }  # fmt: skip
            return f"{told} {change.by}".strip()
    told = SENTENCES[change.deed] % {"name": change.by}
    if change.deed != Deed.AMENDS and change.validity == Validity.AMENDED:
        told = _("In part %(told)s") % {"told": told}
    return f"{told}（{change.note}）" if change.note else told


def rows_undone(document: Any) -> QuerySet:
    records = apps.get_model("disclosure", "ValidityRecord").objects
    return records.filter(document_id=document.alias_of_id or document.pk, is_undone=True)


def _undone(document: Any) -> list[Happened]:
    """Return what documents did here until they were taken back or changed their mind."""
    found = []
    for line in rows_undone(document) if document.alias_of_id or document.pk else ():
        told = _(
            "%(deed)s, effective on %(day)s: undone on %(undone)s, when that document was taken "
            "back or changed."
        ) % {
            "deed": SENTENCES[Deed(line.deed)] % {"name": line.acting_name},
            "day": line.effective_on,
            "undone": f"{timezone.localtime(line.recorded_at):%Y-%m-%d}",
        }
        found.append(Happened(timezone.localtime(line.recorded_at).date(), told, is_undone=True))
    return found


def _public(keys: Iterable[int | None]) -> dict[int, Any]:
    pages = apps.get_model("disclosure", "PolicyDocumentPage").objects
    found = readable(pages.filter(pk__in=[key for key in keys if key]))
    return {page.pk: page for page in found.defer_streamfields()}


def _told(relations: list["Relation"], public: dict[int, Any]) -> list["Relation"]:
    """Leave out what would tell the title of a document that nobody may know yet.

    One that was public, and was taken back or deleted since, was named when it was.
    """
    unseen = {each.target_id for each in relations if each.target_id} - set(public)
    if not unseen:
        return relations
    pages = apps.get_model("wagtailcore", "Page").objects.filter(pk__in=unseen)
    named = set(pages.exclude(first_published_at=None).public().values_list("pk", flat=True))
    return [each for each in relations if each.target_id not in unseen - named]


def _act(document: Any, relation: "Relation", public: dict[int, Any]) -> Related:
    page = public.get(relation.target_id)
    name = called(page.title, page.number) if page else called(relation.title, relation.number)
    day = effective_day(document)
    return Related(
        str(relation.get_deed_display()), name, page, day, relation.in_part, relation.note,
        day > timezone.localdate(),
    )  # fmt: skip


def _acted(relation: "Relation", public: dict[int, Any]) -> Related:
    acting = relation.acting
    day = effective_day(acting)
    return Related(
        str(PASSIVE[Deed(relation.deed)]), called(acting.title, acting.number),
        public.get(acting.pk), day, relation.in_part, relation.note, day > timezone.localdate(),
    )  # fmt: skip


def versions_of(key: int) -> list[Any]:
    """Return the public documents that this one replaced and that replaced it, newest first.

    Each step asks once; a chain longer than MOST_VERSIONS is cut.
    """
    replaces = acting_relations().filter(deed=Deed.REPLACES, in_part=False)
    chain = {key}
    for one_way, other in (("acting_id", "target_id"), ("target_id", "acting_id")):
        edge = {key}
        while edge and len(chain) < MOST_VERSIONS:
            found = replaces.filter(**{f"{one_way}__in": edge}).values_list(other, flat=True)
            edge = {each for each in found if each} - chain
            chain |= edge
    pages = _public(chain).values() if len(chain) > 1 else []
    return sorted(pages, key=lambda page: (effective_day(page), page.pk), reverse=True)
