"""Emergency publication: now, loudly, under a name, and reviewed afterwards."""

import logging
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from attachments.gate import Held
from reviews import emergencies
from reviews.content import digest_of
from reviews.models import Emergency, Outcome
from reviews.names import name_of
from reviews.signing import NotAllowed
from tests.attachments.files import MOBILE
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.reviews.desk import again, edited, form_of, group, is_live, newest, person, stage_now


@pytest.fixture
def duty(newsroom):
    """Somebody on duty, who may publish in an emergency."""
    return person("duty", group("总值班室", newsroom.column, "publish_emergency"))


def publish(article, user, **told) -> Emergency:
    told = {"reason": "台风红色预警", "answerable": "值班长 周明", **told}
    told.setdefault("seen", digest_of(newest(article)))
    return emergencies.publish(again(article), user, **told)


def test_it_is_public_at_once_and_handed_in_for_review(newsroom, duty, caplog):
    article = newsroom.draft(title="台风红色预警")
    with caplog.at_level(logging.WARNING, logger="reviews"):
        row = publish(article, duty)
    assert is_live(article)
    assert stage_now(article) == "一审"
    assert (row.outcome, row.user, row.answerable) == (Outcome.OPEN, duty, "值班长 周明")
    assert timedelta(hours=23) < row.due_at - timezone.now() <= timedelta(hours=24)
    assert "台风红色预警" in caplog.text
    [entry] = PageLogEntry.objects.filter(page=article.pk, action=emergencies.LOGGED)
    assert "值班长 周明" in str(entry.formatter.format_message(entry))


def test_the_review_afterwards_confirms_it_and_publishes_nothing_twice(newsroom, duty):
    article = newsroom.draft()
    row = publish(article, duty)
    published = again(article).last_published_at
    newsroom.pass_all(article)
    row.refresh_from_db()
    assert (row.outcome, row.settled_by) == (
        Outcome.CONFIRMED,
        name_of(newsroom.people[2]),
    )
    assert again(article).last_published_at == published


def test_reviewers_who_only_press_the_button_in_the_editor_write_nothing(newsroom, duty, client):
    article = newsroom.draft()
    row = publish(article, duty)
    published = again(article).last_published_at
    for user in newsroom.people:
        client.force_login(user)
        # What the editor's page sends back has the time that publication has filled in.
        told = form_of(article) | {
            "displayed_at": f"{timezone.localtime(again(article).displayed_at):%Y-%m-%d %H:%M}",
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
        }
        client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), told)
    row.refresh_from_db()
    assert row.outcome == Outcome.CONFIRMED
    assert again(article).last_published_at == published
    assert not again(article).has_unpublished_changes


def test_a_refusal_afterwards_demands_that_it_goes(newsroom, duty, client):
    article = newsroom.draft(title="误报")
    row = publish(article, duty)
    newsroom.refuse(article, newsroom.people[0], "事实有误", comment="没有这回事")
    row.refresh_from_db()
    assert row.is_refused
    # What is public stays until somebody takes it down, and everybody is told.
    assert is_live(article)
    client.force_login(duty)
    assert "须撤回或更正" in client.get(reverse("wagtailadmin_home")).content.decode()
    again(article).unpublish()
    row.refresh_from_db()
    assert row.outcome == Outcome.WITHDRAWN
    with pytest.raises(Held):
        again(article).get_latest_revision().publish()


def test_a_corrected_version_that_all_approve_settles_it(newsroom, duty):
    article = newsroom.draft(title="误报")
    row = publish(article, duty)
    newsroom.refuse(article, newsroom.people[0])
    edited(article, newsroom.writer, "更正后的通报")
    again(article).current_workflow_state.resume(newsroom.writer)
    newsroom.pass_all(article)
    row.refresh_from_db()
    assert again(article).title == "更正后的通报"
    assert row.outcome == Outcome.REPLACED


def test_it_covers_this_version_only(newsroom, duty):
    article = newsroom.draft()
    publish(article, duty)
    edited(article, duty, "接着改")
    with pytest.raises(Held):
        again(article).get_latest_revision().publish()


def test_the_other_checks_hold_it_all_the_same(newsroom, duty):
    article = newsroom.draft(body=[("paragraph", f"<p>联系人张三，{MOBILE}。</p>")])
    with pytest.raises(Held):
        publish(article, duty)
    assert not is_live(article)
    assert not Emergency.objects.exists()


