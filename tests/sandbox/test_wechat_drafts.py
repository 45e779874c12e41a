"""The draft box: fields, limits and how they are measured."""

import json

import pytest

from tests.sandbox.callers import ARTICLE


def test_a_new_draft_is_answered_without_errcode(wechat):
    answer = wechat.post("draft/add", {"articles": [wechat.article()]})
    assert list(answer) == ["media_id"]


def test_a_draft_is_told_as_plain_text_without_a_charset(wechat):
    media_id = wechat.draft()
    response = wechat.response("draft/get", {"media_id": media_id})
    assert response.headers["Content-Type"] == "text/plain"
    item = json.loads(response.content)["news_item"][0]
    assert {name: item[name] for name in ARTICLE} == ARTICLE
    assert ARTICLE["title"] not in response.text, "a reader that trusts the header gets mojibake"


@pytest.mark.parametrize(
    ("field", "limit", "code"),
    [("title", 32, 45003), ("author", 16, 45110), ("digest", 120, 45004)],
)
def test_fields_have_limits_in_characters(wechat, field, limit, code):
    assert wechat.refusal(**{field: "长" * limit}) == 0
    assert wechat.refusal(**{field: "长" * (limit + 1)}) == code


@pytest.mark.parametrize(
    ("field", "code"), [("title", 45003), ("author", 45110), ("digest", 45004)]
)
def test_escaped_json_is_measured_by_its_escapes(wechat, field, code):
    article = wechat.article(title="短", author="短", digest="短") | {field: "长" * 24}
    if field == "author":
        article["author"] = "长" * 4
    assert "errcode" not in wechat.post("draft/add", {"articles": [article]})
    refused = wechat.post("draft/add", {"articles": [article]}, escaped=True)
    assert refused["errcode"] == code


def test_short_escapes_are_understood(wechat):
    article = wechat.article(title="通知", author="", digest="")
    answer = wechat.post("draft/add", {"articles": [article]}, escaped=True)
    item = wechat.post("draft/get", {"media_id": answer["media_id"]})["news_item"][0]
    assert item["title"] == "通知"


def test_without_a_digest_the_body_begins_it(wechat):
    media_id = wechat.draft(digest="", content=f"<p>{'字' * 60}</p>")
    item = wechat.post("draft/get", {"media_id": media_id})["news_item"][0]
    assert item["digest"] == "字" * 54


def test_the_body_has_limits_of_visible_text_and_of_bytes(wechat):
    assert wechat.refusal(content=f"<p>{'字' * 19_999}</p>") == 0
    assert wechat.refusal(content=f"<p>{'字' * 20_000}</p>") == 45002
    assert wechat.refusal(content=f"<p>字</p><!--{'x' * 1_000_000}-->") == 45002


@pytest.mark.parametrize(
    "url", ["ftp://a.gov.cn/1", "not an address", f"https://a.gov.cn/{'x' * 1024}"]
)
def test_a_bad_source_address_is_refused(wechat, url):
    assert wechat.refusal(content_source_url=url) == 41039


def test_a_draft_needs_articles_with_titles_contents_and_covers(wechat):
    article = wechat.article()
    assert wechat.post("draft/add", {})["errcode"] == 44003
    assert wechat.post("draft/add", {"articles": []})["errcode"] == 44003
    wrapped = {"articles": [{"articles": [article]}]}
    assert wechat.post("draft/add", wrapped)["errcode"] == 44003
    assert wechat.refusal(content=" ") == 44004
    del article["thumb_media_id"]
    assert wechat.post("draft/add", {"articles": [article]})["errcode"] == 40007
    nine = {"articles": [wechat.article()] * 9}
    assert wechat.post("draft/add", nine)["errcode"] == 45008


def test_comments_need_the_right_to_them(wechat):
    assert wechat.refusal(need_open_comment=1) == 0
    wechat.set(rights={"comment": False})
    assert wechat.refusal(need_open_comment=1) == 88000


def test_update_takes_one_article_and_replaces_it(wechat):
    media_id = wechat.draft()
    changed = wechat.article(title="更正")
    order = {"media_id": media_id, "index": 0, "articles": changed}
    assert wechat.post("draft/update", order)["errcode"] == 0
    item = wechat.post("draft/get", {"media_id": media_id})["news_item"][0]
    assert item["title"] == "更正"
    assert wechat.post("draft/update", order | {"articles": [changed]})["errcode"] == 47001
    assert wechat.post("draft/update", order | {"index": 1})["errcode"] == 40114
    assert wechat.post("draft/update", order | {"media_id": "gone"})["errcode"] == 40007


def test_a_deleted_draft_is_gone(wechat):
    media_id = wechat.draft()
    assert wechat.get("draft/count") == {"total_count": 1}
    assert wechat.post("draft/delete", {"media_id": media_id})["errcode"] == 0
    assert wechat.get("draft/count") == {"total_count": 0}
    assert wechat.post("draft/get", {"media_id": media_id})["errcode"] == 40007
    assert wechat.post("draft/delete", {"media_id": media_id})["errcode"] == 40007


def test_batchget_tells_the_newest_first_and_contents_only_if_wanted(wechat):
    first, second = wechat.draft(title="一"), wechat.draft(title="二")
    answer = wechat.post("draft/batchget", {"offset": 0, "count": 20, "no_content": 1})
    assert [item["media_id"] for item in answer["item"]] == [second, first]
    assert (answer["total_count"], answer["item_count"]) == (2, 2)
    item = answer["item"][0]["content"]["news_item"][0]
    assert "content" not in item
    assert item["content_source_url"] == ARTICLE["content_source_url"]
    answer = wechat.post("draft/batchget", {"offset": 1, "count": 1, "no_content": 0})
    assert answer["item"][0]["content"]["news_item"][0]["content"] == "<p>正文</p>"
    for wrong in ({"offset": 0, "count": 21}, {"offset": 0, "count": 0}, {"offset": -1}):
        assert wechat.post("draft/batchget", {"count": 1} | wrong)["errcode"] == 40097


def test_what_is_not_json_or_not_posted_is_refused(wechat, sandbox):
    assert wechat.post("draft/add", ["a list"])["errcode"] == 47001
    assert wechat.get("draft/add")["errcode"] == 43002
    assert wechat.post("draft/count", {})["errcode"] == 43001
    assert "errcode" in wechat.post("draft/nonsense", {})
