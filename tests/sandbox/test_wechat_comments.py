"""留言管理: opened, listed, elected, answered, deleted."""

import pytest

from tests.sandbox.callers import WeChat, eventually


@pytest.fixture
def article(wechat, sandbox) -> dict:
    """Where the comments of a published article are found."""
    wechat.published(need_open_comment=1)
    job = sandbox.state()["wechat"]["publish_jobs"][-1]
    return {"msg_data_id": int(job["msg_data_id"]), "index": 0}


def comment(wechat: WeChat, article: dict, content: str, **more) -> int:
    order = {"app_id": wechat.app_id, "content": content}
    return wechat.sandbox.control("wechat/comments", **order | article, **more)["user_comment_id"]


def listed(wechat: WeChat, article: dict, **more):
    return wechat.post("comment/list", article | {"begin": 0, "count": 49, "type": 0} | more)


def code(wechat: WeChat, endpoint: str, article: dict, **more) -> int:
    return wechat.post(f"comment/{endpoint}", article | more)["errcode"]


def test_comments_are_listed_the_newest_first(wechat, article):
    first = comment(wechat, article, "一", openid="oA")
    second = comment(wechat, article, "二")
    answer = listed(wechat, article)
    assert answer["total"] == 2
    assert [row["user_comment_id"] for row in answer["comment"]] == [second, first]
    newest, oldest = answer["comment"]
    assert (oldest["content"], oldest["openid"], oldest["comment_type"]) == ("一", "oA", 0)
    assert "openid" not in newest
    assert "reply" not in newest
    assert [row["content"] for row in listed(wechat, article, begin=1)["comment"]] == ["一"]


@pytest.mark.parametrize("count", [50, 0, -1])
def test_fewer_than_fifty_at_once(wechat, article, count):
    assert listed(wechat, article, count=count)["errcode"] == 88010


def test_the_elected_ones_can_be_listed_alone(wechat, article):
    first, _ = comment(wechat, article, "一"), comment(wechat, article, "二")
    assert code(wechat, "markelect", article, user_comment_id=first) == 0
    assert [row["content"] for row in listed(wechat, article, type=1)["comment"]] == ["二"]
    (elected,) = listed(wechat, article, type=2)["comment"]
    assert (elected["content"], elected["comment_type"]) == ("一", 1)
    assert code(wechat, "unmarkelect", article, user_comment_id=first) == 0
    assert listed(wechat, article, type=2)["total"] == 0


def test_not_all_can_be_elected(wechat, article):
    wechat.set(limits={"elected": 1})
    first, second = comment(wechat, article, "一"), comment(wechat, article, "二")
    assert code(wechat, "markelect", article, user_comment_id=first) == 0
    assert code(wechat, "markelect", article, user_comment_id=first) == 0
    assert code(wechat, "markelect", article, user_comment_id=second) == 88003


def test_a_comment_has_one_reply(wechat, article):
    number = {"user_comment_id": comment(wechat, article, "一")}
    assert code(wechat, "reply/add", article, content="", **number) == 88007
    assert code(wechat, "reply/add", article, content="长" * 601, **number) == 88007
    assert code(wechat, "reply/add", article, content="谢谢", **number) == 0
    assert code(wechat, "reply/add", article, content="再谢", **number) == 88005
    (row,) = listed(wechat, article)["comment"]
    assert row["reply"]["content"] == "谢谢"
    assert code(wechat, "reply/delete", article, **number) == 0
    assert "reply" not in listed(wechat, article)["comment"][0]


def test_a_deleted_comment_is_gone(wechat, article):
    number = comment(wechat, article, "一")
    assert code(wechat, "delete", article, user_comment_id=number) == 0
    assert listed(wechat, article)["total"] == 0
    assert code(wechat, "delete", article, user_comment_id=number) == 88008


def test_a_reader_takes_a_comment_back(wechat, article, sandbox):
    number = comment(wechat, article, "一")
    sandbox.control(f"wechat/comments/{number}", "DELETE")
    assert listed(wechat, article)["total"] == 0
    assert code(wechat, "markelect", article, user_comment_id=number) == 88004


def test_comments_can_be_closed_and_opened(wechat, article):
    assert code(wechat, "close", article) == 0
    with pytest.raises(AssertionError, match="not open to comments"):
        comment(wechat, article, "一")
    assert code(wechat, "open", article) == 0
    assert comment(wechat, article, "一")


def test_an_article_is_found_by_number_and_index(wechat, article):
    assert listed(wechat, article | {"index": 1})["errcode"] == 88001
    assert listed(wechat, article | {"msg_data_id": 1})["errcode"] == 88001
    wechat.set(rights={"comment": False})
    assert listed(wechat, article)["errcode"] == 48001


def test_a_blocked_article_stays_closed(wechat, article, sandbox):
    article_id = sandbox.state()["wechat"]["articles"][0]["article_id"]
    sandbox.control(f"wechat/articles/{article_id}/status", status="blocked")
    assert code(wechat, "open", article) == 88002


def test_whether_merely_published_articles_have_comments_can_be_chosen(wechat, article, sandbox):
    wechat.set(comments_on_published=False, mass_delay=0)
    assert listed(wechat, article)["errcode"] == 88001
    order = {"filter": {"is_to_all": True}, "msgtype": "mpnews"}
    sent = wechat.post("message/mass/sendall", order | {"mpnews": {"media_id": wechat.draft()}})
    eventually(lambda: sandbox.state()["wechat"]["mass_sends"][0]["article"])
    assert listed(wechat, {"msg_data_id": sent["msg_data_id"], "index": 0})["total"] == 0
