"""What the HTML of every public page has wrong: nothing."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.public_face.addresses import readable
from tests.public_face.valid import faults

PAGE = (
    '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>要闻</title></head>'
    "<body><main><h1>要闻</h1>{}</main></body></html>"
)


def test_every_public_page_is_valid(town):
    reader = Client()
    wrong = {}
    for address in readable(town.things):
        answer = reader.get(address, follow=True)
        assert answer.status_code < 500
        assert answer["Content-Type"].startswith("text/html"), address
        if found := faults(answer.text):
            wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("method", "path", "host", "status"),
    [
        ("post", "/search/", "localhost", 403),
        ("get", "/", "not-ours.example", 400),
        ("get", "/%00", "localhost", 400),
        ("get", "/_util/login/?next=/", "localhost", 200),
    ],
)
def test_what_is_answered_instead_of_a_page_is_valid_too(home, method, path, host, status):
    visitor = Client(enforce_csrf_checks=True, headers={"host": host})
    answer = getattr(visitor, method)(path)
    assert answer.status_code == status
    assert faults(answer.text) == []


def test_who_has_to_give_a_password_is_asked_on_a_valid_page_that_tells_no_title(article):
    PageViewRestriction.objects.create(
        page=article, restriction_type=PageViewRestriction.PASSWORD, password="云汀"
    )
    answer = Client().get(article.url)
    assert faults(answer.text) == []
    assert article.title not in answer.text


def test_a_page_without_faults_has_none():
    assert faults(PAGE.format("<h2>甲</h2><p>乙</p>")) == []


@pytest.mark.parametrize(
    "written",
    [
        "<p>甲<div>乙</div></p>",
        "<p>&nosuch; 甲</p>",
        "<b><i>甲</b></i>",
        "</section>",
        '<p id="a">甲</p><p id="a">乙</p>',
        '<p aria-labelledby="nobody">甲</p>',
        "<h1>又一个</h1>",
        "<h3>跳过一级</h3>",
        '<img src="/a.png" width="1" height="1">',
        '<img src="/a.png" alt="甲">',
        "<input>",
        "<ul><p>甲</p></ul>",
        "<span><h2>甲</h2></span>",
        '<a href="/a"><button>甲</button></a>',
        '<a href="/a"></a>',
        '<a href="javascript:void(0)">甲</a>',
        '<p style="color: red">甲</p>',
    ],
)
def test_a_fault_would_be_noticed(written):
    assert faults(PAGE.format(written)) != []
