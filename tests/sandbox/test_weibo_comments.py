"""2/comments: an account speaks under its own posts; of others it hears little."""

import pytest

from tests.sandbox.callers import Weibo

TEXT = "通知 https://www.yunting.gov.cn/1/"


@pytest.fixture
def post(weibo) -> str:
    return weibo.shared(TEXT)["idstr"]


def create(weibo: Weibo, post: str, words: str, **more):
    order = {"id": post, "comment": words, "rip": "203.0.113.7"} | more
    return weibo.post("/2/comments/create.json", **order)


def listed(weibo: Weibo, path: str, **params) -> list[str]:
    answer = weibo.get(f"/2/comments/{path}.json", **params).json()
    return [comment["text"] for comment in answer["comments"]]


def test_a_comment_is_answered_with_its_number_and_its_post(weibo, post):
    comment = create(weibo, post, "更正：时间为九点。").json()
    assert comment["text"] == "更正：时间为九点。"
    assert comment["idstr"] == str(comment["id"])
    assert comment["status"]["idstr"] == post


def test_the_same_words_twice_in_a_row_are_refused(weibo, post):
    assert weibo.code(create(weibo, post, "一")) == 0
    assert weibo.code(create(weibo, post, "一")) == 20019
    assert weibo.code(create(weibo, post, "二")) == 0
    assert weibo.code(create(weibo, post, "一")) == 0


def test_a_comment_has_words_and_a_post(weibo, post):
    assert weibo.code(create(weibo, post, " ")) == 20008
    assert weibo.code(create(weibo, post, "字" * 140)) == 0
    assert weibo.code(create(weibo, post, "字" * 141)) == 20012
    assert weibo.code(create(weibo, "1", "一")) == 20101
    assert weibo.code(weibo.post("/2/comments/create.json", id=post, comment="二")) == 10016


def test_ones_own_comments_can_be_looked_up(weibo, post, sandbox):
    numbers = [create(weibo, post, words).json()["idstr"] for words in "一二三"]
    create(Weibo(sandbox, uid="5501234568"), post, "别人")
    assert listed(weibo, "by_me") == ["三", "二", "一"]
    assert listed(weibo, "by_me", count=1, page=2) == ["二"]
    assert listed(weibo, "by_me", since_id=numbers[1]) == ["三"]
    assert listed(weibo, "by_me", max_id=numbers[0]) == ["一"]


def test_only_people_who_authorised_the_application_are_heard(weibo, post, sandbox):
    citizen = Weibo(sandbox, uid="6600000001", app_key="9999")
    create(citizen, post, "好")
    create(weibo, post, "谢谢")
    assert listed(weibo, "show", id=post) == ["谢谢"]
    assert weibo.get("/2/statuses/show.json", id=post).json()["comments_count"] == 2
    sandbox.control("weibo/tokens", app_key=weibo.app_key, uid=citizen.uid)
    assert listed(weibo, "show", id=post) == ["谢谢", "好"]
    sandbox.control("weibo/tokens/revoke", app_key=weibo.app_key, uid=citizen.uid)
    assert listed(weibo, "show", id=post) == ["谢谢"]


def test_people_comment_without_any_application(weibo, post, sandbox):
    sandbox.control("weibo/users", uid="66", screen_name="市民")
    told = sandbox.control("weibo/comments", mid=post, uid="66", text="支持")
    assert (told["uid"], told["mid"]) == ("66", post)
    assert listed(weibo, "show", id=post) == []
    with pytest.raises(AssertionError, match="no such post"):
        sandbox.control("weibo/comments", mid="1", uid="66", text="支持")


def test_a_deleted_comment_is_gone(weibo, post, sandbox):
    number = create(weibo, post, "一").json()["idstr"]
    other = Weibo(sandbox, uid="5501234568")
    destroy = "/2/comments/destroy.json"
    assert weibo.code(other.post(destroy, cid=number)) == 20203
    assert weibo.post(destroy, cid=number).json()["idstr"] == number
    assert weibo.code(weibo.post(destroy, cid=number)) == 20201
    assert listed(weibo, "by_me") == []
    assert weibo.code(create(weibo, post, "一")) == 0


def test_comments_go_with_their_post(weibo, post):
    number = create(weibo, post, "一").json()["idstr"]
    weibo.post("/2/statuses/destroy.json", id=post)
    assert listed(weibo, "by_me") == []
    assert weibo.code(weibo.post("/2/comments/destroy.json", cid=number)) == 20201
    assert weibo.code(weibo.get("/2/comments/show.json", id=post)) == 20101
