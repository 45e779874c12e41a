"""Random histories of a portal; after each step somebody stands before the doors.

More and longer ones: `make leaks ARGS="LEAK_HISTORIES=200 LEAK_STEPS=40 LEAK_SEED=7"`.
"""

import os
from collections import Counter
from datetime import timedelta
from typing import Any

import hypothesis
import hypothesis.strategies as st
import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import TestCase
from django.utils import timezone
from hypothesis import HealthCheck, Phase, seed
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from wagtail.models import Page, PageViewRestriction, Revision

from disclosure.models import PolicyDocumentPage, PowerListPage
from home.models import ArticlePage, ColumnPage
from interviews.models import InterviewPage
from interviews.record import acts
from interviews.states import State, is_past
from portal.scheduled import publish_due
from tests.doors.addresses import Door
from tests.doors.asking import Asking
from tests.doors.town import Thing, full_town

pytestmark = [pytest.mark.django_db, pytest.mark.long]

HISTORIES = int(os.environ.get("LEAK_HISTORIES", "1"))
STEPS = int(os.environ.get("LEAK_STEPS", "10"))
SEED = int(os.environ.get("LEAK_SEED", "1"))
some = st.integers(0, 99)


class Histories(RuleBasedStateMachine):
    totals: Counter[str] = Counter()
    # What each door has told of what is public, in all histories.
    told: Counter[Door] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        # Keys are given out anew in each history.
        cache.clear()
        with TestCase.captureOnCommitCallbacks(execute=True):
            self.town = full_town()
        self.asking = Asking(self.town)
        self.history: list[str] = []
        self.touched: list[Thing] = []

    def teardown(self) -> None:
        try:
            self.asking.all_doors()
            self.totals.update(histories=1, steps=len(self.history))
            self.totals.update({f"asked: {door}": n for door, n in self.asking.asked.items()})
            self.told.update({door: len(told) for door, told in self.asking.told.items()})
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    # --- Which, and what follows ---------------------------------------------------------------

    def there(self, *models: type[Page]) -> list[Thing]:
        keys = set(Page.objects.values_list("pk", flat=True))
        return [
            thing
            for thing in self.town.things[1:]
            if thing.pk in keys and (not models or thing.model in models)
        ]

    def pick(self, number: int, *models: type[Page]) -> Thing | None:
        things = self.there(*models)
        return things[number % len(things)] if things else None

    def does(self, what: str, thing: Thing | None, act: Any) -> None:
        """Do something to a thing as a request would, committed, and stand before the doors."""
        if thing is None:
            return
        self.history.append(f"{what} {thing.name}")
        with TestCase.captureOnCommitCallbacks(execute=True):
            act(thing)
        self.asking.all_doors([thing])

    # --- Editors -------------------------------------------------------------------------------

    @rule(number=some, kind=st.sampled_from([ArticlePage, PolicyDocumentPage, ColumnPage]))
    @precondition(lambda self: len(self.town.things) < 28)
    def write(self, number: int, kind: type[Page]) -> None:
        self.does("write below", self.pick(number, ColumnPage), lambda column: self.town.write(
            kind, column.page
        ))  # fmt: skip

    @rule(number=some, publish=st.booleans())
    def edit(self, number: int, publish: bool) -> None:
        self.does("edit", self.pick(number), lambda thing: self.town.edit(thing, publish=publish))

    @rule(number=some)
    def publish(self, number: int) -> None:
        self.does("publish", self.pick(number), self.town.publish)

    @rule()
    def publish_everything(self) -> None:
        for thing in self.there():
            with TestCase.captureOnCommitCallbacks(execute=True):
                self.town.publish(thing)

    @rule(number=some)
    def take_down(self, number: int) -> None:
        self.does("take down", self.pick(number), lambda thing: thing.page.unpublish())

    @rule(number=some)
    def schedule(self, number: int) -> None:
        """Put the newest draft on the schedule for tomorrow; then tomorrow comes, or does not."""

        def put(thing: Thing) -> None:
            page = thing.page.get_latest_revision_as_object()
            page.go_live_at = timezone.now() + timedelta(days=1)
            page.save_revision().publish()

        self.does("schedule", self.pick(number), put)

    @rule(number=some)
    def expire(self, number: int) -> None:
        self.does("let expire", self.pick(number), self.town.let_expire)

    @rule()
    def tomorrow(self) -> None:
        past = timezone.now() - timedelta(minutes=1)
        Revision.objects.exclude(approved_go_live_at=None).update(approved_go_live_at=past)
        with TestCase.captureOnCommitCallbacks(execute=True):
            publish_due()
        self.history.append("what is due goes out")
        self.asking.all_doors([])

    @rule(number=some)
    def restore_the_first_version(self, number: int) -> None:
        self.does(
            "restore the first of", self.pick(number),
            lambda thing: thing.page.revisions.order_by("pk").first().publish(),
        )  # fmt: skip

    @rule(number=some, kind=st.sampled_from(["login", "password"]))
    def close_or_open(self, number: int, kind: str) -> None:
        def turn(thing: Thing) -> None:
            found = PageViewRestriction.objects.filter(page=thing.pk)
            if found:
                found.first().delete()
            else:
                PageViewRestriction.objects.create(
                    page_id=thing.pk, restriction_type=kind, password="x"
                )

        self.does("close or open", self.pick(number), turn)

    @rule(number=some, to=some)
    def move(self, number: int, to: int) -> None:
        column = self.pick(to, ColumnPage)

        def move(thing: Thing) -> None:
            page, below = Page.objects.get(pk=thing.pk), Page.objects.get(pk=column.pk)
            if not below.is_descendant_of(page) and page.get_parent().pk != below.pk:
                page.specific.move(below, pos="last-child")

        self.does("move", self.pick(number, ArticlePage, PolicyDocumentPage), move)

    @rule(number=some)
    @precondition(lambda self: len(self.there(ArticlePage)) > 1)
    def delete(self, number: int) -> None:
        self.does(
            "delete", self.pick(number, ArticlePage, PolicyDocumentPage),
            lambda thing: thing.page.delete(),
        )  # fmt: skip

    # --- What stands beside pages ----------------------------------------------------------------

    @rule(number=some, proposed=st.booleans())
    def change_powers(self, number: int, proposed: bool) -> None:
        act = self.town.propose if proposed else self.town.power
        self.does("change powers of", self.pick(number, PowerListPage), act)

    @rule(number=some)
    def go_live(self, number: int) -> None:
        def live(thing: Thing) -> None:
            if thing.page.live and not is_past(thing.page.sitting.state, State.LIVE):
                self.town.go_live(thing)

        self.does("go live with", self.pick(number, InterviewPage), live)

    @rule(number=some, then=st.sampled_from(["stands", "is withdrawn", "is corrected"]))
    def say(self, number: int, then: str) -> None:
        def say(thing: Thing) -> None:
            if thing.page.sitting.stands != State.LIVE:
                return
            turn = self.town.say(thing)
            if then == "is withdrawn":
                acts.withdraw(thing.page.sitting, turn.number, None)
            elif then == "is corrected":
                self.town.correct(thing, turn)

        self.does("a turn that " + then, self.pick(number, InterviewPage), say)

    @rule(number=some, approve=st.booleans())
    def ask(self, number: int, approve: bool) -> None:
        def ask(thing: Thing) -> None:
            if thing.page.sitting.stands.takes_questions:
                self.town.ask(thing, approve=approve)

        self.does("ask", self.pick(number, InterviewPage), ask)


def test_no_history_lets_anything_out(settings):
    settings.SEARCH_LOOKS_AT_ONCE = True
    Histories.totals.clear()
    Histories.told.clear()
    run_state_machine_as_test(
        seed(SEED)(Histories),
        settings=hypothesis.settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
    # With `-s`: the figures.
    told = {str(door): number for door, number in Histories.told.items()}
    print(f"\nSeed {SEED}, leaks 0: {dict(Histories.totals)}; public texts told: {told}")  # noqa: T201
    if STEPS >= 20:
        assert set(told) == {str(door) for door in Door}
