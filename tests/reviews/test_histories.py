"""Random histories of a newsroom: whatever is public in a reviewed column was let out by all its
stages, or by an emergency that is on record.
"""

import os
from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from wagtail.actions.convert_alias import ConvertAliasPageAction, ConvertAliasPageError
from wagtail.actions.copy_page import CopyPageIntegrityError
from wagtail.models import Page, Revision, WorkflowState

from portal.scheduled import publish_due
from reviews import emergencies
from reviews.borrowed import decide, next_stage
from reviews.clearance import clearance_of, digest_as_source, source_of
from reviews.content import digest_of
from reviews.governing import Review, review_of
from reviews.models import Emergency, Outcome, Passage, ReviewStage, SignOff, Verdict
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, make_portal
from tests.reviews.desk import Newsroom, again, edited, group, newest, person

# What a door may answer when it is shut.
SHUT = (
    ValidationError,
    PermissionDenied,
    ConvertAliasPageError,
    CopyPageIntegrityError,
    ValueError,
)
TITLES = ("防汛提示", "停水通知", "征求意见", "人事任免")
PICK = st.integers(min_value=0, max_value=10**6)


class Histories(RuleBasedStateMachine):
    """Two columns, one of them reviewed; articles that wander, change, and try every door."""

    def __init__(self) -> None:
        super().__init__()
        # Each history has a database of its own.
        self.own_world = transaction.atomic()
        self.own_world.__enter__()
        home = make_portal()
        self.reviewed = ColumnPageFactory(parent=home, title="要闻", slug="reviewed")
        self.free = ColumnPageFactory(parent=home, title="随笔", slug="free")
        self.newsroom = Newsroom(self.reviewed)
        self.duty = person("duty", group("值班", home, "publish_emergency"))
        self.number = 0
        self.newsroom.published(title="审过的", slug="reviewed-page")
        free = ArticlePageFactory(parent=again(self.free), title="没有审过的", slug="free-page")
        free.save_revision(user=self.newsroom.writer)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.own_world.__exit__(None, None, None)

    # --- Choosing -----------------------------------------------------------------------------

    def pages(self) -> list[Page]:
        return list(Page.objects.filter(depth=4).order_by("pk"))

    def some(self, pick: int) -> Any:
        pages = self.pages()
        return again(pages[pick % len(pages)]) if pages else None

    def own(self, pick: int) -> Any:
        pages = [page for page in self.pages() if not page.alias_of_id]
        return again(pages[pick % len(pages)]) if pages else None

    def attempt(self, act: Any) -> None:
        try:
            with transaction.atomic():
                act()
        except SHUT:
            pass

    def slug(self) -> str:
        self.number += 1
        return f"page-{self.number}"

    # --- Writing ------------------------------------------------------------------------------

    @rule(pick=PICK, live=st.booleans(), title=st.sampled_from(TITLES))
    def add(self, pick, live, title):
        column = again([self.reviewed, self.free][pick % 2])
        article = ArticlePageFactory(parent=column, title=title, slug=self.slug(), live=live)
        again(article).save_revision(user=self.newsroom.writer)

    @rule(pick=PICK, title=st.sampled_from(TITLES), by=PICK)
    def edit(self, pick, title, by):
        if page := self.own(pick):
            people = [self.newsroom.writer, *self.newsroom.people]
            edited(page, people[by % len(people)], title)

    @rule(pick=PICK, title=st.sampled_from(TITLES))
    def write_over_the_newest_draft(self, pick, title):
        page = self.own(pick)
        if page and page.latest_revision:
            draft = newest(page)
            draft.title = title
            self.attempt(
                lambda: draft.save_revision(
                    user=page.latest_revision.user, overwrite_revision=page.latest_revision
                )
            )

    @rule(pick=PICK, title=st.sampled_from(TITLES), plain=st.booleans())
    def change_in_place(self, pick, title, plain):
        if page := self.some(pick):
            row = Page.objects.get(pk=page.pk) if plain else page
            row.title = title
            self.attempt(row.save)

    # --- Reviewing ----------------------------------------------------------------------------

    @rule(pick=PICK)
    def hand_in(self, pick):
        page = self.own(pick)
        if page and page.get_workflow() and page.latest_revision:
            self.attempt(lambda: page.get_workflow().start(page, self.newsroom.writer))

    @rule(pick=PICK, by=st.integers(0, 3), in_code=st.booleans())
    def approve(self, pick, by, in_code):
        page = self.own(pick)
        if page is None or not (state := page.current_workflow_task_state):
            return
        user = [*self.newsroom.people, self.newsroom.writer][by]
        task = state.task.specific
        act = (
            (lambda: state.approve(user=user))
            if in_code
            else (lambda: task.on_action(state, user, "approve"))
        )
        self.attempt(act)

    @rule(pick=PICK)
    def approve_to_the_end(self, pick):
        page = self.own(pick)
        if page is None:
            return
        for user in self.newsroom.people * 2:
            state = again(page).current_workflow_task_state
            if state:
                task = state.task.specific
                self.attempt(
                    lambda state=state, user=user, task=task: task.on_action(state, user, "approve")
                )

    @rule(pick=PICK, by=st.integers(0, 2))
    def refuse(self, pick, by):
        page = self.own(pick)
        if page and (state := page.current_workflow_task_state):
            task = state.task.specific
            user = self.newsroom.people[by]
            # A column without stages has Wagtail's own approval, which knows no reasons.
            why = {"reason": "其他"} if isinstance(task, ReviewStage) else {}
            self.attempt(lambda: task.on_action(state, user, "reject", **why))

    @rule(pick=PICK)
    def resume_or_cancel(self, pick):
        page = self.own(pick)
        if page and (state := page.current_workflow_state):
            waits = state.status == WorkflowState.STATUS_NEEDS_CHANGES
            act = state.resume if waits else state.cancel
            self.attempt(lambda: act(self.newsroom.writer))

    # --- Doors --------------------------------------------------------------------------------

    @rule(pick=PICK)
    def publish(self, pick):
        page = self.own(pick)
        if page and page.latest_revision:
            self.attempt(page.latest_revision.publish)

    @rule(pick=PICK, which=PICK)
    def publish_an_old_version(self, pick, which):
        page = self.own(pick)
        revisions = list(page.revisions.order_by("pk")) if page else []
        if revisions:
            self.attempt(revisions[which % len(revisions)].publish)

    @rule(pick=PICK)
    def schedule(self, pick):
        if page := self.own(pick):
            draft = newest(page)
            draft.go_live_at = timezone.now() + timedelta(hours=1)
            revision = draft.save_revision(user=self.newsroom.writer)
            self.attempt(revision.publish)

    @rule()
    def the_hour_comes(self):
        past = timezone.now() - timedelta(minutes=1)
        Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=past)
        for revision in Revision.objects.filter(approved_go_live_at=past):
            revision.content["go_live_at"] = past.isoformat()
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
        publish_due()

    @rule(pick=PICK)
    def unpublish(self, pick):
        if page := self.some(pick):
            page.unpublish()

    @rule(pick=PICK, to_free=st.booleans())
    def move(self, pick, to_free):
        if page := self.some(pick):
            target = again(self.free if to_free else self.reviewed)
            self.attempt(lambda: page.move(target, pos="last-child"))

    @rule(pick=PICK, to_free=st.booleans())
    def copy(self, pick, to_free):
        page = self.some(pick)
        if page and len(self.pages()) < 12:
            target = again(self.free if to_free else self.reviewed)
            self.attempt(
                lambda: page.copy(to=target, update_attrs={"slug": self.slug()}, keep_live=True)
            )

    @rule(pick=PICK, to_free=st.booleans())
    def alias(self, pick, to_free):
        page = self.some(pick)
        if page and len(self.pages()) < 12:
            target = again(self.free if to_free else self.reviewed)
            self.attempt(lambda: page.create_alias(parent=target, update_slug=self.slug()))

    @rule(pick=PICK)
    def make_an_alias_stand_alone(self, pick):
        aliases = [page for page in self.pages() if page.alias_of_id]
        if aliases:
            alias = again(aliases[pick % len(aliases)])
            self.attempt(lambda: ConvertAliasPageAction(alias).execute())

    @rule(pick=PICK, by=st.integers(0, 2))
    def sign_an_alias(self, pick, by):
        aliases = [page for page in self.pages() if page.alias_of_id]
        if aliases:
            alias = aliases[pick % len(aliases)]
            if stage := next_stage(alias):
                user = self.newsroom.people[by]
                self.attempt(lambda: decide(alias, stage, user, Verdict.APPROVED))

    @rule(pick=PICK)
    def emergency(self, pick):
        if page := self.own(pick):
            self.attempt(
                lambda: emergencies.publish(
                    page,
                    self.duty,
                    reason="不能等",
                    answerable="值班长",
                    seen=digest_of(newest(page)),
                )
            )

    # --- What always holds --------------------------------------------------------------------

    @invariant()
    def nothing_public_is_unreviewed(self):
        for page in Page.objects.filter(live=True, path__startswith=self.reviewed.path):
            if page.pk == self.reviewed.pk:
                continue
            page = page.specific
            review = review_of(page)
            assert clearance_of(page, review) or _refused_afterwards(page, review), page.title


def _refused_afterwards(page: Page, review: Review) -> bool:
    """What went out by leave and was refused when it was looked at again stays public, and so does
    what was refused after an emergency, until somebody takes it down.
    """
    source, digest = source_of(page), digest_as_source(page)
    emergencies_refused = Emergency.objects.filter(page_ref=source.pk, outcome=Outcome.REFUSED)
    passages = Passage.objects.filter(
        Q(digest=digest) | Q(live_digest=digest), page_ref__in=[page.pk, source.pk]
    )
    return emergencies_refused.exists() or any(_had_leave(each, review) for each in passages)


def _had_leave(passage: Passage, review: Review) -> bool:
    """Tell whether all stages had approved, as their last word, when something went out."""
    words = SignOff.objects.filter(
        page_ref=passage.signed_ref, digest=passage.digest, given_at__lte=passage.passed_at
    )
    last = dict(words.order_by("pk").values_list("stage_ref", "verdict"))
    return all(last.get(stage.pk) == Verdict.APPROVED for stage in review.stages)


@pytest.mark.django_db
def test_no_history_gets_past_the_stages():
    examples, steps = int(os.environ.get("HISTORIES", "5")), 30
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
