"""The ASGI server's loop answers with what is kept, as Django would have."""

import asyncio

import pytest

from pagecache import before_django
from pagecache.log import log

pytestmark = pytest.mark.django_db


def asked(path: str, *, method: str = "GET", headers: dict[str, str] | None = None) -> list[dict]:
    scope = {
        "type": "http", "method": method, "scheme": "http", "path": path, "query_string": b"",
        "headers": [
            (name.encode(), value.encode())
            for name, value in {"host": "localhost:8000", **(headers or {})}.items()
        ],
    }  # fmt: skip
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    asyncio.run(before_django.answered(scope, send))
    return sent


@pytest.fixture(autouse=True)
def just_looked(keeping, monkeypatch):
    monkeypatch.setattr("pagecache.before_django.EVERY_SECONDS", 60)
    log.look()


def test_it_gives_the_same_answer_as_django(keeping, article):
    made = keeping.get(article.url)
    start, body = asked(article.url)
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    assert (start["status"], body["body"]) == (200, made.content)
    assert headers.pop("x-cache") == "hit"
    assert headers == {k.lower(): v for k, v in made.items() if k != "X-Cache"}


def test_a_head_has_no_body(keeping, article):
    keeping.get(article.url)
    start, body = asked(article.url, method="HEAD")
    assert dict(start["headers"])[b"content-length"] != b"0"
    assert body["body"] == b""


def test_it_leaves_to_django_what_it_does_not_have(keeping, article):
    assert asked(article.url) == []
    keeping.get(article.url)
    assert asked(article.url, method="POST") == []
    assert asked(article.url, headers={"host": "127.0.0.1:8000"}) == []


def test_it_leaves_to_django_to_look_at_the_log(keeping, article, monkeypatch):
    keeping.get(article.url)
    monkeypatch.setattr("pagecache.before_django.EVERY_SECONDS", 0)
    assert asked(article.url) == []


def test_behind_a_proxy_the_scheme_is_what_the_proxy_says(keeping, article, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    keeping.get(article.url, headers={"x-forwarded-proto": "https"})
    assert asked(article.url) == []
    assert asked(article.url, headers={"x-forwarded-proto": "https"}) != []
