"""Building the demo's sub-sites. Every step looks whether it has been done."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from home.models import ArticlePage, ColumnPage
from home.slugs import free_slug
from lifecycle.first_publication import carry_over
from subsites.demo.articles import ARTICLES
from subsites.demo.people import PASSWORD, PEOPLE
from subsites.models import SubsitePage, Unit
from subsites.plan.carrying_out import carry_out, plans_for
from subsites.roster.taking import roster_of

ROSTER = Path(__file__).with_name("units.csv")
TESTED = "云汀市水务局"


def build() -> int:
    """Build what is missing of the demo's sub-sites; return how many units were made."""
    with override(settings.LANGUAGE_CODE):
        plans = plans_for(roster_of(ROSTER.read_bytes()).units)
        new = [planned for planned in plans if planned.is_new]
        for planned in new:
            carry_out(planned)
    for path, slug, days, title, text in ARTICLES:
        add_article(path, slug, days, title, text)
    _people()
    tested = Unit.objects.filter(name=TESTED, secured_on=None)
    tested.update(secured_on=timezone.localdate() - timedelta(days=30), secured_by="何秋白")
    return len(new)


@transaction.atomic
def add_article(path: str, slug: str, days: int, title: str, text: str) -> None:
    """Publish an article in a column of a unit's site, as some days ago, if it is not there."""
    site = SubsitePage.objects.get(slug=path)
    column = ColumnPage.objects.child_of(site).get(slug=slug)
    if ArticlePage.objects.child_of(column).filter(title=title).exists():
        return
    moment = timezone.now() - timedelta(days=days)
    article = ArticlePage(
        title=title, slug=free_slug(title, column), source=site.title, displayed_at=moment,
        body=[("paragraph", f"<p>{text}</p>")], live=False,
    )  # fmt: skip
    column.add_child(instance=article)
    # Published long ago, so that the demo's accounts do not take it for news.
    carry_over(article, moment, f"{site.title}旧版网站的发布记录（演示）")
    article.save_revision().publish()


def _people() -> None:
    if not settings.SANDBOX_ALLOWED:
        return
    users = get_user_model().objects
    for name, unit, roles in PEOPLE:
        user = users.filter(username=name).first() or users.create_user(
            name, f"{name}@example.com", PASSWORD
        )
        user.groups.add(*Group.objects.filter(name__in=[f"{unit}·{role}" for role in roles]))
