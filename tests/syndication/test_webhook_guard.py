"""A partner's address is typed by an administrator and not trusted."""

import socket

import pytest
import requests

from syndication.channels.webhook import guard
from syndication.channels.webhook.answers import outcome_of, seconds_from
from tests.syndication.partner import Partner


@pytest.fixture
def partner():
    with Partner() as partner:
        yield partner


def refusal(url: str) -> str:
    try:
        guard.check(url)
    except guard.AddressRefused as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://partner.example/api", ""),
        ("https://partner.example:8443", ""),
        ("http://partner.example/api", "not_https"),
        ("ftp://partner.example/", "bad_address"),
        ("file:///etc/passwd", "bad_address"),
        ("https://user:word@partner.example/", "bad_address"),
        ("https://partner.example/api?to=", "bad_address"),
        ("https://partner.example/#x", "bad_address"),
        ("https://partner.example:port/", "bad_address"),
        ("https://[", "bad_address"),
        ("", "bad_address"),
    ],
)
def test_a_base_address_is_https_and_nothing_but_an_address(url, code):
    assert refusal(url) == code


def test_without_tls_only_this_machine_and_only_where_the_sandbox_may_run(settings):
    assert refusal("http://127.0.0.1:9000/api") == ""
    settings.SANDBOX_ALLOWED = False
    assert refusal("http://127.0.0.1:9000/api") == "not_https"


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.5.4", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1",
    ],
)  # fmt: skip
def test_addresses_of_internal_networks_are_known(address):
    assert not guard._is_public(address)


@pytest.mark.parametrize("address", ["1.2.4.8", "2400:3200::1", "::ffff:1.2.4.8"])
def test_public_addresses_are_known(address):
    assert guard._is_public(address)


def test_a_name_that_leads_into_the_internal_network_is_not_connected_to(settings, partner):
    settings.SANDBOX_ALLOWED = False
    with pytest.raises(guard.AddressRefused, match="address_private"):
        guard.session().get(f"https://localhost:{partner.port}/", timeout=2)
    assert partner.connections == 0


def test_a_name_with_one_private_address_among_its_own_is_not_connected_to(
    settings, partner, monkeypatch
):
    answers = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("1.2.4.8", partner.port)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", partner.port)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers)
    with pytest.raises(guard.AddressRefused, match=r"127\.0\.0\.1"):
        guard.session().get(f"http://partner.example:{partner.port}/", timeout=2)
    assert partner.connections == 0


def test_a_host_that_the_operator_named_may_lie_in_the_internal_network(settings, partner):
    settings.SANDBOX_ALLOWED = False
    settings.SYNDICATION_WEBHOOK_HOSTS = ["localhost"]
    # It is connected to; that this partner speaks no TLS is another matter.
    with pytest.raises(requests.exceptions.SSLError):
        guard.session().get(f"https://localhost:{partner.port}/", timeout=2)
    assert partner.connections == 1


def test_no_proxy_of_the_environment_is_used(partner, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    answer = guard.session().get(f"{partner.url}/items?ids=", timeout=2)
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("", None), ("120", 120), ("0", 0), ("999999", 86_400), ("-5", None), ("soon", None)],
)
def test_the_wait_that_a_partner_asks_for(header, seconds):
    assert seconds_from(header) == seconds


def test_a_wait_until_a_date():
    assert seconds_from("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert seconds_from("Fri, 21 Oct 2095 07:28:00 GMT") == 86_400
    assert seconds_from("Fri, 21 Oct 2095 07:28:00") is None


@pytest.mark.parametrize("status", [500, 501, 502, 504, 520, 102])
def test_after_a_status_that_says_nothing_the_outcome_is_unknown(status):
    assert type(outcome_of(status, "")).__name__ == "Unknown"


def test_a_redirection_is_not_followed_and_stops_the_account():
    outcome = outcome_of(302, "")
    assert (type(outcome).__name__, outcome.code, outcome.whole_account) == (
        "Refused",
        "redirected",
        True,
    )
