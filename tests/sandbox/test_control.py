"""The control API: who may use it and what it tells."""

import json

import pytest
import requests


def test_a_page_in_a_browser_cannot_give_orders(sandbox):
    wechat = {"app_id": "wx1", "secret": "s", "name": "n"}
    url = f"{sandbox.url}/_control/wechat/accounts"
    refused = requests.post(url, json=wechat, timeout=10)
    assert refused.status_code == 403
    assert sandbox.state()["wechat"]["accounts"] == []
    assert requests.options(url, timeout=10).headers.get("Access-Control-Allow-Origin") is None


def test_a_reset_leaves_nothing(wechat, weibo, sandbox):
    wechat.draft()
    url = weibo.shared("通知 https://www.yunting.gov.cn/1/")
    assert url
    sandbox.control("clock", advance=1000)
    ahead = sandbox.state()["now"]
    sandbox.reset()
    state = sandbox.state()
    assert ahead - state["now"] > 900
    assert all(rows == [] for rows in state["wechat"].values())
    assert all(rows == [] for rows in state["weibo"].values())
    assert state["requests"] == []


def test_the_state_tells_everything(wechat, weibo, sandbox):
    wechat.published(title="一")
    wechat.draft(title="二")
    weibo.shared("通知 https://www.yunting.gov.cn/1/")
    state = sandbox.state()
    assert [row["articles"][0]["title"] for row in state["wechat"]["drafts"]] == ["二"]
    (article,) = state["wechat"]["articles"]
    assert article["status"] == "live"
    assert article["articles"][0]["content"] == "<p>正文</p>"
    assert article["articles"][0]["content_source_url"].startswith("https://")
    (job,) = state["wechat"]["publish_jobs"]
    assert (job["status"], job["article_id"]) == (0, article["article_id"])
    (post,) = state["weibo"]["posts"]
    assert (post["uid"], post["deleted"], post["rip"]) == (weibo.uid, False, "203.0.113.7")


def test_requests_are_noted_and_counted_without_secrets(wechat, weibo, sandbox):
    weibo.share("通知")
    weibo.shared("通知 https://www.yunting.gov.cn/1/")
    wechat.get("draft/count")
    state = sandbox.state()
    assert state["counters"]["/2/statuses/share.json"] == 2
    assert state["successes"]["/2/statuses/share.json"] == 1
    refused = next(row for row in state["requests"] if row["code"])
    assert refused["params"] == {"status": "通知", "rip": "203.0.113.7"}
    assert (refused["code"], refused["status"], refused["owner"]) == (10017, 400, weibo.uid)
    everything = json.dumps(state, ensure_ascii=False)
    for secret in (wechat.secret, wechat.token, weibo.token, "app secret"):
        assert secret not in everything


def test_an_account_is_changed_only_in_what_is_named(wechat, sandbox):
    wechat.set(publish_delay=3)
    wechat.set(quotas={"draft/add": 5})
    (account,) = sandbox.state()["wechat"]["accounts"]
    assert (account["publish_delay"], account["name"]) == (3, "云汀发布")
    assert "secret" not in account


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"pubilsh_delay": 3}, "unknown: pubilsh_delay"),
        ({"callback_url": "http://127.0.0.1:1/"}, "callback_token is missing"),
        ({"callback_mode": "rot13"}, "callback_mode"),
        (
            {
                "callback_url": "http://127.0.0.1:1/",
                "callback_token": "t",
                "callback_mode": "aes",
                "callback_aes_key": "short",
            },
            "callback_aes_key",
        ),
    ],
)
def test_a_mistake_in_an_order_is_named(wechat, settings, complaint):
    with pytest.raises(AssertionError, match=complaint):
        wechat.set(**settings)


def test_people_edit_and_delete_drafts_in_the_console(wechat, sandbox):
    media_id = wechat.draft()
    sandbox.control(f"wechat/drafts/{media_id}", article={"title": "人工修改"})
    item = wechat.post("draft/get", {"media_id": media_id})["news_item"][0]
    assert item["title"] == "人工修改"
    sandbox.control(f"wechat/drafts/{media_id}", "DELETE")
    assert wechat.get("draft/count") == {"total_count": 0}


def test_an_owner_deletes_a_post_by_hand(weibo, sandbox):
    number = weibo.shared("通知 https://www.yunting.gov.cn/1/")["idstr"]
    sandbox.control(f"weibo/posts/{number}/delete")
    assert weibo.code(weibo.get("/2/statuses/show.json", id=number)) == 20101


def test_a_token_can_be_given_with_a_value_and_a_life(weibo, sandbox):
    order = {"app_key": weibo.app_key, "uid": weibo.uid, "access_token": "2.00known"}
    told = sandbox.control("weibo/tokens", **order, expires_in=60)
    assert told == {"access_token": "2.00known", "uid": weibo.uid, "expires_in": 60}
    assert weibo.code(weibo.get("/2/account/get_uid.json", token="2.00known")) == 0
    sandbox.control("clock", advance=61)
    assert weibo.code(weibo.get("/2/account/get_uid.json", token="2.00known")) == 21327


def test_parts_of_the_state_can_be_told_alone(wechat, weibo, sandbox):
    wechat.draft()
    weibo.shared("通知 https://www.yunting.gov.cn/1/")
    only = sandbox.control("state?only=weibo.posts,wechat.accounts", "GET")
    assert set(only) == {"now", "wechat", "weibo"}
    assert set(only["wechat"]) == {"accounts"}
    assert only["weibo"] == {"posts": sandbox.state()["weibo"]["posts"]}
    with pytest.raises(AssertionError, match=r"unknown: weibo\.drafts"):
        sandbox.control("state?only=weibo.drafts", "GET")


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [({"kind": "订阅号"}, "kind must be"), ({"mass_protection_code": 1}, "mass_protection_code")],
)
def test_settings_have_their_values(wechat, settings, complaint):
    with pytest.raises(AssertionError, match=complaint):
        wechat.set(**settings)


def test_a_change_of_settings_holds_at_once_for_tokens_in_use(wechat, weibo):
    assert wechat.get("draft/count") == {"total_count": 0}
    wechat.set(rights={"draft/count": False})
    assert wechat.get("draft/count")["errcode"] == 48001
    assert weibo.code(weibo.share()) == 0
    weibo.set(safe_domains=[])
    assert weibo.code(weibo.share("另一条 https://www.yunting.gov.cn/2/")) == 10017
