"""Quotas that are really counted, and what a rid tells."""

import re

import pytest

from tests.sandbox.callers import WeChat


def quota(wechat: WeChat, path: str):
    return wechat.post("openapi/quota/get", {"cgi_path": path})


def test_daily_quotas_end_at_midnight_in_beijing(wechat, sandbox):
    wechat.set(quotas={"draft/add": 2})
    article = wechat.article()
    codes = [wechat.post("draft/add", {"articles": [article]}).get("errcode") for _ in range(3)]
    assert codes == [None, None, 45009]
    told = quota(wechat, "/cgi-bin/draft/add")["quota"]
    assert told == {"daily_limit": 2, "used": 2, "remain": 0}
    sandbox.control("clock", advance=86_400)
    wechat._token = ""
    assert "media_id" in wechat.post("draft/add", {"articles": [article]})


def test_ten_deletions_a_day_unless_the_counters_are_cleared(wechat):
    ids = [wechat.published()["article_id"]] + ["none"] * 10
    codes = [wechat.post("freepublish/delete", {"article_id": i})["errcode"] for i in ids]
    assert codes == [0] + [53600] * 9 + [45009]
    assert wechat.post("clear_quota", {"appid": wechat.app_id})["errcode"] == 0
    assert wechat.post("freepublish/delete", {"article_id": "none"})["errcode"] == 53600


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/cgi-bin/freepublish/submit", 100),
        ("/cgi-bin/freepublish/delete", 10),
        ("/cgi-bin/message/mass/sendall", 100),
        ("/cgi-bin/menu/get", 10_000),
        ("/cgi-bin/draft/get", 500),
    ],
)
def test_the_limits_of_new_accounts(wechat, path, limit):
    assert quota(wechat, path)["quota"] == {"daily_limit": limit, "used": 0, "remain": limit}


def test_every_call_is_counted_the_refused_ones_too(wechat):
    wechat.post("draft/get", {"media_id": "none"})
    wechat.draft()
    assert quota(wechat, "/cgi-bin/draft/get")["quota"]["used"] == 1
    assert quota(wechat, "/cgi-bin/stable_token")["quota"]["used"] == 1
    rate = quota(wechat, "/cgi-bin/message/mass/sendall")["rate_limit"]
    assert rate == {"call_count": 60, "refresh_second": 60}


@pytest.mark.parametrize(
    "path",
    [
        "",
        "cgi-bin/draft/add",
        "draft/add",
        "/draft/add",
        "/cgi-bin/draft/nonsense",
        "https://api.weixin.qq.com/cgi-bin/draft/add",
        "/2/statuses/share.json",
    ],
)
def test_a_path_is_told_with_its_slash_and_without_host(wechat, path):
    assert quota(wechat, path)["errcode"] == 76021


def test_one_counter_can_be_cleared_or_all_by_secret(wechat):
    wechat.set(quotas={"draft/count": 1})
    wechat.get("draft/count")
    assert wechat.get("draft/count")["errcode"] == 45009
    path = {"cgi_path": "/cgi-bin/draft/count"}
    assert wechat.post("openapi/quota/clear", path)["errcode"] == 0
    assert wechat.get("draft/count") == {"total_count": 0}
    assert wechat.get("draft/count")["errcode"] == 45009
    order = {"appid": wechat.app_id, "appsecret": wechat.secret}
    assert wechat.post("clear_quota/v2", order)["errcode"] == 0
    assert wechat.get("draft/count") == {"total_count": 0}
    assert wechat.post("clear_quota/v2", order | {"appsecret": "wrong"})["errcode"] == 40125


def test_all_can_be_cleared_ten_times_a_month(wechat):
    order = {"appid": wechat.app_id}
    codes = [wechat.post("clear_quota", order)["errcode"] for _ in range(11)]
    assert codes == [0] * 10 + [48006]


class TestRid:
    @pytest.fixture
    def rid(self, wechat) -> str:
        refused = wechat.post("draft/get", {"media_id": "none"})
        return re.search(r"rid: ([0-9a-f]{8}(-[0-9a-f]{8}){2})$", refused["errmsg"])[1]

    def ask(self, wechat: WeChat, rid: str):
        return wechat.post("openapi/rid/get", {"rid": rid})

    def test_it_tells_the_call_and_the_answer(self, wechat, rid):
        told = self.ask(wechat, rid)["request"]
        assert "/cgi-bin/draft/get" in told["request_url"]
        assert "none" in told["request_body"]
        assert "40007" in told["response_body"]
        assert rid in told["response_body"]
        assert told["client_ip"] == "127.0.0.1"
        assert wechat.token not in str(told)

    def test_for_seven_days(self, wechat, rid, sandbox):
        sandbox.control("clock", advance=7 * 86_400 + 10)
        wechat._token = ""
        assert self.ask(wechat, rid)["errcode"] == 76004

    def test_to_its_own_account(self, rid, sandbox):
        assert self.ask(WeChat(sandbox, app_id="wx0002"), rid)["errcode"] == 76003

    def test_if_it_is_one(self, wechat, rid):
        assert self.ask(wechat, "xyz")["errcode"] == 76002
        assert self.ask(wechat, "00000000-00000000-00000000")["errcode"] == 76001
