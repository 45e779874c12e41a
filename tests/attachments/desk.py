"""Who works on pages and documents in these tests, and how documents come to pages."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, Group, Permission
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import GroupPagePermission, Page

from home.models import ArticlePage
from tests.home.factories import ArticlePageFactory


def editor_of(
    page: Page, users: type[AbstractBaseUser], name: str, *permissions: str, publishes: bool = True
) -> AbstractBaseUser:
    """Make somebody who may edit below a page, and has these other permissions."""
    user = users.objects.create_user(name, password="x")
    group = Group.objects.create(name=name)
    user.groups.add(group)
    for code in ("add_page", "change_page", *(["publish_page"] if publishes else [])):
        GroupPagePermission.objects.create(
            group=group, page=page, permission=Permission.objects.get(codename=code)
        )
    codes = ["access_admin", *permissions]
    group.permissions.set(Permission.objects.filter(codename__in=codes))
    return user


def document(data: bytes, name: str, title: str = "附件一") -> Any:
    return get_document_model().objects.create(title=title, file=ContentFile(data, name=name))


def draft(column: Page, *body: tuple[str, Any], **values: Any) -> ArticlePage:
    """Return an article that nobody has published, with one draft."""
    values.setdefault("body", body or [("paragraph", "<p>正文。</p>")])
    article = ArticlePageFactory(parent=column, live=False, **values)
    article.save_revision()
    return article


def attached(stored: Any) -> tuple[str, Any]:
    return "document", {"document": stored, "title": ""}


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live
