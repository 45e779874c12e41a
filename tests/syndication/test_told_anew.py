"""A page whose story becomes another without being published again is planned again."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from disclosure.models import PolicyDocumentPage
from disclosure.tasks import tell_what_turned
from story import story_changed
from syndication.engine import sweep
from syndication.engine.plan import plan_page
from syndication.models import ChannelCopy
from syndication.models.copy import Position
from tests.disclosure.documents.documents import acts, draft, publish
from tests.home.factories import ColumnPageFactory
from tests.syndication.engine_room import settle_down, the_copy, wechat_account

pytestmark = pytest.mark.usefixtures("quick")
TODAY = timezone.localdate()


@pytest.fixture
def policies(home):
    return ColumnPageFactory(parent=home, title="政策文件", slug="policies", column_class="policy")


@pytest.fixture
def account(sandbox, home):
    return wechat_account(sandbox)


@pytest.fixture
def old(policies, account) -> PolicyDocumentPage:
    document = publish(draft(policies, title="停车办法", effective_on=date(2020, 1, 1)))
    settle_down()
    assert "有效" in said(account, document)
    return document


def said(account, document) -> str:
    copy = the_copy(account, document)
    assert copy.position == Position.LIVE
    return str(copy.payload.body)


def test_a_document_that_another_one_repeals_is_told_anew_and_again_when_that_is_undone(
    policies, account, old
):
    acting = publish(acts(draft(policies, title="新停车办法"), "repeals", old))
    settle_down()
    assert "废止" in said(account, old)

    acting.unpublish()
    settle_down()
    assert "废止" not in said(account, old)

    acting = publish(acting)
    settle_down()
    assert "废止" in said(account, old)
    acting.delete()
    settle_down()
    assert "废止" not in said(account, old)


def test_it_is_told_anew_when_the_other_one_lets_go_of_it(policies, account, old):
    acting = publish(acts(draft(policies, title="新停车办法"), "repeals", old))
    settle_down()
    acting.acts.clear()
    publish(acting)
    settle_down()
    assert "废止" not in said(account, old)


def test_it_is_told_anew_on_the_day_that_the_other_one_takes_effect(
    policies, account, old, time_machine
):
    later = TODAY + timedelta(days=3)
    acting = draft(policies, title="新停车办法", effective_on=later)
    publish(acts(acting, "repeals", old))
    settle_down()
    assert "废止" not in said(account, old)
    time_machine.move_to(timezone.now() + timedelta(days=3))
    tell_what_turned()
    assert set(sweep.pages_to_plan()) == {old.pk, acting.pk}
    for key in (old.pk, acting.pk):
        plan_page(key)
    assert "废止" in str(the_copy(account, old).payload.body)
    tell_what_turned()
    assert list(sweep.pages_to_plan()) == []


def test_only_the_pages_that_are_named_are_planned_again(old, policies):
    publish(draft(policies, title="不相干的文件"))
    settle_down()
    assert list(sweep.pages_to_plan()) == []
    story_changed.send_robust(PolicyDocumentPage, pages=[old.pk])
    assert list(sweep.pages_to_plan()) == [old.pk]
    assert ChannelCopy.objects.count() == 2
