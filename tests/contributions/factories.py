"""Units with items, columns of the main site, and the people on both sides."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from contributions.models import Contribution
from contributions.offering import offer
from home.models import ArticlePage, ColumnPage
from subsites.models import Unit
from tests.home.factories import ArticlePageFactory
from tests.subsites.factories import facts, home_of, make_site

TEXT = (
    "入冬以来，市水务局对汀江沿线36座水闸逐一检修，更换止水橡皮21套，校准水位计12台，检修记录全部录入台账。"
    "检修期间安排专人值守，遇有降雨及时调整作业计划，确保沿线居民用水和行洪安全。"
)


def unit_named(number: int, name: str) -> Unit:
    return make_site(facts(number, name=name, short_name="", slug=f"unit-{number}"))


def news_of(unit: Unit) -> ColumnPage:
    return home_of(unit).get_children().get(title="部门动态").specific


def published(column: Page, title: str, text: str = TEXT, **said: Any) -> ArticlePage:
    """Return an article as it is after its unit has published it."""
    body = [("paragraph", f"<p>{text}</p>")]
    page = ArticlePageFactory(
        parent=column, title=title, slug=f"a-{ArticlePage.objects.count()}",
        body=body, live=False, source=said.pop("source", ""), **said,
    )  # fmt: skip
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def rewritten(page: ArticlePage, text: str, **said: Any) -> ArticlePage:
    """Publish another text of a page."""
    page = ArticlePage.objects.get(pk=page.pk)
    page.body = [("paragraph", f"<p>{text}</p>")]
    for name, value in said.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def person(name: str, *groups: Group) -> Any:
    user = get_user_model().objects.create_user(name, f"{name}@example.com", "x")
    user.groups.add(*groups)
    return user


def of_unit(unit: Unit, role: str = "编辑", name: str = "") -> Any:
    group = Group.objects.get(name=f"{unit.name}·{role}")
    return person(name or f"{unit.slug}-{role}", group)


def main_editor(name: str, *columns: Page, rights: tuple[str, ...] = ()) -> Any:
    """Return somebody who decides, and may add to and publish in these columns."""
    group = Group.objects.create(name=f"主站·{name}")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        Permission.objects.get(content_type__app_label="contributions", codename="decide"),
    )
    for column in columns:
        for codename in rights or ("add_page", "change_page", "publish_page"):
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", codename=codename
            )
            GroupPagePermission.objects.create(group=group, page=column, permission=permission)
    return person(name, group)


def offered(page: ArticlePage, user: Any, **said: Any) -> Contribution:
    return offer(page, user, **said)
