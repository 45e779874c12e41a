"""A newsroom with a review of three stages: its people, its columns, and what they do."""

import json
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page, TaskState, Workflow

from home.models import ArticlePage, ColumnPage
from reviews.models import ReviewStage
from reviews.setting_up import StageSpec, set_up
from tests.attachments.desk import draft

LABELS = ("一审", "二审", "三审")
RIGHTS = ("add_page", "change_page", "publish_page")


def person(name: str, *groups: Group, **names: str) -> Any:
    user = get_user_model().objects.create_user(name, password="x", **names)
    user.groups.add(*groups)
    return user


def group(name: str, page: Page | None = None, *permissions: str) -> Group:
    """Make a group that comes into the admin, and may do everything with pages below `page`."""
    made = Group.objects.create(name=name)
    made.permissions.set(Permission.objects.filter(codename__in=["access_admin", *permissions]))
    for code in RIGHTS if page else ():
        GroupPagePermission.objects.create(
            group=made, page=page, permission=Permission.objects.get(codename=code)
        )
    return made


class Newsroom:
    """`column` stands under three stages; `writer` may publish there, and so may everybody else."""

    def __init__(self, column: ColumnPage, **switches: bool) -> None:
        self.column = column
        self.writers = group("采编", column)
        self.groups = [group(label, column) for label in LABELS]
        self.writer = person("writer", self.writers, last_name="李", first_name="采")
        self.people = [
            person(f"reviewer{n}", each, last_name="审", first_name=LABELS[n - 1])
            for n, each in enumerate(self.groups, 1)
        ]
        specs = [
            StageSpec(label, "负责人", [each])
            for label, each in zip(LABELS, self.groups, strict=True)
        ]
        self.workflow: Workflow = set_up(column, "新闻三审", specs, **switches)

    @property
    def stages(self) -> list[ReviewStage]:
        return list(ReviewStage.objects.order_by("pk"))

    def draft(self, **values: Any) -> ArticlePage:
        article = draft(self.column, **values)
        again(article).save_revision(user=self.writer)
        return article

    def handed_in(self, article: ArticlePage | None = None, **values: Any) -> ArticlePage:
        article = article or self.draft(**values)
        self.workflow.start(again(article), self.writer)
        return article

    def approve(self, article: Page, user: Any, **given: Any) -> None:
        state = waiting(article)
        state.task.specific.on_action(state.specific, user, "approve", **given)

    def refuse(self, article: Page, user: Any, reason: str = "事实有误", **given: Any) -> None:
        state = waiting(article)
        state.task.specific.on_action(state.specific, user, "reject", reason=reason, **given)

    def pass_all(self, article: Page) -> None:
        for user in self.people:
            self.approve(article, user)

    def published(self, **values: Any) -> ArticlePage:
        article = self.handed_in(**values)
        self.pass_all(article)
        return again(article)


def again(page: Page) -> Any:
    """Return a page as it is in the database now."""
    return Page.objects.get(pk=page.pk).specific


def newest(page: Page) -> Any:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def edited(page: Page, user: Any, title: str) -> Any:
    """Save another draft of a page."""
    changed = newest(page)
    changed.title = title
    return changed.save_revision(user=user)


def waiting(page: Page) -> TaskState:
    return Page.objects.get(pk=page.pk).current_workflow_state.current_task_state


def stage_now(page: Page) -> str:
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    return state.task.specific.label if state else ""


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def form_of(article: Any) -> dict[str, str]:
    """Return what the editor's form sends for an article as it is."""
    page = newest(article)
    return {
        "title": page.title, "slug": page.slug, "source": page.source, "summary": page.summary,
        "subtitle": "", "short_title": "", "author": "", "responsible_editor": "",
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "paragraph",
        "body-0-id": page.body[0].id or "", "seo_title": "", "search_description": "",
        "body-0-value": json.dumps({"blocks": [
            {"key": "a", "type": "unstyled", "depth": 0, "text": "正文。", "inlineStyleRanges": [],
             "entityRanges": [], "data": {}}], "entityMap": {}}),
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": "",
    }  # fmt: skip
