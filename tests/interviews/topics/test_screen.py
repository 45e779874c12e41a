"""What editors see of a vote on topics, and how they end it."""

import re

import pytest
from django.urls import reverse

from interviews.states import State
from interviews.topics.ballots import Verdict, ballot_of
from interviews.topics.casting import cast
from tests.interviews.factories import put_to_the_vote, with_topics

pytestmark = pytest.mark.django_db


def screen(client, sitting) -> str:
    return client.get(reverse("interviews:steps", args=[sitting.pk])).content.decode()


def announce(client, sitting, **values) -> str:
    answer = client.post(
        reverse("interviews:take_step", args=[sitting.pk]),
        {"to": State.ANNOUNCED, **values}, follow=True,
    )  # fmt: skip
    sitting.refresh_from_db()
    return answer.content.decode()


def test_too_few_topics_are_told_before_anybody_votes(admin_client, page):
    assert "有0个候选话题" in screen(admin_client, page.sitting)

    with_topics(page, "排涝", "供水")

    assert "不少于三个" in screen(admin_client, page.sitting)


def test_the_votes_are_on_the_screen(admin_client, page):
    sitting = put_to_the_vote(page)
    cast(sitting, 2, "a")

    html = screen(admin_client, sitting)

    assert re.search(r'<td>供水水质</td><td data-label="[^"]+">1</td>', html)
    assert "投票到" in html


def test_a_winner_is_announced_with_one_click(admin_client, page, later):
    sitting = put_to_the_vote(page)
    cast(sitting, 2, "a")
    later(24)

    announce(admin_client, sitting, topic="", why="")

    assert sitting.stands == State.ANNOUNCED
    assert ballot_of(sitting).verdict == Verdict.WON
    assert "话题由公众投票选出：“供水水质”，1票" in screen(admin_client, sitting)


def test_another_topic_is_announced_with_a_reason_only(admin_client, page, later):
    sitting = put_to_the_vote(page)
    cast(sitting, 2, "a")
    later(24)

    assert "得票不是最多" in announce(admin_client, sitting, topic="1")
    assert sitting.stands == State.TOPIC_VOTE
    assert "没有这个话题" in announce(admin_client, sitting, topic="x", why="另有安排。")
    announce(admin_client, sitting, topic="1", why="汛期提前。")

    assert ballot_of(sitting).why == "汛期提前。"


def test_candidate_topics_are_entered_in_the_editor(admin_client, page):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "候选话题" in html
    assert "candidates-TOTAL_FORMS" in html
