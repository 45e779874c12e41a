"""发布: submission, outcome, reading and deletion."""

import pytest

from tests.sandbox.callers import ARTICLE, WeChat


def test_a_submission_is_under_way_first_and_published_later(wechat):
    wechat.set(publish_delay=0.4)
    answer = wechat.post("freepublish/submit", {"media_id": wechat.draft()})
    assert answer["errcode"] == 0
    assert answer["msg_data_id"]
    order = {"publish_id": answer["publish_id"]}
    assert wechat.post("freepublish/get", order)["publish_status"] == 1
    result = wechat.result(answer["publish_id"])
    assert result["publish_status"] == 0
    assert result["article_id"]
    assert result["article_detail"]["count"] == 1
    assert result["article_detail"]["item"][0]["article_url"].startswith("http://127.0.0.1:")
    assert result["fail_idx"] == []


def test_a_published_draft_has_left_the_box(wechat):
    media_id = wechat.draft()
    wechat.result(wechat.submit(media_id))
    assert wechat.get("draft/count") == {"total_count": 0}
    assert wechat.post("freepublish/submit", {"media_id": media_id})["errcode"] == 40007


def test_a_draft_submitted_twice_is_published_once(wechat, sandbox):
    wechat.set(publish_delay=0.3)
    media_id = wechat.draft()
    ids = [wechat.submit(media_id), wechat.submit(media_id)]
    results = [wechat.result(publish_id) for publish_id in ids]
    assert sorted(result["publish_status"] for result in results) == [0, 3]
    assert len(sandbox.state()["wechat"]["articles"]) == 1


@pytest.mark.parametrize(("verdict", "failing"), [(2, [1]), (3, []), (4, [1])])
def test_a_publication_can_fail_and_leaves_the_draft(wechat, sandbox, verdict, failing):
    sandbox.control(f"wechat/accounts/{wechat.app_id}/verdicts", verdicts=[verdict])
    result = wechat.published()
    assert (result["publish_status"], result["fail_idx"]) == (verdict, failing)
    assert "article_id" not in result
    assert wechat.get("draft/count") == {"total_count": 1}
    assert wechat.published()["publish_status"] == 0, "a verdict holds for one publication"


def test_published_articles_are_listed_with_their_source_address(wechat):
    wechat.published(title="一")
    wechat.published(title="二")
    answer = wechat.post("freepublish/batchget", {"offset": 0, "count": 20, "no_content": 1})
    assert (answer["total_count"], answer["item_count"]) == (2, 2)
    items = [item["content"]["news_item"][0] for item in answer["item"]]
    assert [item["title"] for item in items] == ["二", "一"]
    assert items[0]["content_source_url"] == ARTICLE["content_source_url"]
    assert "content" not in items[0]
    assert items[0]["is_deleted"] is False


def test_getarticle_tells_the_content(wechat):
    article_id = wechat.published()["article_id"]
    item = wechat.post("freepublish/getarticle", {"article_id": article_id})["news_item"][0]
    assert item["content"] == ARTICLE["content"]
    assert wechat.post("freepublish/getarticle", {"article_id": "none"})["errcode"] == 53600


def test_a_deleted_article_is_gone_and_its_job_says_so(wechat):
    publish_id = wechat.submit(wechat.draft())
    article_id = wechat.result(publish_id)["article_id"]
    assert wechat.post("freepublish/delete", {"article_id": article_id})["errcode"] == 0
    assert wechat.result(publish_id)["publish_status"] == 5
    assert wechat.post("freepublish/getarticle", {"article_id": article_id})["errcode"] == 53600
    assert wechat.post("freepublish/delete", {"article_id": article_id})["errcode"] == 53600
    answer = wechat.post("freepublish/batchget", {"offset": 0, "count": 20})
    assert answer["total_count"] == 0


def test_one_of_several_articles_can_be_deleted(wechat):
    articles = [wechat.article(title="一"), wechat.article(title="二")]
    media_id = wechat.post("draft/add", {"articles": articles})["media_id"]
    result = wechat.result(wechat.submit(media_id))
    assert [item["idx"] for item in result["article_detail"]["item"]] == [1, 2]
    order = {"article_id": result["article_id"]}
    assert wechat.post("freepublish/delete", order | {"index": 3})["errcode"] == 40060
    assert wechat.post("freepublish/delete", order | {"index": 2})["errcode"] == 0
    items = wechat.post("freepublish/getarticle", order)["news_item"]
    assert [item["is_deleted"] for item in items] == [False, True]


@pytest.mark.parametrize(("status", "told"), [("deleted", 5), ("blocked", 6)])
def test_success_is_not_final(wechat, sandbox, status, told):
    publish_id = wechat.submit(wechat.draft())
    article_id = wechat.result(publish_id)["article_id"]
    sandbox.control(f"wechat/articles/{article_id}/status", status=status)
    assert wechat.result(publish_id)["publish_status"] == told


@pytest.mark.parametrize("code", [53503, 53504, 53505])
def test_a_draft_may_have_to_be_handled_in_the_console(wechat, sandbox, code):
    media_id = wechat.draft()
    sandbox.control(f"wechat/drafts/{media_id}", obstacle=code)
    assert wechat.post("freepublish/submit", {"media_id": media_id})["errcode"] == code


def test_an_unverified_account_has_drafts_but_may_not_publish(sandbox):
    wechat = WeChat(sandbox, verified=False)
    media_id = wechat.draft()
    assert wechat.post("freepublish/submit", {"media_id": media_id})["errcode"] == 48001
    assert wechat.post("freepublish/batchget", {"offset": 0, "count": 1})["errcode"] == 48001
    wechat.set(rights={"freepublish/batchget": True})
    assert "item" in wechat.post("freepublish/batchget", {"offset": 0, "count": 1})
