"""What cannot be answered is refused in words that a program and a person understand."""

import json
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.endpoints import ENDPOINTS
from api.problems import KINDS
from tests.api.described import Program

LISTS = ("sites", "articles", "documents", "interviews")


@pytest.mark.parametrize(
    ("url", "parameter"),
    [
        ("articles?colour=red", "colour"),
        ("articles?Site=1", "Site"),
        ("sites?site=1", "site"),
        ("openapi.json?x=1", "x"),
        ("articles/1?fields=title", "fields"),
        ("articles?site=main", "site"),
        ("articles?site=", "site"),
        ("articles?site=0", "site"),
        ("articles?site=-1", "site"),
        ("articles?site=１", "site"),
        ("articles?column=99999999999999999999999", "column"),
        ("articles?site=1&site=2", "site"),
        ("articles?limit=0", "limit"),
        ("articles?limit=101", "limit"),
        ("articles?limit=ten", "limit"),
        ("articles?limit=" + "9" * 300, "limit"),
        ("articles?kind=news", "kind"),
        ("articles?since=yesterday", "since"),
        ("articles?since=2026-02-30", "since"),
        ("articles?since=2026-3-1", "since"),
        ("articles?since=2026-03-01T00:00:00", "since"),
        ("articles?since=2026-03-01T00:00:00+08:00", "since"),
        ("articles?since=2026-03-01T25:00:00Z", "since"),
        ("articles?until=0001-01-01T00:00:00%2B14:00", "until"),
        ("articles?until=9999-12-31", "until"),
        ("articles?until=9999-12-31T23:59:59-12:00", "until"),
        ("articles?cursor=next", "cursor"),
        ("articles?cursor=", "cursor"),
        ("articles?cursor=%E4%B8%8B", "cursor"),
        ("articles?cursor=bTEuOTk5OTk5OTk5OTk5OTk5OTk5OTk5", "cursor"),
        ("articles?cursor=cDAwMDEwMDAx", "cursor"),
        ("sites?cursor=bTEuMQ", "cursor"),
        ("articles?cursor=" + "a" * 500, "cursor"),
        ("documents?validity=gone", "validity"),
        ("documents?number=" + "1" * 121, "number"),
        ("documents?number=%20", "number"),
        ("interviews?state=over", "state"),
        ("search", "q"),
        ("search?q=", "q"),
        ("search?q=%20%E3%80%80", "q"),
        ("search?q=" + "a" * 121, "q"),
        ("search?q=a&page=101", "page"),
        ("search?q=a&sort=newest", "sort"),
        ("search?q=a&kind=picture", "kind"),
        ("search?q=a&" + "&".join(f"column={n}" for n in range(21)), "column"),
    ],
)
def test_a_parameter_that_cannot_be_understood_is_named(program, url, parameter):
    problem = program.got(url, 400)
    assert problem["type"].endswith("#invalid-parameters")
    assert [each["parameter"] for each in problem["errors"]] == [parameter]
    assert problem["detail"] == problem["errors"][0]["detail"]


def test_everything_that_is_wrong_is_said_at_once(program):
    problem = program.got("articles?limit=0&since=x&colour=red", 400)
    assert {each["parameter"] for each in problem["errors"]} == {"limit", "since", "colour"}


def test_of_a_very_long_name_only_the_beginning_is_repeated(program):
    problem = program.got(f"articles?{'n' * 2000}=1", 400)
    assert len(json.dumps(problem)) < 1000


@pytest.mark.parametrize(
    "url",
    [
        "nothing", "articles/", "articles/1/", "articles/abc", "articles/0", "articles/-1",
        "articles/１", "articles/99999999999999999999", "articles/1/body", "sites/1", "%E7%A8%BF",
    ],
)  # fmt: skip
def test_where_there_is_nothing_a_program_is_told_so(program, url):
    assert program.got(url, 404)["type"].endswith("#not-found")


@pytest.mark.parametrize("url", ["articles?site=%00", "search?q=a%00b", "articles?%00=1"])
def test_a_nul_cannot_be_read(program, url):
    assert program.got(url, 400)["type"].endswith("#unreadable-request")


def test_a_nul_in_the_path_cannot_be_read(program):
    response = program.client.get("/api/v1/articles/1%00")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


def test_too_many_parameters_are_too_long(program):
    response = program.client.get(f"/api/v1/articles?{'&'.join(['a=1'] * 10_001)}")
    assert response.status_code == 413
    assert json.loads(response.content)["type"].endswith("#too-long")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_can_be_written(db, method):
    client = Client(enforce_csrf_checks=True)
    for each in ENDPOINTS:
        url = f"/api/v1/{each.path.replace('{id}', '1')}"
        response = client.generic(method, url)
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert response.headers["Content-Type"] == "application/problem+json"


def test_every_problem_is_told_at_its_own_address(program):
    told = program.got("problems")["problems"]
    assert [each["name"] for each in told] == [kind.name for kind in KINDS]
    for each in told:
        assert each["type"] == f"http://localhost:8000/api/v1/problems#{each['name']}"


# --- From anywhere, by anybody ------------------------------------------------------------------


def test_a_page_of_another_host_may_ask_and_nobody_gets_a_cookie(program, article):
    for url in ("", "articles", f"articles/{article.pk}", "nothing", "articles?limit=0", "sites"):
        response = program.client.get(f"/api/v1/{url}", headers={"origin": "https://example.com"})
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert not response.cookies
        assert "cookie" not in response.headers.get("Vary", "").lower()
        assert "max-age" in response.headers["Cache-Control"]


def test_a_browser_may_ask_whether_it_may_ask_conditionally(db):
    response = Client().options(
        "/api/v1/articles", headers={"access-control-request-headers": "if-none-match"}
    )
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]


def test_head_answers_like_get_without_a_body(program, article):
    url = f"/api/v1/articles/{article.pk}"
    got, head = program.client.get(url), program.client.head(url)
    assert head.content == b""
    assert head.headers["ETag"] == got.headers["ETag"]


# --- Whatever is asked --------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
NAMES = st.sampled_from(
    ["site", "column", "kind", "since", "until", "limit", "cursor", "q", "page", "state", "sort"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.sampled_from([*LISTS, "columns", "search", "articles/1"]),
    st.lists(st.tuples(NAMES | TEXTS, TEXTS | st.integers().map(str)), max_size=4),
)
def test_no_question_makes_the_server_fail(program: Program, path, asked):
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in asked)
    response = program.client.get(f"/api/v1/{path}?{query}")
    assert response.status_code in {200, 400, 404}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.binary(max_size=30))
def test_no_cursor_makes_the_server_fail(program: Program, said):
    for cursor in (quote(said), quote(said.hex())):
        for name in LISTS:
            response = program.client.get(f"/api/v1/{name}?cursor={cursor}")
            assert response.status_code in {200, 400}
