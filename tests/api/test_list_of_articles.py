"""`/articles`: what was published, newest first, read on without a gap."""

from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import PageViewRestriction

from home.models import ArticlePage
from tests.api.described import Program
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, HomePageFactory
from tests.syndication.engine_room import picture

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def written(column, *hours: float, **values) -> list[ArticlePage]:
    """Publish articles so many hours after noon."""
    return [
        ArticlePageFactory(parent=column, displayed_at=NOON + h * HOUR, **values) for h in hours
    ]


def titles(program: Program, url: str = "articles") -> list[str]:
    return [each["title"] for each in program.all_of("articles", url)]


def keys(program: Program, url: str = "articles") -> list[int]:
    return [each["id"] for each in program.all_of("articles", url)]


def close(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_the_newest_come_first_with_what_lists_show(program, home, column):
    home.organ = "云汀市人民政府"
    home.save()
    written(column, 0, title="旧闻")
    [article] = written(
        column, 1, title="新闻", subtitle="副题", summary="摘要。", source="", author="江小禾",
        cover=picture(),
    )  # fmt: skip
    newest, older = program.got("articles")["articles"]
    assert older["title"] == "旧闻"
    cover = newest.pop("cover")
    assert newest == {
        "id": article.pk,
        "kind": "article",
        "title": "新闻",
        "subtitle": "副题",
        "short_title": "",
        "summary": "摘要。",
        "source": "云汀市人民政府",
        "author": "江小禾",
        "published_at": "2026-03-01T13:00:00+08:00",
        "changed_at": None,
        "version": article.story_version,
        "url": article.full_url,
        "canonical_url": article.full_url,
        "api_url": f"http://localhost:8000/api/v1/articles/{article.pk}",
        "site": {"id": home.pk, "title": home.title, "url": home.full_url},
        "column": {"id": column.pk, "title": column.title, "url": column.full_url},
    }
    [size] = cover["sizes"]
    assert (size["width"], size["height"], size["type"]) == (400, 250, "image/webp")
    assert program.client.get(size["url"].removeprefix("http://localhost:8000")).status_code == 200


# --- Reading on ---------------------------------------------------------------------------------


def test_a_list_is_read_on_to_its_end_without_a_gap(program, column):
    articles = written(column, *range(7))
    assert keys(program, "articles?limit=2") == [each.pk for each in reversed(articles)]


def test_what_was_published_at_one_moment_is_read_once_each(program, column):
    articles = written(column, 0, 0, 0, 0, 0)
    assert keys(program, "articles?limit=2") == [each.pk for each in reversed(articles)]
    assert keys(program, f"articles?limit=2&column={column.pk}") == keys(program)


def test_what_comes_in_meanwhile_moves_nothing(program, column):
    articles = written(column, *range(4))
    first = program.got("articles?limit=2")
    written(column, 9)
    articles[3].delete()
    second = program.got(first["next"])
    assert [each["id"] for each in second["articles"]] == [articles[1].pk, articles[0].pk]
    assert second["next"] is None


def test_the_next_part_is_asked_with_the_same_question(program, column, home):
    written(ColumnPageFactory(parent=home), 5)
    written(column, *range(3))
    response = program.response(f"articles?limit=1&column={column.pk}&since=2026-03-01")
    following = response.json()["next"]
    assert response.headers["Link"] == f'<{following}>; rel="next"'
    assert f"column={column.pk}" in following
    assert len(keys(program, following)) == 2


def test_the_end_has_no_link(program, article):
    assert "Link" not in program.response("articles").headers


# --- Narrowed -----------------------------------------------------------------------------------


def test_a_column_has_what_lies_below_it(program, home, column):
    below = ColumnPageFactory(parent=column)
    written(column, 0, title="栏目")
    written(below, 1, title="下级")
    written(ColumnPageFactory(parent=home), 2, title="别处")
    assert titles(program, f"articles?column={column.pk}") == ["下级", "栏目"]
    assert titles(program, f"articles?column={below.pk}") == ["下级"]


def test_a_site_has_not_what_stands_on_sites_below_it(program, home, column):
    site = HomePageFactory(parent=home, title="市水务局", slug="water")
    written(column, 0, title="主站")
    written(ColumnPageFactory(parent=site), 1, title="子站")
    assert titles(program, f"articles?site={home.pk}") == ["主站"]
    assert titles(program, f"articles?site={site.pk}") == ["子站"]
    assert titles(program) == ["子站", "主站"]


def test_a_column_of_another_site_is_none_of_this_one(program, home, column):
    site = HomePageFactory(parent=home, title="市水务局", slug="water")
    written(column, 0)
    assert program.got(f"articles?site={home.pk}&column={column.pk}")["articles"]
    program.got(f"articles?site={site.pk}&column={column.pk}", 404)


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ("since=2026-03-01T12:00:00%2B08:00", ["后", "正"]),
        ("since=2026-03-01T04:00:00Z", ["后", "正"]),
        ("until=2026-03-01T12:00:00%2B08:00", ["前"]),
        ("since=2026-03-01T11:00:00%2B08:00&until=2026-03-01T13:00:00%2B08:00", ["正", "前"]),
        ("since=2026-03-01", ["后", "正", "前"]),
        ("until=2026-03-01", ["后", "正", "前"]),
        ("until=2026-02-28", []),
        ("since=2026-03-02", []),
    ],
)
def test_a_time_begins_with_its_first_moment_and_ends_before_its_last(
    program, column, narrowed, expected
):
    for hour, title in ((-1, "前"), (0, "正"), (1, "后")):
        written(column, hour, title=title)
    assert titles(program, f"articles?{narrowed}") == expected
    assert titles(program, f"articles?column={column.pk}&{narrowed}") == expected


