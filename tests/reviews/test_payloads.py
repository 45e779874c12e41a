"""What channels get of a reviewed page is what its stages saw, or waits for somebody's approval."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, Revision

from portal.scheduled import publish_due
from reviews import emergencies
from reviews.borrowed import decide, next_stage
from reviews.content import digest_of
from reviews.models import Verdict
from syndication import choices
from syndication.models import Account, Approval, Edition, Route
from syndication.models.approval import Way
from syndication.review import approve_copy
from syndication.status import Status, status_of
from tests.home.factories import ColumnPageFactory
from tests.reviews.desk import again, edited, group, newest, person
from tests.syndication.engine_room import (
    posts,
    published,
    settle_down,
    the_copy,
    weibo_account,
)

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def account(sandbox) -> Account:
    return weibo_account(sandbox)


def scheduled(newsroom, **values):
    """Return an article that all stages approved and that waits for its hour."""
    article = newsroom.draft(**values)
    page = newest(article)
    page.go_live_at = timezone.now() + timedelta(hours=3)
    page.save_revision(user=newsroom.writer)
    newsroom.handed_in(article)
    newsroom.pass_all(article)
    return article


def its_hour_comes(article) -> None:
    past = timezone.now() - timedelta(minutes=1)
    revision = Revision.objects.get(approved_go_live_at__isnull=False)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    Revision.objects.filter(pk=revision.pk).update(
        content=revision.content, approved_go_live_at=past
    )
    Page.objects.filter(pk=article.pk).update(go_live_at=past)
    assert publish_due().published == 1


def test_the_last_approval_freezes_what_goes_out(sandbox, newsroom, account):
    newsroom.published(title="三审通过的消息")
    settle_down()
    copy = the_copy(account)
    assert status_of(copy) == Status.LIVE
    approval = Approval.objects.get(payload=copy.sent_payload)
    assert (approval.way, approval.user) == (Way.WORKFLOW, newsroom.people[2])


def test_a_scheduled_page_goes_out_as_it_was_seen(sandbox, newsroom, account):
    article = scheduled(newsroom)
    settle_down()
    assert posts(sandbox) == []
    its_hour_comes(article)
    settle_down()
    copy = the_copy(account)
    assert status_of(copy) == Status.LIVE
    assert Approval.objects.get(payload=copy.sent_payload).way == Way.WORKFLOW


def test_a_route_changed_after_the_approval_waits_for_somebody(
    sandbox, newsroom, account, admin_user
):
    article = scheduled(newsroom, title="防汛提示")
    Route.objects.filter(account=account).update(text_template="【没有审过的前缀】{title} {url}")
    its_hour_comes(article)
    settle_down()

    copy = the_copy(account)
    assert status_of(copy) == Status.REVIEWER
    assert posts(sandbox) == []
    approve_copy(copy, copy.payload.sha256, admin_user)
    settle_down()
    assert "没有审过的前缀" in posts(sandbox)[0]["text"]
    assert Approval.objects.get(payload=the_copy(account).sent_payload).way == Way.REVIEW


def test_a_version_for_an_account_changed_afterwards_waits_for_somebody(sandbox, newsroom, account):
    article = newsroom.published(title="防汛提示")
    settle_down()
    Edition.objects.create(page_ref=article.pk, account=account, text="另写的一段话")
    choices.declare_anew(again(article), account, newsroom.writer)
    settle_down()
    payload = the_copy(account).payload
    assert not Approval.objects.filter(payload=payload).exists()


def test_an_account_bound_after_the_approval_waits_for_somebody(sandbox, newsroom):
    newsroom.published()
    account = weibo_account(sandbox)
    settle_down()
    assert status_of(the_copy(account)) == Status.REVIEWER
    assert posts(sandbox) == []


def test_what_an_alias_leads_to_an_account_waits_for_the_stages_of_its_place(
    sandbox, newsroom, home
):
    free = ColumnPageFactory(parent=home, title="部门动态")
    source = published(free, title="部门稿件")
    alias = source.create_alias(parent=again(newsroom.column), update_slug="adopted")
    account = weibo_account(sandbox)
    Route.objects.filter(account=account).update(root=newsroom.column)
    sign(newsroom, alias)
    settle_down()
    assert status_of(the_copy(account)) == Status.LIVE

    edited(source, None, "部门改过的稿件").publish()
    settle_down()
    changed = the_copy(account).payload
    assert "部门改过的稿件" in changed.text
    assert not Approval.objects.filter(payload=changed).exists()
    sign(newsroom, alias)
    settle_down()
    assert Approval.objects.filter(payload=changed).exists()


def sign(newsroom, alias) -> None:
    for user in newsroom.people:
        decide(alias, next_stage(alias), user, Verdict.APPROVED)


def test_an_emergency_goes_out_under_the_name_of_who_published_it(sandbox, newsroom, account):
    duty = person("duty", group("总值班室", newsroom.column, "publish_emergency"))
    article = newsroom.draft(title="红色预警")
    emergencies.publish(
        again(article), duty, reason="不能等", answerable="值班长", seen=digest_of(newest(article))
    )
    settle_down()
    copy = the_copy(account)
    assert status_of(copy) == Status.LIVE
    approval = Approval.objects.get(payload=copy.sent_payload)
    assert (approval.way, approval.user) == (Way.PUBLICATION, duty)
    # The review afterwards publishes nothing a second time.
    newsroom.pass_all(article)
    settle_down()
    assert len(posts(sandbox)) == 1


def test_the_reviewer_sees_what_each_account_gets(newsroom, account, client):
    article = newsroom.handed_in(title="看得见的载荷")
    client.force_login(newsroom.people[0])
    shown = client.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    mode = f"syndication-{account.pk}"
    assert f"/admin/pages/{article.pk}/view_draft/?mode={mode}" in shown
    preview = client.get(f"/admin/pages/{article.pk}/view_draft/?mode={mode}").content.decode()
    assert "看得见的载荷" in preview
