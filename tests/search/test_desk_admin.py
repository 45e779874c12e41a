"""The search boxes of the admin: Chinese is understood, and nobody finds what is not theirs."""

import pytest
from wagtail.search.backends import get_search_backend

from tests.attachments.desk import editor_of
from tests.home.factories import ArticlePageFactory, ColumnPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_departments(home, django_user_model, client):
    """An editor of one of two columns, with an article of the same words in each, and drafts."""
    mine, theirs = (ColumnPageFactory(parent=home) for _number in range(2))
    pages = [
        ArticlePageFactory(parent=mine, title="本局国庆放假安排"),
        ArticlePageFactory(parent=mine, title="本局国庆值班（草稿）", live=False),
        *(ArticlePageFactory(parent=theirs, title=f"他局国庆放假第{each}号") for each in range(12)),
    ]
    for page in pages:
        get_search_backend().add(page)
    client.force_login(editor_of(mine, django_user_model, "editor"))
    return mine


@pytest.mark.parametrize("address", ["pages/search/", "pages/{}/", "choose-page/search/"])
def test_an_editor_finds_own_pages_by_inner_words_and_pinyin(two_departments, client, address):
    for words in ("国庆", "國慶", "guoqing", "国庆放"):
        html = client.get(f"/admin/{address.format(two_departments.pk)}", {"q": words}).text
        assert "本局国庆放假安排" in html, words
        if "choose" not in address:  # links may lead to any page, so all may be chosen
            assert "他局" not in html, words


def test_what_is_counted_is_what_may_be_seen(two_departments, client):
    response = client.get("/admin/pages/search/", {"q": "国庆"})

    assert [number for _type, number in response.context["content_types"]] == [2]
    assert response.context["page_obj"].paginator.count == 2
    live = client.get("/admin/pages/search/", {"q": "国庆 live:true"})
    assert live.context["page_obj"].paginator.count == 1


def test_phrases_orders_and_senseless_words_give_a_page(two_departments, client):
    for words in ('"国庆放假"', "国庆 “值班”", "*:* AND (", "\\", "'", "？", "国" * 500):
        for ordering in ("", "title", "-latest_revision_created_at"):
            answer = client.get("/admin/pages/search/", {"q": words, "ordering": ordering})
            assert answer.status_code == 200, words


def test_an_index_that_is_empty_finds_nothing(home, admin_client):
    assert admin_client.get("/admin/pages/search/?q=排水").status_code == 200
