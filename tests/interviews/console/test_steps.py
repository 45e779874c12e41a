"""The live console: what would be left, the steps of an interview, and promises."""

import pytest
from django.urls import reverse

from interviews.ledger import handing, moderating
from interviews.moving import move_to
from interviews.states import State
from tests.interviews.console.calls import do, news, url
from tests.interviews.factories import asked, brought_to, guest


def test_what_would_be_left_is_told_and_only_when_it_changes(desk, live):
    question = asked(live)
    first = news(desk, live).json()["ledger"]
    assert ([each["number"] for each in first["left"]], first["blank"]) == ([question.number], 1)

    assert "ledger" not in news(desk, live, ledger=first["mark"]).json()

    do(desk, live, "promise", question=question.number)
    later = news(desk, live, ledger=first["mark"]).json()["ledger"]
    assert (later["left"], later["promised"][0]["number"]) == ([], question.number)


def test_what_moderators_handed_to_the_host_comes_first_in_their_order(desk, live):
    first, second, third = (asked(live, text) for text in ("甲？", "乙？", "丙？"))
    for question in (third, second):
        handing.hand(question, None)

    left = news(desk, live).json()["ledger"]["left"]

    assert [each["number"] for each in left] == [third.number, second.number, first.number]
    assert [each["handed"] for each in left] == [True, True, False]


def test_questions_are_settled_from_the_console(desk, live):
    first, second, third = (asked(live, text) for text in ("甲？", "乙？", "丙？"))

    do(desk, live, "merge", question=second.number, into=first.number)
    do(desk, live, "decline", question=third.number, reason="off_topic")

    assert news(desk, live).json()["ledger"]["blank"] == 1
    second.refresh_from_db()
    assert second.merged_into == first


def test_steps_are_taken_and_refusals_are_shown(desk, sitting):
    assert [each["to"] for each in news(desk, sitting).json()["state"]["steps"]] == [
        "topic_vote", "announced", "draft",
    ]  # fmt: skip
    do(desk, sitting, "step", to="announced")
    do(desk, sitting, "step", to="live", client_key="unique-0001")
    sitting.refresh_from_db()
    assert sitting.stands == State.LIVE
    do(desk, sitting, "step", to="draft", client_key="unique-0002")
    refused = do(desk, sitting, "step", to="reviewed", client_key="unique-0003")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_only_steps_that_one_may_take_are_offered(client, person, live):
    move_to(live, State.DRAFT, None)
    for name, codes, on_page, steps in (
        ("a", ("conduct",), ("change_page",), ["live"]),
        ("b", ("review",), ("change_page", "publish_page"), ["reviewed"]),
    ):
        client.force_login(person(*codes, on_page=on_page, name=name))
        told = news(client, live).json()["state"]["steps"]
        assert [each["to"] for each in told] == steps


@pytest.mark.parametrize(
    ("state", "recorder", "reviewer"),
    [
        (State.ANNOUNCED, False, False),
        (State.LIVE, True, False),
        (State.DRAFT, True, False),
        (State.REVIEWED, False, False),
        (State.ARCHIVED, False, True),
    ],
)
def test_the_console_tells_who_may_record_in_each_state(
    client, person, sitting, state, recorder, reviewer
):
    brought_to(sitting, state)
    for may, codes, on_page in (
        (recorder, ("conduct", "moderate"), ("change_page",)),
        (reviewer, ("review",), ("publish_page",)),
    ):
        client.force_login(person(*codes, on_page=on_page))
        assert news(client, sitting).json()["rights"]["record"] is may


def test_a_promise_is_kept_after_the_archive_by_a_reviewer_who_finds_it_among_todays(
    client, person, live
):
    question = asked(live)
    moderating.promise(question, None)
    brought_to(live, State.ARCHIVED)
    client.user = person("review", on_page=("publish_page",))
    client.force_login(client.user)
    today = reverse("interview_console:today")
    assert url("console", live) in client.get(today).content.decode()

    answer = do(
        client, live, "say", speaker=guest(live).number, text="明年。", answers=question.number
    )

    assert answer.status_code == 200
    assert url("console", live) not in client.get(today).content.decode()


def test_the_list_of_promises_leads_to_the_console(desk, live):
    moderating.promise(asked(live), None)

    shown = desk.get(reverse("interview_questions:promised")).content.decode()

    assert url("console", live) in shown
