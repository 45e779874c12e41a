"""Interviews to test with."""

from datetime import UTC, datetime, timedelta
from typing import Any

import factory
import wagtail_factories
from django.utils import timezone

from interviews.ledger import moderating
from interviews.ledger.receiving import receive
from interviews.models import (
    CandidateTopic,
    InterviewIndexPage,
    InterviewPage,
    Participant,
    Question,
    Sitting,
    Speaker,
    Turn,
)
from interviews.moving import move_to
from interviews.record import acts
from interviews.roles import Role
from interviews.states import State, is_past

BEGIN = datetime(2026, 9, 17, 1, 30, tzinfo=UTC)
END = datetime(2026, 9, 17, 3, 30, tzinfo=UTC)
USUAL_WAY = (State.ANNOUNCED, State.LIVE, State.DRAFT, State.REVIEWED, State.ARCHIVED)


class InterviewIndexPageFactory(wagtail_factories.PageFactory):
    title = "在线访谈"
    slug = "interviews"

    class Meta:
        model = InterviewIndexPage


class InterviewPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"第{number}期访谈")
    slug = factory.Sequence(lambda number: f"interview-{number}")
    starts_at = BEGIN
    ends_at = END
    place = "市融媒体中心演播厅"
    organiser = "市住房和城乡建设局"

    class Meta:
        model = InterviewPage


def interview(parent: InterviewIndexPage, **values: Any) -> InterviewPage:
    """Make an interview with a host and a guest, published and planned."""
    page = InterviewPageFactory(parent=parent, **values)
    page.participants = [
        Participant(role=Role.HOST, name="林晓", post="主持人"),
        Participant(role=Role.GUEST, name="周明", post="市住房和城乡建设局局长"),
    ]
    page.save()
    return page


TOPICS = ("城区排涝", "供水水质", "污水治理")


def put_to_the_vote(page: InterviewPage, *titles: str, ends_in: float = 24) -> Sitting:
    """Give a page candidate topics and begin the vote; it ends in so many hours."""
    with_topics(page, *titles, ends_in=ends_in)
    move_to(page.sitting, State.TOPIC_VOTE, None)
    return page.sitting


def with_topics(page: InterviewPage, *titles: str, ends_in: float = 24) -> InterviewPage:
    page.vote_ends_at = timezone.now() + timedelta(hours=ends_in)
    page.starts_at = page.vote_ends_at + timedelta(days=14)
    page.ends_at = page.starts_at + timedelta(hours=2)
    page.candidates = [
        CandidateTopic(title=title, explanation=f"关于{title}") for title in titles or TOPICS
    ]
    page.save()
    return page


def brought_to(sitting: Sitting, state: State) -> Sitting:
    """Take a sitting the usual way to a state, with one turn on the way."""
    for step in USUAL_WAY:
        if is_past(sitting.state, state):
            break
        if is_past(sitting.state, step):
            continue
        move_to(sitting, step, None)
        if step == State.LIVE:
            acts.say(sitting, host(sitting), "各位网友大家好。", None)
    return sitting


def host(sitting: Sitting) -> Speaker:
    return sitting.speakers.get(role=Role.HOST)


def guest(sitting: Sitting) -> Speaker:
    return sitting.speakers.get(role=Role.GUEST)


def said(sitting: Sitting, text: str = "谢谢大家的提问。", **values: Any) -> Turn:
    """Have the guest say something; return the turn."""
    entry = acts.say(sitting, values.pop("speaker", None) or guest(sitting), text, None, **values)
    return sitting.turns.get(number=entry.turn_number)


def asked(sitting: Sitting, text: str = "老旧小区什么时候加装电梯？", **values: Any) -> Question:
    """Receive a question and approve it."""
    question = receive(sitting, text, **values)
    moderating.approve(question, None)
    return question
