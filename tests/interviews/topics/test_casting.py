"""How people vote for a topic: once, without an account or a script, until the end."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interviews.ledger import senders
from interviews.models import TopicVote
from interviews.moving import move_to
from interviews.states import State
from interviews.topics.ballots import ballot_of
from interviews.topics.casting import MOST_FROM_ONE_ADDRESS, cast
from tests.interviews.factories import put_to_the_vote, with_topics
from tests.interviews.questions.citizen import Citizen

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting(page):
    return put_to_the_vote(page)


@pytest.fixture
def citizen(sitting) -> Citizen:
    return Citizen(sitting.page)


def votes(sitting) -> list[int]:
    return [topic.votes for topic in ballot_of(sitting).topics]


def words(response) -> str:
    return response.content.decode()


def test_a_visitor_votes_from_the_interviews_page_and_sees_it_counted(sitting, citizen):
    page = citizen.client.get(sitting.page.url)
    assert f'action="{citizen.topics_url}"' in words(page)
    assert "csrf" not in words(page)
    assert not page.cookies

    response = citizen.choose(2)

    assert response.status_code == 303
    assert votes(sitting) == [0, 1, 0]
    told = words(citizen.client.get(response.headers["Location"]))
    assert "您已投票：“供水水质”" in told
    assert 'value="2" required checked' in told


def test_sent_twice_is_one_vote_and_another_choice_moves_it(sitting, citizen):
    for topic in (1, 1, 3):
        citizen.choose(topic)

    assert votes(sitting) == [0, 0, 1]


def test_the_cookie_is_set_by_voting_only_and_read_by_no_script(sitting, citizen):
    assert not citizen.client.get(citizen.topics_url).cookies

    cookie = citizen.choose(1).cookies["supporter"]

    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/interviews/")


def test_what_is_shown_to_one_visitor_is_kept_by_no_cache(citizen):
    citizen.choose(1)

    assert "no-store" in citizen.client.get(citizen.topics_url).headers["Cache-Control"]


@pytest.mark.parametrize("chosen", ["", "0", "4", "-1", "二", "٢", "²", "9" * 5000, "<script>"])
def test_what_is_not_on_the_ballot_is_not_counted(sitting, citizen, chosen):
    response = citizen.choose(chosen)

    assert response.status_code == 409
    assert "请选择一个话题" in words(response)
    assert "<script>" not in words(response).partition("<main")[2]
    assert votes(sitting) == [0, 0, 0]
    assert not response.cookies


def test_after_the_end_a_vote_is_refused_kindly_and_the_votes_stay_to_be_read(
    sitting, citizen, later
):
    citizen.choose(1)
    later(24)

    response = citizen.choose(2)

    assert response.status_code == 409
    assert "投票已经结束" in words(response)
    assert "ballot__choice" not in words(response)
    assert votes(sitting) == [1, 0, 0]
    assert "结果将在此公布" in words(citizen.client.get(sitting.page.url))


def test_without_a_vote_there_is_no_page_for_it(index, page):
    with_topics(page)
    citizen = Citizen(page)

    assert citizen.client.get(citizen.topics_url).status_code == 404
    assert citizen.choose(1).status_code == 404


def test_a_page_that_is_not_public_takes_no_votes(sitting, citizen):
    sitting.page.unpublish()

    assert citizen.choose(1).status_code == 404


def test_a_script_that_throws_its_cookies_away_does_not_get_far(sitting, settings):
    settings.INTERVIEW_LIMITS = {"votes_of_address": [1000, 600]}
    statuses = [Citizen(sitting.page).choose(1).status_code for _ in range(25)]

    assert votes(sitting) == [MOST_FROM_ONE_ADDRESS, 0, 0]
    assert statuses.count(409) == 25 - MOST_FROM_ONE_ADDRESS
    Citizen(sitting.page, "198.51.100.4").choose(1)
    assert votes(sitting)[0] == MOST_FROM_ONE_ADDRESS + 1


def test_whoever_has_voted_may_still_move_the_vote_when_the_network_is_slowed_down(sitting):
    first = Citizen(sitting.page)
    first.choose(1)
    for _ in range(MOST_FROM_ONE_ADDRESS):
        Citizen(sitting.page).choose(1)

    assert first.choose(3).status_code == 303
    assert votes(sitting)[2] == 1


def test_many_votes_from_one_address_are_slowed_down(sitting, citizen, settings):
    settings.INTERVIEW_LIMITS = {"votes_of_address": [2, 600]}
    responses = [citizen.choose(1) for _ in range(3)]

    assert [response.status_code for response in responses] == [303, 303, 429]
    assert int(responses[-1].headers["Retry-After"]) > 0


def test_another_site_cannot_vote_in_somebodys_name(sitting, citizen):
    response = citizen.choose(1, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert votes(sitting) == [0, 0, 0]


def test_where_votes_came_from_is_forgotten(citizen):
    citizen.choose(1)
    assert len(TopicVote.objects.get().sender) == 64

    senders.forget(timezone.now() + timedelta(days=8))

    assert TopicVote.objects.get().sender == ""


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({}, "话题由公众投票选出：“城区排涝”，2票"),
        ({"topic": 2, "why": "汛期提前 <b>"}, "话题由主办单位选定：“供水水质”，1票"),
    ],
)
def test_the_result_is_on_the_page_from_the_announcement_on(
    sitting, citizen, client, later, choice, told
):
    for topic, voter in ((1, "a"), (1, "b"), (2, "c")):
        cast(sitting, topic, voter)
    later(24)
    move_to(sitting, State.ANNOUNCED, None, **choice)

    for address in (sitting.page.url, citizen.topics_url):
        page = words(client.get(address))
        assert told in page
        if choice:
            assert "得票最多的是“城区排涝”，2票" in page
            assert "汛期提前 &lt;b&gt;" in page
        assert "ballot__choice" not in page


def test_however_many_votes_the_page_takes_as_many_queries(sitting, client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(sitting.page.url)
        return len(captured)

    queries()
    few = queries()
    for number in range(30):
        cast(sitting, number % 3 + 1, str(number))

    assert queries() == few
