"""Asking without an account: nothing people do goes wrong, little that scripts do goes well."""

import html
import logging

import pytest
from django.apps import apps
from django.core import signing
from django.core.cache import cache
from django.test import Client

from interviews.asking import limits, stamps, visitors
from interviews.ledger import moderating, senders
from interviews.models import Question
from interviews.states import State
from tests.interviews.factories import brought_to, interview
from tests.interviews.questions.citizen import STAMP, Citizen, receipt_in

pytestmark = pytest.mark.django_db
MANY = 300
MARKUP = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def shown(response) -> str:
    return response.content.decode()


def test_a_question_gets_a_receipt_on_a_page_of_its_own(citizen):
    response = citizen.ask("路灯什么时候修？", nickname="夜跑的人")

    assert response.status_code == 303
    question = Question.objects.get()
    assert receipt_in(response) == question.receipt
    page = citizen.client.get(response.headers["Location"])
    assert "路灯什么时候修？" in shown(page)
    assert "等待审核" in shown(page)
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in page.headers["Cache-Control"]


def test_a_receipt_is_found_however_it_is_typed(citizen):
    receipt = receipt_in(citizen.ask())
    typed = f" {receipt[:4].lower()}-{receipt[4:8]} {receipt[8:]}"

    response = citizen.client.get("/interviews/receipt/", {"number": typed}, follow=True)
    missing = citizen.client.get("/interviews/receipt/", {"number": "7K3M-9QXD-A1C"})

    assert "加装电梯" in shown(response)
    assert missing.status_code == 404
    assert "没有查到" in shown(missing)
    assert "7K3M-9QXD-A1C" in shown(missing)


def test_the_form_on_the_interviews_page_needs_no_token_and_works_without_a_script(citizen):
    page = citizen.client.get(citizen.page.url)
    assert 'name="stamp" value=""' in shown(page)
    assert not page.cookies

    second_look = citizen.send("路灯什么时候修？", "", nickname="阿明")
    assert second_look.status_code == 200
    assert "请核对您的问题" in shown(second_look)
    assert "路灯什么时候修？" in shown(second_look)
    assert 'value="阿明"' in shown(second_look)
    assert not Question.objects.exists()

    stamp = STAMP.search(shown(second_look))[1]
    assert receipt_in(citizen.send("路灯什么时候修？", stamp, after=20))


def test_a_script_on_the_page_can_fetch_the_stamp(citizen):
    stamp = citizen.client.get(f"{citizen.form_url}stamp/").json()["stamp"]

    assert receipt_in(citizen.send("路灯什么时候修？", stamp))


def test_the_address_below_the_page_leads_to_the_form(citizen):
    response = citizen.client.get(f"{citizen.page.url}ask/")

    assert response.headers["Location"] == citizen.form_url


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "文字"),
        ("？！？！", "文字"),
        ("<><></>", "文字"),
        ("长" * 10_000, "10000"),
    ],
)
def test_what_nobody_can_answer_comes_back_with_the_reason_and_every_word(citizen, text, why):
    response = citizen.ask(text, nickname="阿明")

    assert response.status_code == 422
    assert why in shown(response)
    assert html.escape(text) in shown(response)
    assert 'value="阿明"' in shown(response)
    assert not Question.objects.exists()


def test_pure_markup_is_shown_as_text_everywhere(citizen, admin_client):
    response = citizen.ask(MARKUP, nickname="<b>粗</b>")
    question = Question.objects.get()
    moderating.approve(question, None)
    sitting = question.sitting_id
    places = [
        citizen.client.get(response.headers["Location"]),
        citizen.client.get(citizen.page.url),
        citizen.client.get(f"/interviews/{citizen.page.pk}/questions/"),
        citizen.client.get(f"/interviews/{citizen.page.pk}/questions/1/"),
        admin_client.get(f"/admin/interviews/questions/{sitting}/?tab=all"),
        admin_client.get(f"/admin/interviews/questions/{sitting}/1/"),
    ]
    for page in places:
        assert page.status_code == 200
        assert html.escape(MARKUP) in shown(page)
        assert "<script>alert" not in shown(page)
        assert "<img src=x" not in shown(page)
        assert "<b>粗" not in shown(page)


def test_numbers_of_people_are_masked_before_anybody_sees_them(citizen):
    response = citizen.ask("我的电话是13812345678，请回电")
    page = citizen.client.get(response.headers["Location"])

    assert "13812345678" not in shown(page)
    assert "138****5678" in shown(page)