def test_an_hour_set_for_later_does_not_make_it_wait(newsroom, duty):
    article = newsroom.draft()
    page = newest(article)
    page.go_live_at = timezone.now() + timedelta(days=3)
    page.save_revision(user=newsroom.writer)
    publish(article, duty)
    assert is_live(article)


def test_who_saw_another_version_publishes_nothing(newsroom, duty):
    article = newsroom.draft()
    seen = digest_of(newest(article))
    edited(article, newsroom.writer, "又改了")
    with pytest.raises(NotAllowed):
        publish(article, duty, seen=seen)
    assert not Emergency.objects.exists()


def test_where_nothing_is_reviewed_there_is_no_emergency(newsroom, duty, home):
    free = ColumnPageFactory(parent=home, title="不设审校的栏目")
    with pytest.raises(NotAllowed):
        publish(ArticlePageFactory(parent=free, live=False), duty)
    with pytest.raises(NotAllowed):
        publish(newsroom.published(), duty)


@pytest.mark.parametrize("who", ["writer", "reviewer", "elsewhere"])
def test_it_needs_its_own_permission_and_a_right_on_the_page(newsroom, home, client, who):
    free = ColumnPageFactory(parent=home, title="别的栏目")
    user = {
        "writer": newsroom.writer,
        "reviewer": newsroom.people[0],
        "elsewhere": person("elsewhere", group("别处", free, "publish_emergency")),
    }[who]
    article = newsroom.draft()
    client.force_login(user)
    path = reverse("reviews:emergency", args=[article.pk])
    told = {"reason": "紧急情况", "answerable": "某人", "seen": digest_of(newest(article))}
    assert client.get(path).status_code == 302
    assert client.post(path, told).status_code == 302
    assert not is_live(article)


def test_the_screen_asks_for_reason_and_name_and_then_publishes(newsroom, duty, client):
    article = newsroom.draft(title="停水紧急通知")
    client.force_login(duty)
    path = reverse("reviews:emergency", args=[article.pk])
    seen = digest_of(newest(article))
    assert "停水紧急通知" in client.get(path).content.decode()
    for bad in ({"reason": "", "answerable": "甲乙"}, {"reason": "紧急停水", "answerable": ""}):
        assert client.post(path, {**bad, "seen": seen}).status_code == 200
        assert not is_live(article)
    told = {"reason": "主管道爆裂", "answerable": "值班长 周明", "seen": seen}
    assert client.post(path, told).status_code == 302
    assert is_live(article)
    for screen in (
        reverse("wagtailadmin_home"),
        reverse("reviews:board"),
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
    ):
        assert "主管道爆裂" in client.get(screen).content.decode()


def test_an_overdue_review_is_told_as_such(newsroom, duty, client):
    row = publish(newsroom.draft(), duty)
    Emergency.objects.filter(pk=row.pk).update(due_at=timezone.now() - timedelta(hours=1))
    client.force_login(newsroom.people[0])
    assert "已逾期" in client.get(reverse("reviews:board")).content.decode()


def test_a_review_that_was_cancelled_is_demanded_still(newsroom, duty, client):
    article = newsroom.draft()
    row = publish(article, duty)
    again(article).current_workflow_state.cancel(user=duty)
    row.refresh_from_db()
    assert row.is_open
    client.force_login(duty)
    client.post(reverse("reviews:hand_in", args=[row.pk]))
    assert stage_now(article) == "一审"


def test_a_review_in_progress_begins_anew(newsroom, duty):
    article = newsroom.handed_in()
    newsroom.approve(article, newsroom.people[0])
    row = publish(article, duty)
    assert stage_now(article) == "一审"
    newsroom.pass_all(article)
    row.refresh_from_db()
    assert row.outcome == Outcome.CONFIRMED


def test_a_second_emergency_takes_the_place_of_the_first(newsroom, duty):
    article = newsroom.draft()
    first = publish(article, duty)
    edited(article, duty, "第二份通告")
    second = publish(article, duty)
    first.refresh_from_db()
    assert (first.outcome, second.outcome) == (Outcome.REPLACED, Outcome.OPEN)
    assert again(article).title == "第二份通告"
