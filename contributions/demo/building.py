"""Building what the demo's units have contributed. Every step looks whether it has been done."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import GroupPagePermission

from contributions.deciding import adopt_as_copy, adopt_by_reference, decline
from contributions.demo.offers import ALSO, CHANGED, OFFERS, Offered
from contributions.models import Adoption, Contribution, Event, Reason
from contributions.offering import offer, withdraw
from contributions.prints import keep_missed
from home.models import ArticlePage, ColumnPage
from subsites.demo.building import add_article
from subsites.demo.people import PASSWORD, PEOPLE
from subsites.models import SubsitePage

DESK, DESK_GROUP = "zhuzhan", "主站采编"
COLUMNS = ("yaowen", "bumen", "tongzhi")
RIGHTS = ("add_page", "change_page", "publish_page")


def build() -> int:
    """Build what is missing of the demo's contributions; return how many were made."""
    with override(settings.LANGUAGE_CODE):
        add_article(*ALSO)
        desk = _desk()
        made = [_offer(each, desk) for each in OFFERS]
        if any(made):
            _change(*CHANGED)
    while keep_missed():
        pass
    return sum(made)


def _desk() -> Any:
    """Return somebody who works on the queue and publishes in some columns, and in no unit's."""
    group, _made = Group.objects.get_or_create(name=DESK_GROUP)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        Permission.objects.get(content_type__app_label="contributions", codename="decide"),
    )
    for column in ColumnPage.objects.filter(slug__in=COLUMNS, depth=3):
        for codename in RIGHTS:
            right = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.get_or_create(group=group, page=column, permission=right)
    users = get_user_model().objects
    user = users.filter(username=DESK).first()
    if user is None:
        # A password that everybody knows is for demos only.
        password = PASSWORD if settings.SANDBOX_ALLOWED else None
        user = users.create_user(DESK, f"{DESK}@example.com", password)
    user.groups.add(group)
    return user


@transaction.atomic
def _offer(said: Offered, desk: Any) -> bool:
    page = _page(said.unit, said.title)
    if page is None or Contribution.objects.filter(page=page.pk).exists():
        return False
    column = ColumnPage.objects.filter(slug=said.column, depth=3).first()
    contribution = offer(
        page, _writer(said.unit), column=column, note_to_main=said.note, is_urgent=said.is_urgent
    )
    match said.outcome:
        case "":
            pass
        case "withdrawn":
            withdraw(contribution, _writer(said.unit))
        case "reference":
            adopt_by_reference(contribution, [column], desk)
        case "copy":
            adopt_as_copy(contribution, [column], desk)
        case name:
            decline(contribution, Reason.objects.get(name=name), said.words, desk)
    _date_back(contribution, timezone.now() - timedelta(days=said.days))
    return True


def _date_back(contribution: Contribution, moment: datetime) -> None:
    decided = min(moment + timedelta(hours=5), timezone.now())
    rows = Contribution.objects.filter(pk=contribution.pk)
    rows.update(offered_at=moment)
    rows.exclude(decided_at=None).update(decided_at=decided)
    Adoption.objects.filter(contribution=contribution).update(adopted_at=decided)
    for number, event in enumerate(Event.objects.filter(contribution=contribution)):
        Event.objects.filter(pk=event.pk).update(at=decided if number else moment)


def _change(unit: str, title: str, text: str) -> None:
    page = _page(unit, title)
    if page and text not in str(page.body):
        page.body = [("paragraph", f"<p>{text}</p>")]
        page.save_revision().publish()


def _page(unit: str, title: str) -> ArticlePage | None:
    site = SubsitePage.objects.filter(slug=unit).first()
    return site and ArticlePage.objects.descendant_of(site).filter(title=title).first()


def _writer(unit: str) -> Any:
    """Return who writes for a unit, if the demo has somebody."""
    names = {name for name, _unit, _roles in PEOPLE}
    return get_user_model().objects.filter(username=unit).first() if unit in names else None