def test_a_double_click_and_a_resent_form_are_one_question(citizen):
    stamp = citizen.open_form()
    first = citizen.send("路灯什么时候修？", stamp)
    again = citizen.send("路灯什么时候修？", stamp, after=3000)

    assert first.headers["Location"] == again.headers["Location"]
    assert Question.objects.count() == 1


def test_other_words_in_a_form_that_was_sent_are_another_question(citizen):
    stamp = citizen.open_form()
    citizen.send("路灯什么时候修？", stamp)
    citizen.send("井盖什么时候修？", stamp)

    assert [each.text for each in Question.objects.all()] == [
        "路灯什么时候修？",
        "井盖什么时候修？",
    ]


def test_a_form_that_is_sent_at_once_is_a_scripts(citizen):
    stamp = citizen.open_form()
    response = citizen.send("路灯什么时候修？", stamp, after=0.5)

    assert response.status_code == 422
    assert "太快" in shown(response)
    assert "路灯什么时候修？" in shown(response)
    # Whoever waits can send the same form.
    assert STAMP.search(shown(response))[1] == stamp
    assert receipt_in(citizen.send("路灯什么时候修？", stamp))


def test_a_field_that_nobody_sees_gives_a_script_away(citizen):
    response = citizen.ask("路灯什么时候修？", homepage="https://spam.example")

    assert response.status_code == 422
    assert "自动填写" in shown(response)
    assert "spam.example" not in shown(response)
    assert not Question.objects.exists()


def test_an_old_form_comes_back_with_a_new_stamp(citizen):
    old = citizen.open_form()
    response = citizen.send("路灯什么时候修？", old, after=stamps.MOST_SECONDS + 60)

    assert "时间太长" in shown(response)
    new = STAMP.search(shown(response))[1]
    assert new != old
    assert receipt_in(citizen.send("路灯什么时候修？", new, after=stamps.MOST_SECONDS + 120))


def test_a_stamp_is_neither_made_up_nor_borrowed(citizen, index):
    other = Citizen(brought_to(interview(index).sitting, State.LIVE).page)
    forged = signing.Signer(key="x", salt="interviews.asking.stamp").sign_object(
        [citizen.page.sitting.pk, 0, "n"]
    )
    for stamp in ("nonsense", "a:b:c", forged, other.open_form(), "长" * 5000):
        response = citizen.send("路灯什么时候修？", stamp)
        assert response.status_code == 422
        assert "路灯什么时候修？" in shown(response)
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_another_site_cannot_ask_in_somebodys_name(citizen, headers):
    response = citizen.ask("路灯什么时候修？", headers=headers)

    assert response.status_code == 422
    assert "其他网站" in shown(response)
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}]
)
def test_our_own_form_needs_no_session(citizen, headers):
    response = citizen.ask("路灯什么时候修？", headers=headers)

    assert receipt_in(response)
    assert not response.cookies
    assert "sessionid" not in citizen.client.cookies


def test_of_hundreds_of_questions_from_one_address_a_few_are_taken(citizen):
    most, window = limits.USUAL["questions_of_address"]
    stamp = citizen.open_form()
    statuses = [citizen.send(f"第{n}个问题？", stamp).status_code for n in range(MANY)]

    assert statuses.count(303) <= 2 * most
    assert statuses.count(303) + statuses.count(429) == MANY
    assert Question.objects.count() == statuses.count(303)
    refused = citizen.send("还有一个问题？", stamp)
    assert 0 < int(refused.headers["Retry-After"]) <= window
    assert "同一网络" in shown(refused)
    assert "还有一个问题？" in shown(refused)
    # Nobody else notices.
    assert receipt_in(Citizen(citizen.page, "198.51.100.4").ask("井盖什么时候修？"))


def test_an_interview_that_is_overrun_says_so_to_everybody(citizen, settings):
    settings.INTERVIEW_LIMITS = {"questions_of_interview": [2, 3600]}
    answers = [Citizen(citizen.page, f"198.51.100.{n}").ask() for n in range(1, 4)]

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "提问的人很多" in shown(answers[2])


def test_a_mistake_is_not_counted(citizen, settings):
    settings.INTERVIEW_LIMITS = {"questions_of_address": [1, 3600]}
    for _attempt in range(5):
        citizen.ask("？？？")

    assert receipt_in(citizen.ask())


