"""What editors do with published pages in these tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import ArticlePage
from tests.home.factories import ArticlePageFactory

LEAST = {
    **dict.fromkeys(["subtitle", "short_title", "summary", "source", "author", "cover"], ""),
    **dict.fromkeys(["responsible_editor", "displayed_at", "seo_title", "search_description"], ""),
    **dict.fromkeys(["go_live_at", "expire_at"], ""),
    "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
}


def published(column: Page, **values: Any) -> ArticlePage:
    page = ArticlePageFactory(parent=column, live=False, **values)
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def current(page: Page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def unpublish(admin: Client, page: Page, **said: str) -> Any:
    """Answer Wagtail's question."""
    return admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), said)


def explained(admin: Client, page: Page, why: str = "数据有误，正在核实。", **said: str) -> Any:
    said = {"shows_title": "on", "organ": "云汀市统计局", **said}
    return unpublish(admin, page, meaning="explained", explanation=why, **said)


def merged(admin: Client, page: Page, target: Page) -> Any:
    return unpublish(admin, page, meaning="merged", target=str(target.pk))


def edit(admin: Client, page: Page, text: str = "正文。", act: str = "", **fields: Any) -> Any:
    """Send the editor's form; `act` is publish, submit or nothing (a draft)."""
    body = [("paragraph", rich_text(f"<p>{text}</p>", features=["bold"]))]
    data = nested_form_data(
        {"title": page.title, "slug": page.slug, "body": streamfield(body), **LEAST, **fields}
    )
    if act:
        data[f"action-{act}"] = "1"
    return admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def said(kind: str, note: str = "", right: str = "", keeps: bool = True) -> dict[str, str]:
    """Return what the form sends about a change."""
    fields = {"change_kind": kind, "change_note": note, "change_right": right}
    return {**fields, "change_keeps_earlier": "on"} if keeps else fields


@contextmanager
def committed() -> Iterator[None]:
    """Run what waits for the end of the transaction, such as redirects after a new slug."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield
