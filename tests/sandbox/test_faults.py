"""Ordered trouble: what is done, what is answered."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.sandbox.callers import WeChat, eventually

TEXT = "通知 https://www.yunting.gov.cn/1/"


def order(sandbox, kind: str, match: str = "/2/statuses/share", **more) -> None:
    sandbox.control("faults", match=match, kind=kind, **more)


def posts(sandbox) -> int:
    return len(sandbox.state()["weibo"]["posts"])


def share(weibo, timeout: float = 5.0) -> requests.Response:
    return requests.post(
        f"{weibo.sandbox.url}/2/statuses/share.json",
        headers={"Authorization": f"OAuth2 {weibo.token}"},
        data={"status": TEXT, "rip": "203.0.113.7"},
        timeout=timeout,
    )


@pytest.mark.parametrize(("kind", "done"), [("silent", 1), ("drop", 0)])
def test_the_connection_ends_without_an_answer(weibo, sandbox, kind, done):
    order(sandbox, kind)
    with pytest.raises(requests.ConnectionError):
        share(weibo)
    assert posts(sandbox) == done


@pytest.mark.parametrize(("kind", "done"), [("stall", 1), ("stall_before", 0)])
def test_the_answer_does_not_come_in_time(weibo, sandbox, kind, done):
    order(sandbox, kind, params={"seconds": 20})
    with pytest.raises(requests.ReadTimeout):
        share(weibo, timeout=0.5)
    assert posts(sandbox) == done


def test_a_stall_ends_in_silence_after_its_time(weibo, sandbox):
    order(sandbox, "stall", params={"seconds": 0.3})
    begun = time.monotonic()
    with pytest.raises(requests.ConnectionError):
        share(weibo)
    assert time.monotonic() - begun >= 0.3


def test_the_answer_is_empty(weibo, sandbox):
    order(sandbox, "empty")
    response = share(weibo)
    assert (response.status_code, response.content) == (200, b"")
    assert posts(sandbox) == 1


def test_a_gateway_answers_instead(weibo, sandbox):
    order(sandbox, "html502")
    response = share(weibo)
    assert response.status_code == 502
    assert response.headers["Content-Type"] == "text/html"
    assert posts(sandbox) == 0


def test_weibo_refuses(weibo, sandbox):
    order(sandbox, "refuse", params={"error_code": 10001, "error": "System error"})
    response = share(weibo)
    assert (response.status_code, weibo.code(response)) == (400, 10001)
    assert response.json()["request"] == "/2/statuses/share.json"
    assert posts(sandbox) == 0


def test_wechat_refuses(wechat, sandbox):
    order(sandbox, "refuse", "/cgi-bin/draft/", params={"errcode": -1, "errmsg": "system busy"})
    media_id = wechat.cover()
    answer = wechat.post("draft/add", {"articles": [wechat.article(cover=media_id)]})
    assert answer == {"errcode": -1, "errmsg": "system busy"}
    assert wechat.get("draft/count") == {"total_count": 0}


def test_a_token_dies_before_its_time(weibo, wechat, sandbox):
    order(sandbox, "expire_token")
    order(sandbox, "expire_token", "/cgi-bin/draft/count")
    assert weibo.code(share(weibo)) == 21327
    assert wechat.get("draft/count")["errcode"] == 42001
    assert wechat.code_with(wechat.stable_token()["access_token"]) == 0


def test_trouble_begins_after_some_requests_and_ends_after_some(weibo, sandbox):
    order(sandbox, "html502", "/2/account/", after=1, times=2)
    statuses = [weibo.get("/2/account/get_uid.json").status_code for _ in range(4)]
    assert statuses == [200, 502, 502, 200]
    (fault,) = sandbox.control("faults", "GET")
    assert (fault["hits"], fault["times"]) == (2, 0)


def test_trouble_strikes_only_where_it_is_ordered(weibo, sandbox):
    order(sandbox, "drop", "/cgi-bin/")
    assert share(weibo).status_code == 200


def test_trouble_can_be_called_off_even_while_it_lasts(weibo, sandbox):
    order(sandbox, "stall", params={"seconds": 60}, times=5)
    with ThreadPoolExecutor() as pool:
        stalled = pool.submit(share, weibo, timeout=10)
        eventually(lambda: posts(sandbox) == 1)
        sandbox.control("faults", "DELETE")
        assert isinstance(stalled.exception(timeout=3), requests.ConnectionError)
    assert weibo.code(share(weibo)) == 20019


def test_stalled_requests_whose_callers_have_left_make_room_for_others(weibo, sandbox):
    order(sandbox, "stall_before", "/2/account/", times=40, params={"seconds": 60})

    def leave(_: int) -> None:
        with pytest.raises(requests.ReadTimeout):
            requests.get(f"{sandbox.url}/2/account/get_uid.json", timeout=(5, 0.3))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(leave, range(40)))
    assert share(weibo, timeout=3).status_code == 200


def test_a_lost_answer_to_a_submission_still_publishes(sandbox):
    wechat = WeChat(sandbox)
    media_id = wechat.draft()
    order(sandbox, "silent", "/cgi-bin/freepublish/submit")
    with pytest.raises(requests.ConnectionError):
        wechat.post("freepublish/submit", {"media_id": media_id})
    eventually(lambda: sandbox.state()["wechat"]["articles"])


def struck_by_chance(weibo, sandbox, **params) -> list[int]:
    sandbox.control("faults", "DELETE")
    order(sandbox, "html502", "/2/account/", times=1000, params=params)
    calls = [weibo.get("/2/account/get_uid.json").status_code for _ in range(60)]
    return [number for number, status in enumerate(calls) if status == 502]


def test_trouble_by_chance_is_the_same_for_the_same_seed(weibo, sandbox):
    first = struck_by_chance(weibo, sandbox, rate=0.3, seed=1)
    assert struck_by_chance(weibo, sandbox, rate=0.3, seed=1) == first
    assert struck_by_chance(weibo, sandbox, rate=0.3, seed=2) != first
    assert 8 < len(first) < 30


@pytest.mark.parametrize(("kind", "pushes"), [("lost", 0), ("doubled", 2)])
def test_a_push_is_lost_or_comes_twice(sandbox, kind, pushes):
    wechat = WeChat(sandbox, callback_url="http://127.0.0.1:9/", callback_token="token")
    order(sandbox, kind, "callback")
    wechat.post("freepublish/submit", {"media_id": wechat.draft()})
    eventually(lambda: sandbox.state()["wechat"]["articles"])
    assert len(sandbox.state()["wechat"]["callbacks"]) == pushes


def test_what_befalls_pushes_befalls_nothing_else(sandbox):
    with pytest.raises(AssertionError, match="kind must be one of"):
        order(sandbox, "lost")


def test_an_unknown_kind_is_not_accepted(sandbox):
    with pytest.raises(AssertionError, match="kind must be one of"):
        order(sandbox, "earthquake")
