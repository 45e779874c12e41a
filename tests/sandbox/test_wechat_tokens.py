"""获取接口调用凭据 and 获取稳定版接口调用凭据."""

import requests


def test_the_stable_token_stays_the_same_and_its_life_runs_down(wechat, sandbox):
    first = wechat.stable_token()
    assert first["expires_in"] == 7200
    sandbox.control("clock", advance=1000)
    second = wechat.stable_token()
    assert second["access_token"] == first["access_token"]
    assert second["expires_in"] in {6199, 6200}


def test_five_minutes_before_the_end_there_is_a_new_one_and_both_are_valid(wechat, sandbox):
    old = wechat.stable_token()["access_token"]
    sandbox.control("clock", advance=7200 - 299)
    new = wechat.stable_token()
    assert new["access_token"] != old
    assert new["expires_in"] == 7200
    assert wechat.code_with(old) == 0
    assert wechat.code_with(new["access_token"]) == 0
    sandbox.control("clock", advance=300)
    assert wechat.code_with(old) != 0
    assert wechat.code_with(new["access_token"]) == 0


def test_a_forced_refresh_kills_the_old_token(wechat, sandbox):
    old = wechat.stable_token()["access_token"]
    sandbox.control("clock", advance=30)
    new = wechat.stable_token(force_refresh=True)["access_token"]
    assert new != old
    assert wechat.code_with(old) == 40001
    assert wechat.code_with(new) == 0


def test_two_forced_refreshes_within_30_seconds_are_one(wechat, sandbox):
    wechat.stable_token()
    sandbox.control("clock", advance=31)
    first = wechat.stable_token(force_refresh=True)["access_token"]
    assert wechat.stable_token(force_refresh=True)["access_token"] == first


def test_twenty_forced_refreshes_a_day_are_enough(wechat, sandbox):
    midnight_in_beijing = 86_400 - (sandbox.state()["now"] + 8 * 3600) % 86_400
    sandbox.control("clock", advance=midnight_in_beijing)
    tokens = set()
    for _ in range(22):
        sandbox.control("clock", advance=31)
        tokens.add(wechat.stable_token(force_refresh=True)["access_token"])
    assert len(tokens) == 20


def test_the_plain_token_is_new_each_time_and_the_old_one_lives_five_minutes(wechat, sandbox):
    old = wechat.plain_token()["access_token"]
    new = wechat.plain_token()["access_token"]
    assert new != old
    assert wechat.code_with(old) == 0
    sandbox.control("clock", advance=301)
    assert wechat.code_with(old) == 40001
    assert wechat.code_with(new) == 0


def test_plain_and_stable_tokens_leave_each_other_alone(wechat, sandbox):
    stable = wechat.stable_token()["access_token"]
    wechat.plain_token()
    sandbox.control("clock", advance=301)
    assert wechat.code_with(stable) == 0


def test_an_old_token_has_expired(wechat, sandbox):
    token = wechat.token
    sandbox.control("clock", advance=7201)
    assert wechat.code_with(token) == 42001


def test_tokens_that_never_were(wechat):
    assert wechat.code_with("") == 41001
    assert wechat.code_with("nonsense") == 40014
    assert wechat.code_with("x" * 120) == 40001


def test_a_wrong_secret_and_an_unknown_account(wechat):
    assert wechat.stable_token(secret="wrong")["errcode"] == 40001
    assert wechat.plain_token(secret="wrong")["errcode"] == 40125
    assert wechat.stable_token(appid="wx9999")["errcode"] == 40013
    assert wechat.stable_token(grant_type="password")["errcode"] == 40002


def test_an_address_that_is_not_on_the_whitelist_is_named_in_the_refusal(wechat):
    wechat.set(ip_whitelist=["203.0.113.5"])
    refused = wechat.stable_token()
    assert refused["errcode"] == 40164
    assert "127.0.0.1" in refused["errmsg"]
    wechat.set(ip_whitelist=["203.0.113.5", "127.0.0.1"])
    assert "access_token" in wechat.stable_token()


def test_a_refusal_is_http_200_with_a_rid(wechat, sandbox):
    response = requests.get(f"{sandbox.url}/cgi-bin/draft/count", timeout=10)
    assert response.status_code == 200
    assert response.json()["errcode"] == 41001
    assert "rid: " in response.json()["errmsg"]
