"""Ten thousand questions in ten minutes: how fast the moderators' queue stays meanwhile.

    make bench-moderation
    python -m benchmarks.moderation --questions 10000 --minutes 10

Makes a database of its own (SQLite in a file, or beside the one that DATABASE_URL names). One
process lets questions arrive through the ledger's door, evenly over the time; another puts near
duplicates together every five seconds, as the scheduler does; this one asks for pages of the
queue, as a moderator does, all through the stack and the templates. The baseline is what one would
write first, in the same run: one page with every question that waits, most wanted first, through
the same template for a question.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.disclosure import database
from benchmarks.question_grouping import flood

# What a moderator looks at, in turn.
PAGES = {
    "pending, first page": "",
    "pending, page 20": "?page=20",
    "pending, largest groups first": "?order=size",
    "all, most wanted first": "?tab=all&order=votes",
    "search": "?q=电梯",
}
NAIVE_EVERY = 15
"""Pages of ours for each one of the baseline, which takes long."""


def main(arguments: Sequence[str] | None = None) -> None:
    options = chosen(arguments)
    machine.announce()
    with tempfile.TemporaryDirectory() as folder, database(Path(folder)) as vendor:
        print(f"Database: {vendor}")
        measure(options)
    print(f"Processes that wanted to run after: {machine.load():.1f}")


def chosen(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=10)
    return parser.parse_args(arguments)


def measure(options: argparse.Namespace) -> None:
    """Print every figure."""
    sitting, user = _room()
    end = time.monotonic() + options.minutes * 60
    helpers = [
        _beside(lambda: _arrive(sitting.pk, options.questions, options.minutes * 60)),
        _beside(lambda: _gather(end)),
    ]
    taken, queries, waits = _look(sitting, user, end)
    for helper in helpers:
        os.waitpid(helper, 0)
    sitting.refresh_from_db()
    groups = sitting.questions.order_by().values("group").distinct().count()
    print(f"\n{sitting.last_question} questions in {options.minutes:g} minutes, {groups} groups")
    print(f"  {'page of the queue':36}{'asked':>7}{'median':>10}{'p95':>10}{'longest':>10}")
    for name, seconds in taken.items():
        _row(name, seconds)
    ours = [each for name, seconds in taken.items() if name != BASELINE for each in seconds]
    _row("all pages of ours", ours)
    late = [each for name, seconds in waits.items() if name != BASELINE for each in seconds]
    _row("the same, in the last tenth", late)
    _row(f"{BASELINE}, in the last tenth", waits[BASELINE])
    for name, numbers in queries.items():
        print(f"  queries: {name:34}{min(numbers)} to {max(numbers)}")


BASELINE = "baseline: everything that waits"


def _row(name: str, seconds: list[float]) -> None:
    if not seconds:
        return
    p95 = (
        statistics.quantiles(seconds, n=20, method="inclusive")[-1]
        if len(seconds) > 1
        else seconds[0]
    )
    figures = "".join(f"{1000 * each:8.0f} ms"[:11].rjust(10) for each in (
        statistics.median(seconds), p95, max(seconds)))  # fmt: skip
    print(f"  {name:36}{len(seconds):7}{figures}")


def _room() -> tuple[Any, Any]:
    from django.contrib.auth import get_user_model

    from home.models import HomePage
    from interviews.states import State
    from tests.interviews.factories import InterviewIndexPageFactory, brought_to, interview

    index = InterviewIndexPageFactory(parent=HomePage.objects.get())
    sitting = brought_to(interview(index, title="万人提问").sitting, State.LIVE)
    user = get_user_model().objects.create_superuser("moderator", password="x")
    return sitting, user


def _beside(work: Callable[[], None]) -> int:
    """Do something in a process of its own, with its own connection; return its number."""
    from django.db import connections

    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        work()
        status = 0
    finally:
        sys.stdout.flush()
        os._exit(status)


def _arrive(key: int, number: int, seconds: float) -> None:
    from interviews.ledger.receiving import receive
    from interviews.models import Sitting

    sitting = Sitting.objects.get(pk=key)
    begin = time.monotonic()
    for at, text in enumerate(flood(number)):
        due = begin + seconds * at / number
        with suppress(ValueError):
            time.sleep(due - time.monotonic())
        receive(sitting, text, nickname=f"网友{at}", address=f"198.51.{at % 251}.{at % 241}")


def _gather(end: float) -> None:
    from interviews.ledger.gathering import gather_all

    while time.monotonic() < end:
        gather_all()
        time.sleep(5)
    gather_all()


Seconds = dict[str, list[float]]


def _look(sitting: Any, user: Any, end: float) -> tuple[Seconds, dict[str, list[int]], Seconds]:
    """Ask for pages until the end; return how long each took, its queries, and the last tenth."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(user)
    begin = time.monotonic()
    taken: Seconds = defaultdict(list)
    late: Seconds = defaultdict(list)
    queries: dict[str, list[int]] = defaultdict(list)
    for turn, name in enumerate(cycle(PAGES), 1):
        now = time.monotonic()
        if now >= end:
            break
        address = f"/admin/interviews/questions/{sitting.pk}/{PAGES[name]}"
        looks: list[tuple[str, Callable[[], Any]]] = [(name, lambda to=address: client.get(to))]
        if turn % NAIVE_EVERY == 0:
            looks.append((BASELINE, lambda: _everything(sitting.pk, user)))
        for called, look in looks:
            # Of all that it was ever asked, a connection keeps 9,000 queries only.
            connection.queries_log.clear()
            with CaptureQueriesContext(connection) as captured:
                start = time.perf_counter()
                response = look()
                seconds = time.perf_counter() - start
            assert response.status_code == 200, response
            taken[called].append(seconds)
            queries[called].append(len(captured))
            if now > begin + (end - begin) * 0.9:
                late[called].append(seconds)
        time.sleep(0.3)
    return taken, queries, late


def _everything(key: int, user: Any) -> Any:
    """Show all that waits on one page, as a first version would."""
    from django.shortcuts import render
    from django.test import RequestFactory

    from interviews.admin.questions.masking import marked
    from interviews.ledger.kinds import Reason
    from interviews.models import Sitting

    sitting = Sitting.objects.get(pk=key)
    request = RequestFactory().get("/")
    request.user = user
    waiting = sitting.questions.filter(moderation="pending", outcome="")
    lines = []
    for question in waiting.order_by("-votes", "number"):
        question.marked = marked(question)
        lines.append({"questions": [question]})
    shown = {"sitting": sitting, "lines": {"object_list": lines}, "reasons": Reason.choices}
    return render(request, "interviews/admin/questions/lines.html", shown)


if __name__ == "__main__":
    main()
