"""What other apps put on a home page: interviews, lists of powers, accounts."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from disclosure.causes import Cause
from interviews.states import State
from syndication.models import Account, Route
from tests.disclosure.factories import (
    PowerListIndexPageFactory,
    PowerListPageFactory,
    change,
    recorded,
)
from tests.interviews.factories import InterviewIndexPageFactory, brought_to, interview

pytestmark = pytest.mark.django_db


def front(client) -> str:
    html = client.get("/").content.decode()
    return html[html.index("<main") : html.index("</main>")]


@pytest.fixture
def index(home):
    return InterviewIndexPageFactory(parent=home, title="在线访谈", slug="fangtan")


def held(index, title: str, state: State, starts_on: date):
    begin = timezone.make_aware(datetime.combine(starts_on, time(10)))
    page = interview(index, title=title, starts_at=begin, ends_at=begin + timedelta(hours=1))
    if state != State.PLANNED:
        brought_to(page.sitting, state)
    return page


def test_a_home_page_without_any_of_it_has_no_empty_panels(client, home):
    assert "panel__title" not in front(client)


def test_what_is_on_comes_before_what_is_coming_and_that_before_what_was(client, index):
    held(index, "已办的访谈", State.DRAFT, date(2026, 11, 1))
    held(index, "以后的访谈", State.ANNOUNCED, date(2030, 12, 9))
    held(index, "最近的访谈", State.ANNOUNCED, date(2030, 12, 8))
    held(index, "直播的访谈", State.LIVE, date(2026, 12, 1))
    held(index, "计划的访谈", State.PLANNED, date(2030, 12, 2))
    found = re.findall(r"(?:直播|最近|以后|已办|计划)的访谈", front(client))
    assert found == ["直播的访谈", "最近的访谈", "以后的访谈"]


def test_lists_are_counted_by_kind_and_only_what_is_in_force(client, home):
    lists = PowerListIndexPageFactory(parent=home, title="三清单一目录")
    powers = PowerListPageFactory(parent=lists)
    [_kept, ended] = recorded(powers, change("取水许可"), change("排污处罚"))
    assert re.search(r"<strong>2</strong>\s*<span>权力清单", front(client))
    recorded(powers, change("排污处罚", item=ended, cause=Cause.CANCELLED))
    assert re.search(r"<strong>1</strong>\s*<span>权力清单", front(client))
    assert "责任清单" not in front(client)


def test_accounts_are_those_that_the_site_speaks_through(client, home):
    for name, is_paused in (("云汀发布", False), ("停用的账号", True)):
        account = Account.objects.create(
            kind="weibo", name=name, app_id=name, app_secret="s", is_paused=is_paused
        )
        Route.objects.create(account=account, root=home)
    Account.objects.create(kind="weibo", name="别处的账号", app_id="c", app_secret="s")
    html = front(client)
    assert "云汀发布" in html
    assert "停用的账号" not in html and "别处的账号" not in html


def test_what_is_closed_to_the_public_stands_in_no_panel(client, home, index):
    held(index, "内部的访谈", State.ANNOUNCED, date(2030, 12, 8))
    lists = PowerListIndexPageFactory(parent=home, title="三清单一目录")
    recorded(PowerListPageFactory(parent=lists), change("取水许可"))
    for page in (index, lists):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    html = front(client)
    assert "内部的访谈" not in html and "权力清单" not in html