# --- What anybody may read ----------------------------------------------------------------------


def test_drafts_and_what_was_taken_down_are_not_told(program, column):
    ArticlePageFactory(parent=column, live=False)
    [article] = written(column, 0)
    article.unpublish()
    assert keys(program) == keys(program, f"articles?column={column.pk}") == []


def test_what_is_closed_to_the_public_is_not_told(program, home, column):
    [open_one] = written(ColumnPageFactory(parent=home), 0)
    [closed] = written(column, 1, 2)[:1]
    close(closed)
    assert closed.pk not in keys(program)
    close(column)
    assert keys(program) == keys(program, f"articles?site={home.pk}") == [open_one.pk]
    program.got(f"articles?column={column.pk}", 404)


def test_what_was_adopted_names_its_original_and_who_speaks_there(program, home, column):
    site = HomePageFactory(parent=home, title="市水务局", organ="云汀市水务局", slug="water")
    [article] = written(ColumnPageFactory(parent=site), 0, source="")
    alias = article.create_alias(parent=column, update_slug="adopted")
    [told] = program.got(f"articles?column={column.pk}")["articles"]
    assert told["id"] == alias.pk
    assert told["url"] == alias.full_url
    assert told["canonical_url"] == article.full_url
    assert told["source"] == "云汀市水务局"
    assert told["site"]["id"] == home.pk


def test_what_was_adopted_is_closed_with_its_original(program, home, column):
    [article] = written(ColumnPageFactory(parent=home), 0)
    alias = article.create_alias(parent=column, update_slug="adopted")
    close(article)
    assert keys(program) == []
    program.got(f"articles/{alias.pk}", 404)


def test_a_column_that_was_taken_down_is_not_named(program, home, column):
    written(column, 0)
    column.unpublish()
    [told] = program.got("articles")["articles"]
    assert told["column"] is None
    assert told["site"]["id"] == home.pk
    program.got(f"articles?column={column.pk}", 404)


def test_a_picture_whose_file_is_lost_is_left_out(program, column):
    cover = picture()
    written(column, 0, cover=cover)
    cover.file.storage.delete(cover.file.name)
    [told] = program.got("articles")["articles"]
    assert told["cover"] is None


def test_there_may_be_nothing_yet(program):
    assert program.got("articles") == {"articles": [], "next": None}


def test_a_day_is_one_of_the_portals_time_zone(program, column):
    late = datetime(2026, 3, 1, 15, 59, tzinfo=UTC)
    ArticlePageFactory(parent=column, displayed_at=late, title="夜里")
    assert titles(program, "articles?since=2026-03-01&until=2026-03-01") == ["夜里"]
    assert titles(program, "articles?since=2026-03-02") == []
