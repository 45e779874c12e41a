"""The live console: to whom it is open, and what it takes."""

import json

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.console.acting import ACTS
from interviews.models import Entry
from interviews.states import State
from tests.interviews.console.calls import KEY, do, news, picture_file, url
from tests.interviews.factories import InterviewIndexPageFactory, brought_to, host, interview


def test_another_departments_interview_is_closed(desk, home):
    theirs = brought_to(
        interview(InterviewIndexPageFactory(parent=home, slug="other")).sitting, State.LIVE
    )
    entries = Entry.objects.count()

    assert desk.get(url("console", theirs)).status_code == 302
    assert news(desk, theirs).json()["code"] == "not_allowed"
    for act in ACTS:
        answer = do(desk, theirs, act, speaker=1, text="大家好。", turn=1, version=1)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    picture = desk.post(url("pictures", theirs), {"file": picture_file()})
    assert picture.status_code == 403
    assert Entry.objects.count() == entries


def test_somebody_without_a_permission_of_interviews_sees_nothing(client, person, live):
    client.force_login(person())

    assert client.get(url("console", live)).status_code == 302
    assert news(client, live).status_code == 403


def test_a_moderator_reads_but_does_not_record(client, person, live):
    client.user = person("moderate")
    client.force_login(client.user)

    assert news(client, live).json()["rights"] == {
        "conduct": False, "moderate": True, "review": False, "record": False,
    }  # fmt: skip
    answer = do(client, live, "say", speaker=host(live).number, text="大家好。")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_words_typed_under_another_name_are_not_written_under_this_one(desk, person, live):
    answer = do(
        desk, live, "say", speaker=host(live).number, text="大家好。", user=desk.user.pk + 1
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "other_user")
    assert live.turns.count() == 1


def test_nothing_is_done_without_the_token(recorder, live):
    client = Client(enforce_csrf_checks=True)
    client.force_login(recorder)
    client.user = recorder
    assert do(client, live, "say", speaker=host(live).number, text="大家好。").status_code == 403

    token = news(client, live).json()["token"]
    body = {"user": recorder.pk, "known": 0, "client_key": KEY, "speaker": 1, "text": "大家好。"}
    answer = client.post(
        url("act", live, "say"), body, content_type="application/json",
        headers={"X-CSRFToken": token},
    )  # fmt: skip
    assert answer.status_code == 200


def test_after_the_session_has_ended_the_browser_is_led_to_the_log_in(client, live):
    assert news(client, live).status_code == 302


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["live", "draft", "guest", "\x00", "\ud800", "off_topic", KEY])
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
NAMES = (
    "speaker", "text", "pictures", "asks", "answers", "turn", "version", "note", "reason", "after",
    "second", "number", "name", "post", "role", "shortcut", "to", "question", "into", "waited",
    "client_key",
)  # fmt: skip


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(act=st.sampled_from(sorted(ACTS)), fields=st.dictionaries(st.sampled_from(NAMES), values))
def test_whatever_is_sent_is_done_or_refused_in_words(desk, live, act, fields):
    body = json.dumps({"user": desk.user.pk, "known": 0, "client_key": KEY, **fields})

    answer = desk.post(url("act", live, act), body, content_type="application/json")

    assert answer.status_code in {200, 403, 409, 422}
    if answer.status_code != 200:
        assert answer.json()["message"]


@pytest.mark.parametrize(
    "body", ["", "null", "[]", '"x"', "{", "[" * 100_000, '{"a": ' + "9" * 5000 + "}", "\xff"]
)
def test_what_is_no_object_is_refused(desk, live, body):
    answer = desk.post(
        url("act", live, "say"), body.encode("latin-1"), content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable")


def test_too_much_is_refused(desk, live):
    answer = do(desk, live, "say", speaker=1, text="长" * 1_500_000)
    assert (answer.status_code, answer.json()["code"]) == (422, "too_big")


@pytest.mark.parametrize("after", ["", "-1", "x", "1e3", "9" * 30, "²", "\x00"])
def test_news_after_nonsense_are_refused(desk, live, after):
    assert news(desk, live, after).status_code in {400, 422}


def test_markup_stays_text(desk, live):
    words = "<script>alert(1)</script>"
    do(desk, live, "say", speaker=1, text=words)

    assert words not in desk.get(url("console", live)).content.decode()
    assert words not in desk.get(url("history", live, 2)).content.decode()
