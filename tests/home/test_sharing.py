"""A page is handed on by its address: scanned, copied or shared."""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from home import codes
from tests.home.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(home):
    return ArticlePageFactory(parent=home, title="禁火令", slug="jinhuo")


def code_of(html: str) -> str:
    return unescape(re.search(r'<img src="(data:image/svg[^"]*)"[^>]*data-code', html)[1])


def test_a_page_shows_its_address_as_a_code_and_to_be_copied(client, article):
    html = client.get(article.url).content.decode()
    assert code_of(html) == codes.in_page("http://localhost:8000/jinhuo/")
    assert 'data-copy="http://localhost:8000/jinhuo/"' in html


def test_whoever_shares_a_page_from_another_version_shares_the_plain_one(client, article):
    html = client.get(f"/elder{article.url}").content.decode()
    assert code_of(html) == codes.in_page("http://localhost:8000/jinhuo/")


def test_addresses_have_codes_of_their_own_that_need_no_script():
    one, other = (unquote(codes.in_page(f"http://localhost/{name}/")) for name in "ab")
    assert one != other
    assert "<svg" in one and "<script" not in one and "style=" not in one
