"""One vote a visitor, as far as that can be known without accounts and following nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interviews.ledger import moderating, senders, voting
from interviews.ledger.kinds import Reason
from interviews.ledger.receiving import receive
from interviews.models import Vote
from interviews.moving import move_to
from interviews.refusals import Refused
from interviews.states import State
from tests.interviews.factories import asked
from tests.interviews.questions.citizen import Citizen

pytestmark = pytest.mark.django_db


def votes(question) -> int:
    question.refresh_from_db()
    return question.votes


def test_a_visitor_votes_once_and_may_take_it_back(live, citizen):
    question = asked(live)

    response = citizen.vote(question)
    assert response.status_code == 303
    citizen.vote(question)
    assert votes(question) == 1
    page = citizen.client.get(response.headers["Location"])
    assert "已支持，点此取消" in page.content.decode()

    citizen.vote(question, take_back="1")
    citizen.vote(question, take_back="1")
    assert votes(question) == 0


def test_the_cookie_is_set_by_the_first_vote_only_and_read_by_no_script(live, citizen):
    question = asked(live)
    for address in ("", "questions/", "questions/1/", "ask/"):
        base = f"/interviews/{citizen.page.pk}/" if address else citizen.page.url
        assert not citizen.client.get(f"{base}{address}").cookies

    cookie = citizen.vote(question).cookies["supporter"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/interviews/"


def test_a_made_up_cookie_is_none(live, citizen):
    question = asked(live)
    citizen.client.cookies["supporter"] = "chosen:by-me"
    citizen.vote(question, take_back="1")

    assert votes(question) == 0
    citizen.vote(question)
    assert votes(question) == 1


def test_a_script_that_throws_its_cookies_away_does_not_get_far(live):
    question = asked(live)
    statuses = [Citizen(live.page).vote(question).status_code for _ in range(20)]

    assert votes(question) == voting.MOST_FROM_ONE_ADDRESS
    assert statuses.count(409) == 15
    Citizen(live.page, "198.51.100.4").vote(question)
    assert votes(question) == voting.MOST_FROM_ONE_ADDRESS + 1


def test_many_votes_from_one_address_are_slowed_down(live, settings):
    settings.INTERVIEW_LIMITS = {"votes_of_address": [2, 600]}
    citizen = Citizen(live.page)
    statuses = [citizen.vote(asked(live)).status_code for _ in range(3)]

    assert statuses == [303, 303, 429]


@pytest.mark.parametrize("what", ["pending", "declined", "merged", "ended"])
def test_only_what_is_shown_and_open_is_voted_for(live, citizen, what):
    question = receive(live, "路灯？") if what == "pending" else asked(live)
    if what == "declined":
        moderating.decline(question, Reason.CASE, None)
    if what == "merged":
        moderating.merge(question, asked(live), None)
    if what == "ended":
        move_to(live, State.DRAFT, None)

    response = citizen.vote(question)

    assert response.status_code == (404 if what == "pending" else 409)
    assert votes(question) == 0


def test_another_site_cannot_vote_in_somebodys_name(live, citizen):
    question = asked(live)
    response = citizen.vote(question, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert votes(question) == 0


def test_scripts_are_told_the_number(live, citizen):
    question = asked(live)
    answer = citizen.vote(question, headers={"Accept": "application/json"})

    assert answer.json() == {"votes": 1, "supported": True}


def test_where_votes_came_from_is_forgotten(live, citizen):
    citizen.vote(asked(live))
    assert len(Vote.objects.get().sender) == 64

    senders.forget(timezone.now() + timedelta(days=8))

    assert Vote.objects.get().sender == ""


def test_votes_whose_address_is_not_known_are_those_of_one_large_network(live, monkeypatch):
    monkeypatch.setattr(senders, "UNKNOWN", 2)
    question = asked(live)
    most = 2 * voting.MOST_FROM_ONE_ADDRESS
    for voter in range(most):
        voting.support(question, f"{voter}")

    with pytest.raises(Refused):
        voting.support(question, "one more")

    assert votes(question) == most
    Citizen(live.page).vote(question)
    assert votes(question) == most + 1
