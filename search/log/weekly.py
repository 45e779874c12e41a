"""What becomes of queries that found nothing: a task a week for each department.

`make` may run any number of times: it looks at the week that is over, closes what finds its
readers by now, and adds what is owed and not yet listed.
"""

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from search.log.limits import SEVERAL, limit
from search.log.reports import WEEK, Asked, asked_in, monday_of, read
from search.models import OwedQuery, SearchTask

# What was declined is not asked for again so soon.
SETTLED_FOR = timedelta(weeks=12)
AT_ONCE = 500


@transaction.atomic
def make(today: date | None = None) -> int:
    """Make the tasks of the week before today's; return how many queries are new in them."""
    week = monday_of(today or timezone.localdate()) - WEEK
    observe(week)
    owed = _owed(week)
    settled = _not_again(week, [each.said for each, _ in owed])
    listed = 0
    by_department: dict[str, list[OwedQuery]] = defaultdict(list)
    for each, trouble in owed:
        own = by_department[each.department]
        if each.said not in settled and len(own) < limit("owed_queries"):
            own.append(
                OwedQuery(said=each.said, trouble=trouble, asked=each.asked, askers=each.askers)
            )
    for department, queries in by_department.items():
        if not queries:
            continue
        task, _is_new = SearchTask.objects.get_or_create(week=week, department=department)
        there = set(task.queries.values_list("said", flat=True))
        for query in queries:
            query.task = task
        new = [query for query in queries if query.said not in there]
        OwedQuery.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
        listed += len(new)
    return listed


def observe(week: date) -> int:
    """Close open queries of earlier weeks that found something clicked in a week; return how many.

    Only what was seen closes a query: one that nobody asked again stays open.
    """
    still_open = OwedQuery.objects.filter(state=OwedQuery.State.OPEN, task__week__lt=week)
    waiting = set(still_open.values_list("said", flat=True))
    rows = asked_in(week).filter(hits__gt=0, failed=0)
    found = [row["said"] for row in rows if row["said"] in waiting]
    return sum(
        still_open.filter(said__in=found[at : at + AT_ONCE]).update(
            state=OwedQuery.State.DONE,
            answer=OwedQuery.Answer.OBSERVED,
            settled_at=timezone.now(),
        )
        for at in range(0, len(found), AT_ONCE)
    )


def _owed(week: date) -> list[tuple[Asked, str]]:
    """Return the queries of a week with their trouble, most askers first.

    What one person asked may be that person's own affair, and what is masked was about somebody.
    """
    rows = asked_in(week).annotate(together=Max("askers"))
    rows = rows.filter(people__gte=limit("owed_askers"), together__gte=SEVERAL)
    asked = [read(row) for row in rows.iterator(chunk_size=2_000)]
    return [(each, each.trouble) for each in asked if each.trouble and not each.is_masked]


def _not_again(week: date, said: list[str]) -> set[str]:
    """Return which queries wait in some other week's task, or were declined not long ago."""
    waiting = Q(state=OwedQuery.State.OPEN) & ~Q(task__week=week)
    declined = Q(state=OwedQuery.State.DECLINED, task__week__gte=week - SETTLED_FOR)
    found: set[str] = set()
    for at in range(0, len(said), AT_ONCE):
        rows = OwedQuery.objects.filter(waiting | declined, said__in=said[at : at + AT_ONCE])
        found.update(rows.values_list("said", flat=True))
    return found