def test_what_a_visitor_writes_into_a_header_is_not_an_address(citizen, settings):
    settings.INTERVIEW_LIMITS = {"questions_of_address": [1, 3600]}
    statuses = [
        citizen.ask(f"第{n}问？", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code
        for n in range(3)
    ]

    assert statuses == [303, 429, 429]


def test_behind_a_proxy_of_ours_the_address_is_the_one_it_saw(live, settings):
    settings.TRUSTED_PROXIES = 1
    settings.INTERVIEW_LIMITS = {"questions_of_address": [1, 3600]}
    proxy = Citizen(live.page, "10.0.0.1")

    def ask(forwarded: str) -> int:
        return proxy.ask(f"{forwarded}？", headers={"X-Forwarded-For": forwarded}).status_code

    assert ask("192.0.2.1") == 303
    assert ask("192.0.2.2") == 303
    # Made up by the visitor, then written by the proxy.
    assert ask("198.51.100.9, 192.0.2.1") == 429


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.1:5678", "192.0.2.1"),
        ("192.0.2.1:5678", "192.0.2.1:5679"),
        ("[2001:db8::1]:5678", "2001:db8::2"),
        ("[2001:db8::1]", "[2001:db8::1]:1"),
    ],
)
def test_a_proxy_that_writes_the_port_writes_the_same_address(live, settings, one, other):
    settings.TRUSTED_PROXIES = 1
    settings.INTERVIEW_LIMITS = {"questions_of_address": [1, 3600]}
    proxy = Citizen(live.page, "10.0.0.1")

    assert proxy.ask("一？", headers={"X-Forwarded-For": one}).status_code == 303
    assert proxy.ask("二？", headers={"X-Forwarded-For": other}).status_code == 429


@pytest.mark.parametrize("said", ["unknown", "", "_hidden", "1.2.3.4.5:6", "[x]:80"])
def test_all_whose_address_is_not_known_are_limited_together(live, settings, said, caplog):
    settings.TRUSTED_PROXIES = 1
    settings.INTERVIEW_LIMITS = {"questions_of_address": [1, 3600], "votes_of_address": [1, 3600]}
    visitors._say_that_none_is_known.cache_clear()
    proxy = Citizen(live.page, "10.0.0.1")

    statuses = [
        proxy.ask(f"第{n}问？", headers={"X-Forwarded-For": said}).status_code
        for n in range(senders.UNKNOWN + 1)
    ]

    assert statuses == [303] * senders.UNKNOWN + [429]
    assert caplog.text.count("TRUSTED_PROXIES") == 1


def test_one_household_has_one_ipv6_network(live, settings):
    settings.INTERVIEW_LIMITS = {"questions_of_address": [1, 3600]}
    first, second = Citizen(live.page, "2001:db8::1"), Citizen(live.page, "2001:db8::2:1")

    assert first.ask("一？").status_code == 303
    assert second.ask("二？").status_code == 429


def test_no_address_is_in_the_database_the_cache_or_the_log(citizen, caplog):
    address = "203.0.113.7"
    with caplog.at_level(logging.DEBUG):
        citizen.ask()
        question = Question.objects.get()
        from interviews.ledger import moderating

        moderating.approve(question, None)
        citizen.vote(question)

    for model in apps.get_app_config("interviews").get_models():
        for row in model.objects.values():
            assert address not in repr(row)
    assert address not in caplog.text
    keys = list(map(str, _keys_in_the_cache()))
    assert any("questions_of_address" in key for key in keys)
    assert not any(address in key for key in keys)


def _keys_in_the_cache():
    """Return what the cache holds, in memory or in Redis."""
    held = cache._cache
    return held if hasattr(held, "keys") else held.get_client().keys()


@pytest.mark.parametrize("state", [State.PLANNED, State.DRAFT, State.ARCHIVED])
def test_nothing_is_lost_when_questions_are_not_taken(sitting, state):
    stamp = stamps.new_stamp(sitting)
    brought_to(sitting, state)
    citizen = Citizen(sitting.page)

    form = citizen.client.get(citizen.form_url)
    assert "<textarea" not in shown(form)
    response = citizen.send("路灯什么时候修？", stamp)

    assert response.status_code == 422
    assert "路灯什么时候修？" in shown(response)
    assert not Question.objects.exists()


def test_of_a_page_that_is_not_public_there_is_no_form(citizen):
    citizen.page.unpublish()
    for address in ("ask/", "ask/stamp/", "questions/", "questions/1/"):
        response = Client().get(f"/interviews/{citizen.page.pk}/{address}")
        assert response.status_code == 404


def test_a_receipt_tells_how_it_stands_even_when_the_page_is_gone(citizen):
    location = citizen.ask().headers["Location"]
    citizen.page.unpublish()

    page = citizen.client.get(location)

    assert page.status_code == 200
    assert "等待审核" in shown(page)
