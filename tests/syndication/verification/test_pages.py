"""真伪核验 as citizens and programs see it."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.engine import watch
from syndication.models import Account
from syndication.verification.pasted import MOST_CHARACTERS
from tests.syndication.engine_room import (
    published,
    settle_down,
    the_copy,
    wechat_account,
)

pytestmark = pytest.mark.usefixtures("quick", "no_old_answers")


@pytest.fixture
def no_old_answers():
    cache.clear()
    yield
    cache.clear()


def page_for(client: Client, text: str) -> str:
    response = client.get("/verify/", {"q": text})
    assert response.status_code == 200
    return response.content.decode()


def reasons(html: str) -> list[str]:
    return re.findall(r'data-reason="(\w+)"', html)


def test_the_page_asks_and_names_the_official_accounts(client, weibo):
    Account.objects.update(sponsor="云汀市政府办公室", owner="林晓岚", filing_number="云政新媒001")

    response = client.get("/verify/")
    html = response.content.decode()

    assert "<h1" in html and "真伪核验" in html
    assert '<form action="/verify/" method="get">' in html
    assert all(words in html for words in (weibo.name, "云汀市政府办公室", "云政新媒001"))
    assert "林晓岚" not in html
    assert reasons(html) == []
    assert '<meta name="robots" content="noindex">' in html
    assert response["X-Robots-Tag"] == "noindex"


def test_an_answer_has_an_address_and_says_all_a_citizen_needs(client, weibo, column):
    page = published(column, title="滨江步道全线贯通")
    settle_down()
    watch.watch(weibo.pk)

    html = page_for(client, the_copy(weibo).url)

    assert reasons(html) == ["as_published"]
    assert "官方发布，内容有效" in html
    for fact in ("滨江步道全线贯通", weibo.name, "发布时间", "最近巡查", page.full_url):
        assert fact in html


def test_what_is_not_ours_comes_with_advice(client, weibo):
    html = page_for(client, "https://example.com/hongbao")

    assert "不是我们发布的" in html
    assert "12377" in html
    assert weibo.name in html


def test_what_cannot_be_told_is_not_called_a_forgery(client, weibo):
    html = page_for(client, "http://t.cn/A6abcDEF")

    assert "仅凭这个链接无法判断" in html
    assert "12377" not in html


def test_what_is_pasted_is_shown_and_never_executed(client, home):
    html = page_for(client, '"><script>alert(1)</script> https://example.com/"onload=x')

    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_public_pages_carry_no_inline_script_or_style(client, weibo, column):
    page = published(column)
    settle_down()
    for html in (page_for(client, the_copy(weibo).url), client.get(page.url).content.decode()):
        # Data for machines is no script, whatever its tag.
        assert not re.search(
            r"<style|\sstyle=|<script(?![^>]*\s(?:src=|type=.application/ld))|\son\w+=", html
        )


def test_a_text_without_a_link_and_one_that_is_too_long_get_a_word(client, home):
    assert "没有找到链接" in page_for(client, "滨江步道")
    assert "内容太长" in page_for(client, "长" * (MOST_CHARACTERS + 1))


def test_the_portal_leads_to_it(client, home, column):
    assert 'href="/verify/"' in client.get(home.url).content.decode()


def test_only_reading_is_allowed(client, home):
    assert client.post("/verify/").status_code == 405
    assert client.post("/verify.json").status_code == 405


def test_a_cache_in_front_may_keep_answers_for_a_minute_and_the_portal_keeps_none(client, column):
    page = published(column, title="旧题目")
    link = {"q": page.full_url}
    assert client.get("/verify.json", link)["Cache-Control"] == "public, max-age=60"
    page.title = "新题目"
    page.save_revision().publish()
    assert "旧题目" not in client.get("/verify.json", link).content.decode()


def test_nobody_is_asked(client, weibo, sandbox, column):
    published(column)
    settle_down()
    before = sandbox.state()["counters"]

    page_for(client, f"{sandbox.url}/5500000001/z20XK26My {the_copy(weibo).url}")

    assert sandbox.state()["counters"] == before


# --- For programs ----------------------------------------------------------------------------


def test_programs_get_the_same_answer(client, weibo, column):
    page = published(column, title="滨江步道全线贯通")
    settle_down()

    response = client.get("/verify.json", {"q": the_copy(weibo).url})

    assert response["Access-Control-Allow-Origin"] == "*"
    told = response.json()
    [answer] = told["answers"]
    assert (answer["answer"], answer["reason"]) == ("current", "as_published")
    assert answer["undecided"] is False
    assert answer["title"] == "滨江步道全线贯通"
    assert answer["page_url"] == page.full_url
    assert answer["published_at"].endswith("+08:00")
    assert answer["account"]["channel"] == "weibo"
    assert [account["name"] for account in told["official_accounts"]] == [weibo.name]


def test_programs_are_told_what_is_wrong_with_a_question(client, home):
    response = client.get("/verify.json", {"q": "x" * (MOST_CHARACTERS + 1)})
    assert response.status_code == 400
    assert response.json()["error"] == "too_long"
    assert client.get("/verify.json").json()["answers"] == []


def test_no_secret_is_told(client, sandbox, home, column):
    account = wechat_account(sandbox)
    Account.objects.update(owner_contact="13800000000", callback_token="the-token")
    published(column)
    settle_down()

    told = client.get("/verify.json", {"q": the_copy(account).url}).content.decode()

    for secret in ("13800000000", "the-token", account.app_secret, account.app_id, "article_id"):
        assert secret not in told


HOSTILE = st.one_of(
    st.text(max_size=300),
    st.builds(
        "".join,
        st.lists(
            st.sampled_from(
                [
                    *["https://", "http:", "//", "mp.weixin.qq.com", "weibo.com", "localhost:8000"],
                    *["/s", "/s/", "?__biz=", "&mid=", "9" * 40, "%00", "%", "\x00", "\u202e", "@"],
                    *["\\", "[", "]", ":", "/u/", "５", "٣", "z20XK26My", "#", " ", "\n", "。"],
                ]
            ),
            max_size=20,
        ),
    ),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# An address with a NUL is refused before any view is asked (tests/portal/test_nul.py).
@given(HOSTILE.filter(lambda text: "\0" not in text))
def test_no_input_breaks_it(client, home, text):
    response = client.get("/verify.json", {"q": text})
    assert response.status_code == 200
    assert all(one["answer"] in {"not_ours", "current"} for one in response.json()["answers"])
    assert client.get("/verify/", {"q": text}).status_code == 200


@pytest.mark.parametrize("query", ["q=%FF%FE", "q=%ED%A0%80", "q", "q=a&q=b", "%=%"])
def test_no_query_string_breaks_it(client, home, query):
    assert client.get(f"/verify/?{query}").status_code == 200
    assert client.get(f"/verify.json?{query}").status_code == 200
