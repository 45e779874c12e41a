"""Headline articles: for accounts with the right, made once, and never half done unseen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import ArticlePage
from syndication import handwork
from syndication.admin.edition_form import EditionForm
from syndication.admin.previewing import preview_of
from syndication.channels.registry import channel_for
from syndication.engine.deliver import work
from syndication.models import Account, Attempt, ChannelCopy, Edition, HumanTask
from syndication.models.copy import Fault, Position
from syndication.models.task import TaskKind
from syndication.status import Status, message_for, status_of, task_message
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, make_portal
from tests.syndication.engine_room import (
    one_round,
    picture,
    posts,
    published,
    settle_down,
    the_copy,
    weibo_account,
)

pytestmark = pytest.mark.usefixtures("quick")

APP_KEY = "1000000001"
PUBLISH = "/proxy/article/publish"


@pytest.fixture
def account(home, sandbox, settings) -> Account:
    # The sandbox fetches covers from this machine only, and here none answers.
    settings.PUBLIC_URL = "https://www.yunting.gov.cn"
    account = weibo_account(sandbox)
    account.options |= {"headline_right": True}
    account.save()
    told_to(sandbox, headline_articles=True)
    return account


@pytest.fixture
def usual(account) -> Account:
    account.options |= {"headline_articles": True}
    account.save()
    return account


def told_to(sandbox, **settings) -> None:
    sandbox.control("weibo/apps", app_key=APP_KEY, app_secret="x", **settings)


def headlines(sandbox) -> list[dict]:
    return [row for row in sandbox.state()["weibo"]["articles"] if not row["deleted"]]


def with_cover(column, **values):
    return published(column, cover=picture(), **values)


# --- Who gets one --------------------------------------------------------------------------------


def test_a_page_whose_editor_asks_for_it_goes_out_as_an_article(account, sandbox, column):
    page = ArticlePageFactory(parent=column, live=False, title="步道贯通", cover=picture())
    Edition.objects.create(page_ref=page.pk, account=account, headline=True)
    page.save_revision().publish()

    settle_down()

    [article] = headlines(sandbox)
    [post] = posts(sandbox)
    assert article["title"] == "步道贯通"
    assert "正文" in article["content"]
    assert article["mid"] == post["mid"]
    assert post["sent_text"].startswith("【步道贯通】")
    assert page.full_url in post["sent_text"]
    copy = the_copy(account)
    assert status_of(copy) == Status.LIVE
    assert copy.url == article["url"]


def test_where_articles_are_usual_a_page_with_a_picture_is_one_and_others_are_posts(
    usual, sandbox, column
):
    with_cover(column, title="有图")
    published(column, title="无图")

    settle_down()

    assert [article["title"] for article in headlines(sandbox)] == ["有图"]
    assert len(posts(sandbox)) == 2


def test_without_the_right_it_stays_a_post(home, sandbox, column):
    account = weibo_account(sandbox)
    account.options |= {"headline_articles": True}
    account.save()
    with_cover(column)

    settle_down()

    assert headlines(sandbox) == []
    assert len(posts(sandbox)) == 1


def test_only_an_account_with_the_right_offers_it_to_editors(account, column):
    page = published(column)
    assert "headline" in EditionForm(account, page.syndication_story()).fields

    account.options = {}
    assert "headline" not in EditionForm(account, page.syndication_story()).fields


def test_the_right_that_a_probe_told_counts_too(home, sandbox, column, settings):
    settings.PUBLIC_URL = "https://www.yunting.gov.cn"
    account = weibo_account(sandbox)
    told_to(sandbox, headline_articles=True)
    account.options |= {"headline_articles": True}
    account.capabilities = {"rights": {"headline": True}}
    account.save()
    with_cover(column)

    settle_down()

    assert len(headlines(sandbox)) == 1


def test_a_link_to_the_article_and_one_to_its_post_are_both_ours(usual, sandbox, column):
    with_cover(column)
    settle_down()

    copy = the_copy(usual)
    number = copy.remote["article"].rpartition(":")[2]
    known = set(copy.addresses.filter(until=None).values_list("form", "key"))
    assert {("mid", copy.remote["mid"]), ("article", number)} <= known


# --- What goes out -------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["percent", "plain"])
def test_the_text_arrives_as_it_was_written(usual, sandbox, column, encoding):
    told_to(sandbox, article_encoding=encoding)
    if encoding == "plain":
        usual.options |= {"headline_encoding": "plain"}
        usual.save()
    with_cover(column, body=[("paragraph", "<p>百分之50%，甲&amp;乙 + 丙。</p>")])

    settle_down()

    [article] = headlines(sandbox)
    assert "百分之50%，甲&amp;乙 + 丙。" in article["content"]


@pytest.mark.django_db(transaction=True)
def test_the_cover_is_fetched_from_the_portal(live_server, sandbox, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.PUBLIC_URL = live_server.url
    column = ColumnPageFactory(parent=make_portal())
    account = weibo_account(sandbox)
    account.options |= {"headline_right": True, "headline_articles": True}
    account.save()
    told_to(sandbox, headline_articles=True)
    with_cover(column)

    settle_down()

    [article] = headlines(sandbox)
    assert article["cover"]


def test_a_title_that_is_too_long_is_stopped_before_it_is_sent(usual, sandbox, column):
    page = with_cover(column, title="长" * 33)
    settle_down()

    assert status_of(the_copy(usual)) == Status.EDITOR
    assert "短标题" in message_for(the_copy(usual))
    assert f"{PUBLISH}.json" not in sandbox.state()["counters"]

    page.short_title = "短标题"
    page.save_revision().publish()
    settle_down()
    assert [article["title"] for article in headlines(sandbox)] == ["短标题"]


def test_an_article_that_was_asked_for_needs_a_cover(account, sandbox, column):
    page = ArticlePageFactory(parent=column, live=False)
    Edition.objects.create(page_ref=page.pk, account=account, headline=True)
    page.save_revision().publish()

    settle_down()

    assert (the_copy(account).fault, the_copy(account).code) == (Fault.EDITOR, "headline_no_cover")


# --- Answers that are lost, and answers that say no ----------------------------------------------


@pytest.mark.parametrize("kind", ["silent", "empty", "stall"])
def test_one_article_whatever_happens_to_its_answer(usual, sandbox, column, kind):
    sandbox.control("faults", match=PUBLISH, kind=kind, times=1)
    with_cover(column)

    settle_down(30)

    assert len(headlines(sandbox)) == len(posts(sandbox)) == 1
    copy = the_copy(usual)
    assert status_of(copy) == Status.LIVE
    assert copy.remote["mid"] == posts(sandbox)[0]["mid"]


@pytest.mark.parametrize("kind", ["drop", "html502"])
def test_what_cannot_be_found_is_not_sent_again_before_a_person_says_so(
    usual, sandbox, column, django_user_model, kind
):
    sandbox.control("faults", match=PUBLISH, kind=kind, times=1)
    with_cover(column)
    settle_down(30)

    copy = the_copy(usual)
    assert (copy.position, copy.fault) == (Position.UNKNOWN, Fault.PERSON)
    assert Attempt.objects.filter(step="article").count() == 1
    task = HumanTask.objects.get(copy=copy, closed_at=None)
    assert task.kind == TaskKind.FIND

    user = django_user_model.objects.create_user("小编")
    handwork.answer(task, handwork.NOT_THERE, "", user)
    settle_down(30)
    assert len(headlines(sandbox)) == 1


def test_an_attempt_that_was_interrupted_is_not_made_again(usual, sandbox, column):
    Account.objects.update(is_paused=True)
    with_cover(column)
    one_round()
    copy = the_copy(usual)
    Attempt.objects.create(copy=copy, account=usual, payload=copy.payload, step="article")
    Account.objects.update(is_paused=False)

    settle_down(30)

    assert the_copy(usual).position == Position.UNKNOWN
    assert headlines(sandbox) == []


@pytest.mark.parametrize("code", [10001, 11002])
def test_where_the_article_may_be_there_without_its_post_a_person_looks(
    usual, sandbox, column, code
):
    told_to(sandbox, article_troubles=[code])
    with_cover(column, title="步道贯通")

    settle_down(30)

    copy = the_copy(usual)
    assert Attempt.objects.filter(step="article").count() == 1
    task = HumanTask.objects.get(copy=copy, closed_at=None)
    assert task.kind == TaskKind.FIND
    if code == 11002:
        assert "步道贯通" in task_message(task)


def test_where_article_and_post_do_not_belong_together_a_person_binds_them(usual, sandbox, column):
    told_to(sandbox, article_troubles=[11003])
    with_cover(column, title="步道贯通")

    settle_down(30)

    copy = the_copy(usual)
    assert status_of(copy) == Status.LIVE
    assert copy.remote["mid"] == posts(sandbox)[0]["mid"]
    task = HumanTask.objects.get(copy=copy, closed_at=None)
    assert task.kind == TaskKind.FINISH
    assert "步道贯通" in task_message(task)


def test_a_part_that_is_not_accepted_is_the_editors_to_mend(usual, sandbox, column):
    told_to(sandbox, article_troubles=[10008])
    with_cover(column)
    settle_down()
    assert the_copy(usual).fault == Fault.EDITOR


def test_too_many_articles_a_day_wait_for_the_next(usual, sandbox, column):
    told_to(sandbox, article_troubles=[11001])
    with_cover(column)
    published(column, title="照常的微博")
    one_round()

    waiting = ChannelCopy.objects.get(code="11001")
    assert waiting.next_at.astimezone(timezone.get_default_timezone()).hour == 0
    assert waiting.next_at - timezone.now() <= timedelta(days=1, minutes=2)
    assert len(posts(sandbox)) == 1


def test_without_the_right_at_weibo_only_articles_stop(usual, sandbox, column):
    told_to(sandbox, headline_articles=False)
    page = with_cover(column)
    published(column, title="照常的微博")

    settle_down()

    copy = the_copy(usual, page)
    assert (copy.fault, copy.code) == (Fault.ADMINISTRATOR, "headline_no_right")
    assert len(posts(sandbox)) == 1
    usual.refresh_from_db()
    assert not usual.is_blocked


# --- The end -------------------------------------------------------------------------------------


def test_withdrawn_its_post_is_deleted_and_a_person_removes_its_page(usual, sandbox, column):
    page = with_cover(column, title="步道贯通")
    settle_down()
    address = headlines(sandbox)[0]["url"]

    page.unpublish()
    settle_down()

    assert posts(sandbox) == []
    copy = the_copy(usual)
    assert copy.position == Position.ABSENT
    task = HumanTask.objects.get(copy=copy, closed_at=None)
    assert (task.kind, task.link) == (TaskKind.FINISH, address)
    assert "步道贯通" in task_message(task)
    assert address in task_message(task)


def test_of_two_articles_left_behind_the_task_names_both(usual, sandbox, column):
    page = with_cover(column, title="第一版")
    settle_down()
    page.unpublish()
    settle_down()
    page.title = "第二版"
    page.save_revision().publish()
    settle_down()
    ArticlePage.objects.get(pk=page.pk).unpublish()
    settle_down()

    task = HumanTask.objects.get(kind=TaskKind.FINISH, closed_at=None)
    for article in headlines(sandbox):
        assert article["url"] in task_message(task)
    assert len(headlines(sandbox)) == 2


def test_answering_for_what_was_left_behind_changes_nothing_else(
    usual, sandbox, column, django_user_model
):
    page = with_cover(column)
    settle_down()
    page.unpublish()
    settle_down()
    page.save_revision().publish()
    settle_down()
    before = ChannelCopy.objects.values().get()

    task = HumanTask.objects.get(kind=TaskKind.FINISH)
    handwork.answer(task, handwork.DONE, "已删", django_user_model.objects.create_user("小编"))

    assert ChannelCopy.objects.values().get() == before
    assert not HumanTask.objects.filter(closed_at=None).exists()


def test_a_post_without_an_article_leaves_nothing_behind(account, sandbox, column):
    page = published(column)
    settle_down()
    page.unpublish()
    settle_down()
    assert not HumanTask.objects.filter(closed_at=None).exists()


def test_the_preview_shows_the_article_and_its_post(usual, column):
    with_cover(column, title="步道贯通")
    one_round()
    body = the_copy(usual).payload.body
    preview = preview_of(usual, body)
    assert "步道贯通" in preview.html
    assert body["article"]["cover"] in preview.html
    assert channel_for(usual).words(body)["article"]
    assert not work(usual.pk)
