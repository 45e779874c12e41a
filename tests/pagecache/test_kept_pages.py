"""What is kept is answered with, and goes when what it shows changes, whoever changes it."""

import gzip

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home.models import ArticlePage
from pagecache.serving import store
from pagecache.touching import touch
from tests.home.factories import ArticlePageFactory, ColumnPageFactory

pytestmark = pytest.mark.django_db


def state(answer) -> str:
    return answer["X-Cache"]


def published(page: Page, **values) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_second_reader_gets_the_same_bytes_and_asks_the_database_for_the_log_only(
    keeping, article, django_assert_num_queries
):
    first = keeping.get(article.url)
    with django_assert_num_queries(1):
        second = keeping.get(article.url)
    assert (state(first), state(second)) == ("miss", "hit")
    assert second.content == first.content
    differing = {"X-Cache"}
    assert {k: v for k, v in first.items() if k not in differing} == {
        k: v for k, v in second.items() if k not in differing
    }
    assert "Content-Security-Policy" in second


@pytest.mark.parametrize("change", ["title", "body"])
def test_what_is_published_is_shown_at_once(keeping, article, column, home, change):
    places = [article.url, column.url, home.url]
    [keeping.get(url) for url in places]
    value = "另一个标题" if change == "title" else [("paragraph", "<p>另一段正文。</p>")]
    published(article, **{change: value})
    assert [state(keeping.get(url)) for url in places] == ["miss"] * 3
    assert ("另一段正文" if change == "body" else value) in keeping.get(article.url).text


def test_a_draft_throws_nothing_away(keeping, article, column, home):
    places = [article.url, column.url, home.url]
    [keeping.get(url) for url in places]
    article.title = "还没有发布的标题"
    article.save_revision()
    assert [state(keeping.get(url)) for url in places] == ["hit"] * 3


def test_a_new_article_changes_its_lists_and_its_neighbours_and_nothing_else(keeping, home, column):
    other = ColumnPageFactory(parent=home, title="通知公告")
    far = [ArticlePageFactory(parent=column) for _ in range(8)]
    elsewhere = ArticlePageFactory(parent=other)
    places = {page.url: page for page in (home, column, other, elsewhere, *far)}
    [keeping.get(url) for url in places]

    ArticlePageFactory(parent=column, title="刚刚发生")

    anew = {url for url in places if state(keeping.get(url)) == "miss"}
    near = far[-3:]
    assert anew == {home.url, column.url, *(page.url for page in near)}


def test_what_is_written_past_all_signals_is_seen(keeping, article, column):
    [keeping.get(url) for url in (article.url, column.url)]
    ArticlePage.objects.filter(pk=article.pk).update(summary="用 update() 写的摘要")
    assert state(keeping.get(article.url)) == "miss"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = '手工改的' WHERE id = %s", [article.pk])
    assert "手工改的" in keeping.get(column.url).text


def test_what_is_taken_down_deleted_moved_or_closed_is_not_answered_any_more(keeping, home, column):
    other = ColumnPageFactory(parent=home)
    down, deleted, moved, closed = (ArticlePageFactory(parent=column) for _ in range(4))
    urls = [page.url for page in (down, deleted, moved, closed)]
    assert [keeping.get(url).status_code for url in urls] == [200] * 4

    down.unpublish()
    deleted.delete()
    moved.move(other, pos="last-child")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    assert [keeping.get(url).status_code for url in urls] == [410, 410, 301, 302]


def test_what_only_some_may_see_is_never_kept(keeping, article):
    restriction = PageViewRestriction.objects.create(
        page=article, restriction_type="password", password="云汀"
    )
    address = f"/_util/authenticate_with_password/{restriction.pk}/{article.pk}/"
    keeping.post(address, {"password": "云汀", "return_url": article.url})
    assert keeping.get(article.url).status_code == 200
    assert len(store) == 0
    assert article.title not in Client().get(article.url).text


def test_renaming_the_site_changes_every_page_of_it(keeping, article, column, home):
    places = [article.url, column.url, home.url]
    [keeping.get(url) for url in places]
    published(home, title="云汀市人民政府门户网站")
    assert all("云汀市人民政府门户网站" in keeping.get(url).text for url in places)


def test_query_strings_fill_nothing(keeping, column):
    for query in ("?utm_source=x", "?page=7", "?page=abc", "?page=1&page=2", "?%ff"):
        keeping.get(f"{column.url}{query}")
    assert len(store) == 0


def test_previews_are_neither_kept_nor_answered_from_what_is_kept(keeping, article, admin_client):
    keeping.get(article.url)
    draft = article.get_latest_revision_as_object()
    draft.title = "预览中的标题"
    preview = draft.make_preview_request()
    assert "预览中的标题" in preview.text
    assert "预览中的标题" not in keeping.get(article.url).text


def test_whoever_has_it_is_told_so_in_a_few_bytes(keeping, article):
    etag = keeping.get(article.url)["ETag"]
    answer = keeping.get(article.url, headers={"if-none-match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert keeping.get(article.url, headers={"if-none-match": '"other"'}).status_code == 200


def test_who_takes_gzip_gets_it(keeping, article):
    plain = keeping.get(article.url)
    squeezed = keeping.get(article.url, headers={"accept-encoding": "br, gzip;q=0.8"})
    refused = keeping.get(article.url, headers={"accept-encoding": "gzip;q=0"})
    assert squeezed["Content-Encoding"] == "gzip"
    assert int(squeezed["Content-Length"]) == len(squeezed.content) < len(plain.content)
    assert gzip.decompress(squeezed.content) == plain.content == refused.content


def test_the_room_is_bounded_and_the_least_used_goes(keeping, column, monkeypatch):
    articles = [ArticlePageFactory(parent=column) for _ in range(12)]
    keeping.get(articles[0].url)
    monkeypatch.setattr(store, "most_bytes", store.bytes * 11)
    for article in articles:
        keeping.get(article.url)
        keeping.get(articles[0].url)
    assert store.bytes <= store.most_bytes
    assert state(keeping.get(articles[0].url)) == "hit"
    assert state(keeping.get(articles[1].url)) == "miss"


def test_what_somebody_says_has_changed_goes(keeping, article):
    keeping.get(article.url)
    touch("all")
    assert state(keeping.get(article.url)) == "miss"


def test_a_page_that_is_no_list_is_kept_without_a_number_only(keeping, article, home):
    for page in (article, home):
        assert [state(keeping.get(f"{page.url}?page={number}")) for number in (1, 2, 3)] == [
            "pass"
        ] * 3
    assert len(store) == 0


def test_a_hostile_host_is_refused_and_leaves_nothing(keeping, article):
    assert keeping.get(article.url, headers={"host": "evil.example"}).status_code == 400
    assert len(store) == 0
