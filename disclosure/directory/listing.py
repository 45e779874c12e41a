"""A directory's documents and honest counts: a fixed number of queries for any number of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.core.paginator import Page
from django.db.models import Count, F, Q
from django.db.models.functions import ExtractYear
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from disclosure.directory.narrowing import KEY, OLDEST, Narrowing
from disclosure.documents.effects import with_validity
from disclosure.documents.kinds import Genre, Rank
from disclosure.documents.validity import Validity
from disclosure.public.listing import Facet, in_pages


def documents_of(directory: Any) -> QuerySet:
    """Return the public documents that a directory is about, each once: aliases do not count."""
    documents = apps.get_model("disclosure", "PolicyDocumentPage").objects
    found = documents.filter(alias_of=None).live().public()
    if directory.part_id:
        found = found.descendant_of(directory.part, inclusive=True)
    if directory.organ_id:
        found = Narrowing(organ=str(directory.organ_id)).applied(found)
    return found.order_by()


def in_order(documents: QuerySet, narrowing: Narrowing) -> QuerySet:
    """Return the documents asked for by the date made, with their organs and validity."""
    day = F("written_on")
    order = day.asc(nulls_last=True) if narrowing.sort == OLDEST else day.desc(nulls_last=True)
    return shown(narrowing.applied(documents)).order_by(order, "-pk")


def shown(documents: QuerySet) -> QuerySet:
    """Return documents with what a row says of them, but without their texts."""
    return (
        with_validity(documents)
        .defer_streamfields()
        .select_related("organ", "topic__parent")
        .prefetch_related("joint_organs__organ")
    )


def page_of(documents: QuerySet, narrowing: Narrowing, number: str | None) -> Page:
    page = in_pages(in_order(documents, narrowing), number)
    for document in page.object_list:
        document.state = Validity(document.validity_now)
    return page


def facets(documents: QuerySet, narrowing: Narrowing) -> list[Facet]:
    """Return each question that has something to choose, with what is left for each answer."""
    found = [
        *_topics(documents, narrowing),
        _facet(narrowing, "organ", _("issuing organ"), *_organs(documents, narrowing)),
        _facet(narrowing, "year", _("year made"), _years(documents, narrowing)),
        _facet(
            narrowing, "genre", _("kind of document"),
            _counted(documents, narrowing, "genre"), dict(Genre.choices),
        ),
        _facet(
            narrowing, "rank", _("nature of the document"),
            _counted(documents, narrowing, "rank"), dict(Rank.choices),
        ),
        _facet(
            narrowing, "validity", _("validity"),
            _counted(with_validity(documents), narrowing, "validity", "validity_now"),
            dict(Validity.choices),
        ),
    ]  # fmt: skip
    return [each for each in found if len(each.answers) > 1 or each.chosen]


def _counted(
    documents: QuerySet, narrowing: Narrowing, name: str, column: Any = None
) -> dict[str, int]:
    """Return how many documents each value has under all other questions, the most first."""
    left = narrowing.applied(documents, but=name)
    rows = left.values(answer=F(column or name)).annotate(number=Count("pk"))
    found = {str(row["answer"]): row["number"] for row in rows if row["answer"] is not None}
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _years(documents: QuerySet, narrowing: Narrowing) -> dict[str, int]:
    found = _counted(documents.annotate(made=ExtractYear("written_on")), narrowing, "year", "made")
    return dict(sorted(found.items(), reverse=True))


def _organs(documents: QuerySet, narrowing: Narrowing) -> tuple[dict[str, int], dict[str, str]]:
    """Return documents by organ, the joint ones by each, and the organs' names."""
    left = narrowing.applied(documents, but="organ")
    leading = left.exclude(organ=None).values("organ", "organ__name").annotate(number=Count("pk"))
    joint = (
        apps.get_model("disclosure", "JointOrgan")
        .objects.filter(document__in=left.values("pk"))
        .exclude(organ=F("document__organ"))
        .values("organ", "organ__name")
        .annotate(number=Count("document", distinct=True))
        .order_by()
    )
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for row in (*leading, *joint):
        counts[str(row["organ"])] += row["number"]
        names[str(row["organ"])] = row["organ__name"]
    return dict(counts.most_common()), names


def _topics(documents: QuerySet, narrowing: Narrowing) -> Iterable[Facet]:
    """Yield the first level, then what is below the topic that was chosen there."""
    counts = _counted(documents, narrowing, "topic")
    chosen = int(narrowing.topic) if KEY.fullmatch(narrowing.topic) else 0
    wanted = Q(pk__in=[int(key) for key in counts]) | Q(pk=chosen) | Q(below=chosen)
    topics = apps.get_model("disclosure", "Topic").objects.filter(wanted).distinct()
    topics = sorted(topics, key=lambda each: (each.position, each.name))
    names = {str(each.pk): each.name for each in topics}
    tops: Counter[str] = Counter()
    branch: dict[str, int] = {}
    here = next((each for each in topics if each.pk == chosen), None)
    top = str((here.parent_id or here.pk) if here else "")
    for each in topics:
        above = str(each.parent_id or each.pk)
        if each.parent_id:
            names.setdefault(above, each.parent.name)
        number = counts.get(str(each.pk), 0)
        tops[above] += number
        if each.parent_id and above == top and number:
            branch[str(each.pk)] = number
    yield _facet(
        narrowing, "topic", _("topic"), {key: n for key, n in tops.most_common() if n}, names, top
    )
    if branch:
        below = _facet(narrowing, "topic", _("subtopic"), branch, names, narrowing.topic)
        yield Facet(
            "subtopic", below.label, "" if narrowing.topic == top else narrowing.topic,
            narrowing.query(topic=top), below.answers,
        )  # fmt: skip


def _facet(
    narrowing: Narrowing,
    name: str,
    label: Any,
    counts: Mapping[str, int],
    names: Mapping[str, Any] | None = None,
    chosen: str | None = None,
) -> Facet:
    names = names or {}
    answers = [
        (value, names.get(value, value), number, narrowing.query(**{name: value}))
        for value, number in counts.items()
    ]
    given = getattr(narrowing, name)
    return Facet(name, label, chosen or given, narrowing.query(**{name: ""}), answers)
