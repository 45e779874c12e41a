"""What every public answer tells browsers to allow and to keep: as little as can be."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.home.factories import ArticlePageFactory
from tests.public_face.addresses import readable
from tests.public_face.reading import read

STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "frame-src": "'none'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Whoever has a receipt tells nobody its number.
REFERRER = ("strict-origin-when-cross-origin", "same-origin", "no-referrer")
ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "not-secret",
    "ALLOWED_HOSTS": "www.example.gov.cn",
    "PUBLIC_URL": "https://www.example.gov.cn",
    "DATABASE_URL": "postgres://nobody@localhost/none",
    "CACHE_URL": "rediscache://localhost:6379/0",
    "CELERY_BROKER_URL": "redis://localhost:6379/1",
    "SYNDICATION_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "TRUSTED_PROXIES": "1",
}
ASK_PRODUCTION = """
import json
import django
django.setup()
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory
from django.conf import settings
request = RequestFactory().get("/", secure=True, headers={"host": "www.example.gov.cn"})
answer = SecurityMiddleware(lambda request: HttpResponse("")) (request)
print(json.dumps([dict(answer.items()), settings.SESSION_COOKIE_SECURE,
    settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY]))
"""


def policy_of(answer) -> dict[str, str]:
    parts = answer["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts)


def wrong_in(answer) -> list[str]:
    wrong = [] if policy_of(answer) == STRICT else [answer["Content-Security-Policy"]]
    wrong += [name for name, value in ALWAYS.items() if answer.get(name) != value]
    if answer.get("Referrer-Policy") not in REFERRER:
        wrong.append("Referrer-Policy")
    permissions = answer.get("Permissions-Policy", "")
    wrong += [
        name for name in ("camera", "microphone", "geolocation") if f"{name}=()" not in permissions
    ]
    return wrong


def test_every_public_page_allows_our_own_files_and_nothing_else(town):
    reader = Client()
    wrong = {}
    for address in readable(town.things):
        answer = reader.get(address)
        if answer.status_code in (301, 302):
            continue
        if found := wrong_in(answer):
            wrong[address] = found
    assert wrong == {}


def test_a_page_sets_a_cookie_only_where_a_reader_sends_something_in(town):
    setting = {}
    for address in readable(town.things):
        answer = Client().get(address)
        forms = read(answer.text).all("form") if answer.text else []
        sends = any(form.get("method", "get").lower() == "post" for form in forms)
        if answer.cookies and not sends:
            setting[address] = list(answer.cookies)
        assert "sessionid" not in answer.cookies
    assert setting == {}


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/", "not-ours.example", 400),
        ("/%00", "localhost", 400),
        ("/search/?q=%00", "localhost", 400),
        ("/nothing/", "localhost", 404),
        ("/leaving/?to=https://example.com", "localhost", 400),
    ],
)
def test_what_refuses_a_request_is_as_strict_as_a_page(home, path, host, status):
    answer = Client(headers={"host": host}).get(path)
    assert answer.status_code == status
    assert wrong_in(answer) == []


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.bilibili.com/video/BV1xx411c7mD", "https://player.bilibili.com"),
        ("https://v.qq.com/x/page/a0024abcdef.html", "https://v.qq.com"),
    ],
)
def test_a_page_with_a_video_may_frame_its_player_alone(column, url, player):
    video = ("video", {"url": url, "title": "发布会实况"})
    page = ArticlePageFactory(parent=column, body=[video])
    assert policy_of(Client().get(page.url)) == {**STRICT, "frame-src": player}


def test_a_frame_that_is_only_told_of_is_not_allowed(column):
    words = '<p>&lt;iframe src="https://v.qq.com/x"&gt;</p>'
    page = ArticlePageFactory(parent=column, body=[("paragraph", words)])
    assert policy_of(Client().get(page.url)) == STRICT


def test_the_admin_keeps_what_it_needs(admin_client):
    policy = policy_of(admin_client.get("/admin/", follow=True))
    assert policy["script-src"] == policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["frame-src"] == policy["frame-ancestors"] == "'self'"


def test_in_production_browsers_are_told_to_come_by_https_only(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "DATA_DIR": str(tmp_path),
        **PRODUCTION,
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK_PRODUCTION],
        env=environment, cwd=tmp_path, check=True, capture_output=True, text=True,
    )  # fmt: skip
    headers, *are_safe = json.loads(done.stdout)
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert are_safe == [True, True, True]
