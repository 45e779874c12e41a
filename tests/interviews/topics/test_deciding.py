"""From candidate topics to the topic: how a vote begins, what it comes to, and who may differ."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from interviews import schedule
from interviews.models import CandidateTopic, Entry
from interviews.moving import move_to, obstacles
from interviews.record.kinds import Kind
from interviews.refusals import Refused
from interviews.states import State
from interviews.topics.ballots import Ballot, Topic, Verdict, ballot_of
from interviews.topics.casting import cast
from interviews.topics.deciding import LONGEST_REASON, remarks
from tests.interviews.factories import interview, put_to_the_vote, with_topics

pytestmark = pytest.mark.django_db
DAY = 24


def voted(sitting, *votes: int) -> None:
    """Give the topics so many votes each, in their order."""
    for topic, number in enumerate(votes, 1):
        for voter in range(number):
            cast(sitting, topic, f"{topic}-{voter}")


def announced(sitting, **choice):
    move_to(sitting, State.ANNOUNCED, None, **choice)
    return ballot_of(sitting)


# --- beginning -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titles", "refusal"),
    [
        ((), "有0个候选话题"),
        (("排涝",), "有1个候选话题"),
        (("排涝", "排涝"), "标题相同"),
    ],
)
def test_a_vote_needs_two_topics_that_differ(page, titles, refusal):
    with_topics(page)
    page.candidates = [CandidateTopic(title=title) for title in titles]
    page.save()

    with pytest.raises(Refused, match=refusal):
        move_to(page.sitting, State.TOPIC_VOTE, None)


def test_two_topics_are_enough_and_fewer_than_usual(index):
    two = with_topics(interview(index), "排涝", "供水")
    three = with_topics(interview(index))

    assert not list(obstacles(two.sitting, State.TOPIC_VOTE))
    assert "不少于三个" in "".join(remarks(two))
    assert not list(remarks(three))


def test_a_vote_has_an_end_that_is_to_come(page):
    with_topics(page)
    page.vote_ends_at = None
    page.save()
    assert "没有填写话题投票的截止时间" in "".join(obstacles(page.sitting, State.TOPIC_VOTE))

    page.vote_ends_at = timezone.now() - timedelta(minutes=1)
    page.save()
    assert "截止时间已过" in "".join(obstacles(page.sitting, State.TOPIC_VOTE))


def test_the_vote_ends_before_the_interview_begins(page):
    with_topics(page)
    page.vote_ends_at = page.starts_at

    with pytest.raises(Exception, match="早于访谈开始"):
        page.full_clean()


def test_what_people_vote_on_is_what_stood_there_when_the_vote_began(page):
    sitting = put_to_the_vote(page)
    cast(sitting, 2, "a")
    page.candidates = [CandidateTopic(title="换掉了")]
    page.save()

    assert [(topic.title, topic.votes) for topic in ballot_of(sitting).topics] == [
        ("城区排涝", 0), ("供水水质", 1), ("污水治理", 0),
    ]  # fmt: skip


# --- ending ----------------------------------------------------------------------------------


def test_the_topic_with_the_most_votes_is_announced_and_written_down(page, later):
    sitting = put_to_the_vote(page)
    voted(sitting, 1, 3, 2)
    later(DAY)

    ballot = announced(sitting)

    assert (ballot.verdict, ballot.chosen.title) == (Verdict.WON, "供水水质")
    entry = Entry.objects.filter(sitting=sitting, kind=Kind.STATE).last()
    assert [topic["votes"] for topic in entry.data["ballot"]["topics"]] == [1, 3, 2]
    assert entry.data["ballot"]["chosen"] == 2


def test_nothing_is_announced_before_the_end_that_the_public_was_told(page):
    sitting = put_to_the_vote(page)
    voted(sitting, 1)

    with pytest.raises(Refused, match="投票到"):
        announced(sitting)


def test_the_end_may_be_moved_while_the_vote_runs(page, later):
    sitting = put_to_the_vote(page)
    voted(sitting, 1)
    later(DAY)
    page.vote_ends_at += timedelta(days=1)
    page.save()

    assert cast(sitting, 2, "late")
    with pytest.raises(Refused, match="投票到"):
        announced(sitting)


def test_a_revision_without_an_end_does_not_end_the_vote(page):
    sitting = put_to_the_vote(page)
    page.vote_ends_at = None
    page.save()

    assert cast(sitting, 2, "a")


def test_between_topics_with_as_many_votes_an_editor_chooses(page, later):
    sitting = put_to_the_vote(page)
    voted(sitting, 2, 2, 1)
    later(DAY)

    with pytest.raises(Refused, match="得票相同"):
        announced(sitting)
    ballot = announced(sitting, topic=2)

    assert (ballot.verdict, ballot.chosen.number) == (Verdict.TIED, 2)


def test_without_votes_an_editor_chooses(page, later):
    sitting = put_to_the_vote(page)
    later(DAY)

    with pytest.raises(Refused, match="没有人投票"):
        announced(sitting)

    assert announced(sitting, topic=3).verdict == Verdict.UNVOTED


def test_another_topic_than_the_winner_needs_a_public_reason(page, later):
    sitting = put_to_the_vote(page)
    voted(sitting, 1, 3)
    later(DAY)

    for why in ("", " \n "):
        with pytest.raises(Refused, match="得票不是最多"):
            announced(sitting, topic=1, why=why)
    with pytest.raises(Refused, match="最多200"):
        announced(sitting, topic=1, why="长" * (LONGEST_REASON + 1))
    ballot = announced(sitting, topic=1, why="汛期提前。")

    assert (ballot.verdict, ballot.why) == (Verdict.OVERRULED, "汛期提前。")


def test_a_topic_that_is_not_on_the_ballot_is_not_chosen(page, later):
    sitting = put_to_the_vote(page)
    later(DAY)

    with pytest.raises(Refused, match="没有这个话题"):
        announced(sitting, topic=9, why="另有安排。")


def test_the_schedule_announces_a_winner_and_waits_where_somebody_must_choose(index, later):
    clear, tied = (put_to_the_vote(interview(index)) for _ in range(2))
    voted(clear, 2, 1)
    voted(tied, 1, 1)
    for sitting in (clear, tied):
        schedule.plan_step(sitting, State.ANNOUNCED, timezone.now() + timedelta(hours=DAY), None)
    later(DAY)

    report = schedule.advance()

    assert (report.done, report.refused) == (1, 1)
    assert ballot_of(clear).chosen.number == 1
    assert "得票相同" in tied.steps.get().refusal


def test_a_vote_that_is_given_up_keeps_its_votes_and_the_next_begins_at_none(page):
    sitting = put_to_the_vote(page)
    voted(sitting, 2)

    move_to(sitting, State.PLANNED, None)
    given_up = ballot_of(sitting)
    assert (given_up.chosen, given_up.total) == (None, 2)
    with pytest.raises(Refused, match="投票已经结束"):
        cast(sitting, 1, "late")

    move_to(sitting, State.TOPIC_VOTE, None)
    assert ballot_of(sitting).total == 0


def test_what_the_public_chose_outlasts_a_postponement(page, later):
    sitting = put_to_the_vote(page)
    voted(sitting, 1)
    later(DAY)
    announced(sitting)

    move_to(sitting, State.PLANNED, None)
    move_to(sitting, State.ANNOUNCED, None)

    assert ballot_of(sitting).chosen.number == 1


@given(
    votes=st.lists(st.integers(0, 4), min_size=2, max_size=6),
    place=st.integers(0, 5),
)
def test_every_choice_has_one_verdict_and_it_follows_from_the_votes(votes, place):
    topics = tuple(Topic(number, str(number), "", each) for number, each in enumerate(votes, 1))
    ballot = Ballot(Entry(), True, topics, timezone.now())
    chosen = topics[place % len(topics)]

    verdict = ballot.decided(chosen).verdict

    assert (verdict == Verdict.UNVOTED) == (sum(votes) == 0)
    assert (verdict == Verdict.OVERRULED) == (chosen.votes < max(votes))
    assert (verdict == Verdict.WON) == all(
        each.votes < chosen.votes for each in topics if each != chosen
    )
