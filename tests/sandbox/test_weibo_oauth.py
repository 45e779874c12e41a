"""OAuth2: a person agrees, a code is exchanged, a token lives and dies."""

from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

CALLBACK = "https://www.yunting.gov.cn/weibo/callback/"


def asked(weibo, **changes) -> dict[str, str]:
    query = {
        "client_id": weibo.app_key,
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "state": "s1",
    }
    return query | changes


def agreed(weibo, **changes) -> dict[str, str]:
    """Click 授权 and return what the browser carries back."""
    response = requests.post(
        f"{weibo.sandbox.url}/oauth2/authorize",
        data=asked(weibo, uid=weibo.uid, decision="allow") | changes,
        allow_redirects=False,
        timeout=10,
    )
    assert response.status_code == 302, response.text
    assert response.headers["Location"].startswith(f"{CALLBACK}?")
    return dict(parse_qsl(urlsplit(response.headers["Location"]).query))


def exchange(weibo, code: str, **changes) -> requests.Response:
    fields = {
        "client_id": weibo.app_key,
        "client_secret": "app secret",
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
    }
    url = f"{weibo.sandbox.url}/oauth2/access_token"
    return requests.post(url, data=fields | changes, timeout=10)


def test_a_person_chooses_who_they_are(weibo):
    url = f"{weibo.sandbox.url}/oauth2/authorize"
    page = requests.get(url, params=asked(weibo), timeout=10)
    assert page.status_code == 200
    assert "授权" in page.text
    assert f'value="{weibo.uid}"' in page.text


def test_agreeing_gives_a_code_and_the_code_a_token(weibo):
    back = agreed(weibo)
    assert back["state"] == "s1"
    told = exchange(weibo, back["code"]).json()
    assert told["uid"] == weibo.uid
    assert told["expires_in"] == 30 * 86_400
    assert weibo.code(weibo.get("/2/account/get_uid.json", token=told["access_token"])) == 0


def test_declining_gives_an_error(weibo):
    back = agreed(weibo, decision="deny")
    assert back["error"] == "access_denied"
    assert back["error_code"] == "21330"
    assert "code" not in back


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"client_id": "1"}, 21324),
        ({"redirect_uri": f"{CALLBACK}?x=1"}, 21322),
        ({"redirect_uri": "https://elsewhere.cn/"}, 21322),
        ({"response_type": "token"}, 21329),
    ],
)
def test_a_wrong_application_or_address_gets_no_page(weibo, changes, code):
    url = f"{weibo.sandbox.url}/oauth2/authorize"
    for response in (
        requests.get(url, params=asked(weibo, **changes), timeout=10, allow_redirects=False),
        requests.post(url, data=asked(weibo, **changes), timeout=10, allow_redirects=False),
    ):
        assert (response.status_code, weibo.code(response)) == (400, code)


def test_a_code_works_once(weibo):
    code = agreed(weibo)["code"]
    assert "access_token" in exchange(weibo, code).json()
    assert weibo.code(exchange(weibo, code)) == 21325


def test_a_code_does_not_live_long(weibo, sandbox):
    code = agreed(weibo)["code"]
    sandbox.control("clock", advance=601)
    assert weibo.code(exchange(weibo, code)) == 21325


def test_the_exchange_checks_secret_address_and_kind(weibo):
    code = agreed(weibo)["code"]
    assert weibo.code(exchange(weibo, code, client_secret="wrong")) == 21324
    assert weibo.code(exchange(weibo, code, redirect_uri="https://elsewhere.cn/")) == 21322
    assert weibo.code(exchange(weibo, code, grant_type="password")) == 21328
    url = f"{weibo.sandbox.url}/oauth2/access_token"
    assert weibo.code(requests.get(url, timeout=10)) == 10021
    assert "access_token" in exchange(weibo, code).json()


def test_token_info_has_a_number_and_expire_in(weibo):
    info = weibo.post("/oauth2/get_token_info").json()
    assert info["uid"] == int(weibo.uid)
    assert 30 * 86_400 - 5 <= info["expire_in"] <= 30 * 86_400
    assert "expires_in" not in info
    assert weibo.code(weibo.get("/oauth2/get_token_info")) == 10021


def test_the_token_may_come_as_a_parameter(weibo):
    response = weibo.get("/2/account/get_uid.json", token="", access_token=weibo.token)
    assert response.json() == {"uid": int(weibo.uid)}


def test_tokens_end(weibo, sandbox):
    def code(token: str | None = None) -> int:
        return weibo.code(weibo.get("/2/account/get_uid.json", token=token))

    assert code("") == 10006
    assert code("2.00nonsense") == 21332
    sandbox.control("clock", advance=30 * 86_400)
    assert code() == 21327


def test_a_revoked_token_is_worth_nothing(weibo, sandbox):
    assert weibo.post("/oauth2/revokeoauth2").json() == {"result": "true"}
    assert weibo.code(weibo.get("/2/account/get_uid.json")) == 21316


def test_a_user_can_withdraw_the_authorisation(weibo, sandbox):
    sandbox.control("weibo/tokens/revoke", app_key=weibo.app_key, uid=weibo.uid)
    assert weibo.code(weibo.get("/2/account/get_uid.json")) == 21316
