"""A directory's documents and honest counts: a fixed number of queries for any number of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.core.paginator import Page
from django.db.models import CharField, Count, F, Q, Value
from django.db.models.functions import Cast, ExtractYear
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from disclosure.directory.narrowing import KEY, OLDEST, Narrowing
from disclosure.documents.effects import with_validity
from disclosure.documents.kinds import Genre, Rank
from disclosure.documents.validity import Validity
from disclosure.public.listing import Facet, in_pages
from home.public import readable


def documents_of(directory: Any) -> QuerySet:
    """Return the public documents that a directory is about, each once: aliases do not count."""
    documents = apps.get_model("disclosure", "PolicyDocumentPage").objects
    found = readable(documents.filter(alias_of=None))
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
    counts = _counts(documents, narrowing)
    years = dict(sorted(counts["year"].items(), reverse=True))
    found = [
        *_topics(narrowing, counts["topic"]),
        _facet(narrowing, "organ", _("issuing organ"), *_organs(documents, narrowing)),
        _facet(narrowing, "year", _("year made"), years),
        _facet(
            narrowing, "genre", _("kind of document"), counts["genre"], dict(Genre.choices)
        ),
        _facet(
            narrowing, "rank", _("nature of the document"), counts["rank"], dict(Rank.choices)
        ),
        _facet(
            narrowing, "validity", _("validity"), counts["validity"], dict(Validity.choices)
        ),
    ]  # fmt: skip
    return [each for each in found if len(each.answers) > 1 or each.chosen]


def _counts(documents: QuerySet, narrowing: Narrowing) -> dict[str, dict[str, int]]:
    """Return how many documents each value has under all other questions, the most first. One
    query for all questions that a column answers.
    """
    columns = {
        "topic": "topic",
        "year": ExtractYear("written_on"),
        "genre": "genre",
        "rank": "rank",
        "validity": "validity_now",
    }
    asked = []
    for name, column in columns.items():
        left = with_validity(documents) if name == "validity" else documents
        answer = Cast(F(column) if isinstance(column, str) else column, CharField())
        rows = narrowing.applied(left, but=name).order_by()
        asked.append(rows.values_list(Value(name), answer).annotate(number=Count("pk")))
    counts: dict[str, dict[str, int]] = {name: {} for name in columns}
    for name, value, number in asked[0].union(*asked[1:], all=True):
        if value is not None:
            counts[name][value] = number
    return {
        name: dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))
        for name, found in counts.items()
    }


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


def _topics(narrowing: Narrowing, counts: Mapping[str, int]) -> Iterable[Facet]:
    """Yield the first level, then what is below the topic that was chosen there."""
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
