"""The admin's own search: what is typed into it, and what comes first."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from modelsearch.backends.base import FilterFieldError, OrderByFieldError
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, MATCH_NONE, And, Boost, Not, Or, Phrase, PlainText

from home.models import ArticlePage, ColumnPage
from search.desk import results
from search.index.writing import store
from search.models import Indexed
from tests.home.factories import ArticlePageFactory
from tests.search import entries
from tests.syndication.engine_room import picture

pytestmark = pytest.mark.django_db

BODY = [("paragraph", "<p>社会保险卡可以在任何网点补办。</p>")]


def put_on_desk(*things):
    """Index some objects as saving them does."""
    for thing in things:
        get_search_backend().add(thing)


def articles(column, *titles, **fields):
    pages = [ArticlePageFactory(parent=column, title=title, **fields) for title in titles]
    put_on_desk(*pages)
    return pages


def titles(found):
    return [each.title for each in found]


def typed(words, things=None):
    return titles((Page.objects.all() if things is None else things).autocomplete(words))


# --- What is typed --------------------------------------------------------------------------


def test_a_page_is_found_by_whatever_is_typed_of_its_title(column):
    articles(
        column, "2026年国庆节放假安排", "住房公积金提取办理指南", "居民阶梯水价方案", "Wagtail 培训"
    )

    answers = {
        "放假": "2026年国庆节放假安排",
        "放假安排": "2026年国庆节放假安排",
        "放假安": "2026年国庆节放假安排",
        "國慶節放假": "2026年国庆节放假安排",
        "2026": "2026年国庆节放假安排",
        "202": "2026年国庆节放假安排",
        "假": "2026年国庆节放假安排",
        "公基金提取": "住房公积金提取办理指南",
        "住方公积金": "住房公积金提取办理指南",
        "gongjijin": "住房公积金提取办理指南",
        "gongjij": "住房公积金提取办理指南",
        "gjjtq": "住房公积金提取办理指南",
        "阶梯": "居民阶梯水价方案",
        "水价 居民": "居民阶梯水价方案",
        "wagt": "Wagtail 培训",
        "ＷＡＧＴＡＩＬ": "Wagtail 培训",
    }
    assert {words: typed(words)[:1] for words in answers} == {
        words: [title] for words, title in answers.items()
    }


def test_every_beginning_of_a_title_finds_it(column):
    title = "关于调整2026年养老金的通知"
    articles(column, title)

    assert [typed(title[: end + 1]) for end in range(len(title))] == [[title]] * len(title)


@given(words=st.text(max_size=200))
@hypothesis(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_may_be_typed(column, words):
    if not ArticlePage.objects.exists():
        articles(column, "放假安排")

    for found in (Page.objects.search(words), ArticlePage.objects.autocomplete(words)):
        assert set(found) <= set(Page.objects.all()) | set(ArticlePage.objects.all())
        assert found.count() == len(found)


# --- What comes first -----------------------------------------------------------------------


def test_titles_come_before_texts_and_what_was_typed_before_what_was_only_meant(column):
    articles(column, "各网点地址", body=BODY)
    articles(column, "社会保险卡补办", "社会保线卡说明")

    assert typed("社会保险卡")[:2] == ["社会保险卡补办", "各网点地址"]
    assert typed("社会保线卡")[0] == "社会保线卡说明"


def test_in_another_order_there_is_only_what_was_typed_unless_there_is_nothing_else(column):
    articles(column, "社会保险卡补办", "社会救助说明", "各网点地址", body=BODY)
    by_title = Page.objects.order_by("title")

    def found(words):
        return titles(by_title.autocomplete(words, order_by_relevance=False))

    assert found("社会保险 补办") == sorted(["社会保险卡补办", "社会救助说明", "各网点地址"])
    assert found("社会救助") == ["社会救助说明"]
    assert found("shehuijiuzhu") == ["社会救助说明"]


def test_of_equals_the_one_worked_on_last_comes_first(column):
    now = timezone.now()
    for days, slug in ((9, "a"), (1, "b"), (5, "c")):
        articles(column, "值班表", slug=slug, latest_revision_created_at=now - timedelta(days=days))

    found = Page.objects.search("值班表")
    assert [page.slug for page in found] == ["b", "c", "a"]


def test_an_exact_match_that_is_not_ours_to_see_keeps_nothing_from_us(column):
    articles(column, "住房公积金提取")
    [near] = articles(column, "住房公鸡金提取")

    assert typed("住房公积金提取", Page.objects.filter(pk=near.pk)) == [near.title]


# --- Out of what --------------------------------------------------------------------------------


@pytest.mark.parametrize("few", [2, 2000])
def test_the_queryset_says_what_there_is_and_counts_pages_and_facets_keep_to_it(
    column, monkeypatch, few
):
    monkeypatch.setattr(results, "FEW", few)
    pages = articles(column, *(f"第{number}次例会纪要" for number in range(14)))
    mine = Page.objects.filter(pk__in=[page.pk for page in pages[::3]], live=True)

    found = mine.search("例会纪要")

    assert found.count() == len(found) == 5
    assert {page.pk for page in found} == set(mine.values_list("pk", flat=True))
    assert [page.pk for page in [*found[:2], *found[2:4], found[4]]] == [page.pk for page in found]
    assert found[1:].count() == 4
    article = pages[0].content_type_id
    assert found.facet("content_type_id") == {article: 5}
    by_title = mine.order_by("title").search("例会", order_by_relevance=False)
    assert titles(by_title[1:3]) == titles(mine.order_by("title"))[1:3]
    assert titles(mine.search("例会", order_by_relevance=False)) == titles(mine)


def test_a_model_finds_its_own_and_all_below_it(column):
    [article] = articles(column, "财政预算公开")
    put_on_desk(column)
    ColumnPage.objects.filter(pk=column.pk).update(title="财政预算")

    assert list(ArticlePage.objects.search("财政预算")) == [article]
    assert list(ColumnPage.objects.search("财政预算")) == []
    column.refresh_from_db()
    put_on_desk(column)
    assert list(ColumnPage.objects.search("财政预算")) == [column]
    assert titles(Page.objects.specific().search("财政预算")) == ["财政预算", "财政预算公开"]


def test_pictures_and_documents_are_found_by_titles_and_tags(home):
    image = picture()
    image.title = "政务服务大厅外景"
    image.save()
    image.tags.add("夏令时")
    document = Document.objects.create(title="办事指南汇编", file="guide.pdf")
    put_on_desk(image, document)
    backend = get_search_backend()

    assert list(backend.autocomplete("大厅外", type(image))) == [image]
    assert list(backend.autocomplete("夏令", type(image))) == [image]
    assert list(backend.search("zhinan", Document)) == [document]


def test_queries_made_of_parts_mean_what_they_say(column):
    articles(column, "春节放假安排", "春节值班安排", "清明放假安排")

    def found(query, **how):
        return sorted(titles(Page.objects.search(query, **how)))

    assert found(And([PlainText("放假"), Not(PlainText("清明"))])) == ["春节放假安排"]
    assert found(Or([Phrase("值班"), Boost(Phrase("清明"), 2)])) == ["春节值班安排", "清明放假安排"]
    assert found("值班 清明", operator="or") == ["春节值班安排", "清明放假安排"]
    assert found(MATCH_NONE) == found("") == found("？！") == []
    assert Page.objects.search(MATCH_ALL).count() == Page.objects.count()
    assert Page.objects.search(MATCH_ALL).facet("live") == {True: Page.objects.count()}


def test_titles_alone_can_be_searched_and_scores_be_told(column):
    articles(column, "各网点地址", body=BODY)
    articles(column, "补办须知")

    assert titles(Page.objects.search("补办", fields=["title"])) == ["补办须知"]
    first, second = Page.objects.search("补办").annotate_score("how_well")
    assert first.how_well > second.how_well


def test_fields_that_are_not_declared_are_refused_as_ever(column):
    with pytest.raises(OrderByFieldError):
        list(Page.objects.order_by("slug").search("放假", order_by_relevance=False))
    with pytest.raises(FilterFieldError):
        Page.objects.search("放假").facet("slug")


def test_more_results_ask_no_more_queries(column, django_assert_max_num_queries):
    articles(column, *(f"第{number}次例会纪要" for number in range(25)))

    with django_assert_max_num_queries(12):
        found = Page.objects.search("例会")
        assert found.count() == 25
        assert len(found[:20]) == 20


# --- Kept in step ---------------------------------------------------------------------------


def test_what_is_written_and_rolled_back_is_not_found(column):
    with pytest.raises(RuntimeError), transaction.atomic():
        articles(column, "不该出现的通知")
        assert typed("不该出现") == ["不该出现的通知"]
        raise RuntimeError
    articles(column, "另一件事")

    assert typed("不该出现") == []
    assert typed("另一件事") == ["另一件事"]


def test_what_changes_is_found_by_its_new_words_alone(column):
    [page] = articles(column, "旧标题说明")
    page.title = "崭新名称"
    page.save(update_fields=["title"])
    put_on_desk(page)

    assert typed("崭新名称") == ["崭新名称"]
    assert typed("旧标题说明") == []


def test_what_is_deleted_is_gone_at_once_and_leaves_the_index(
    column, django_capture_on_commit_callbacks
):
    [page] = articles(column, "撤销的通知")
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
        assert typed("撤销的通知") == []

    assert not Indexed.objects.filter(title="撤销的通知").exists()


def test_an_index_that_is_reset_is_empty_until_it_is_filled_again(column):
    articles(column, "保留的通知")
    store({"page:1": [entries.entry("page:1", "公众的通知")]})

    get_search_backend().reset_indexes()

    assert typed("的通知") == []
    assert [hit.entry.key for hit in entries.found("公众的通知").hits] == ["page:1"]
    call_command("update_index", verbosity=0)
    assert set(typed("的通知")) == {"保留的通知"}


def test_update_index_finds_everything_and_forgets_what_is_no_more(column):
    [kept, gone] = articles(column, "保留的通知", "消失的通知")
    ArticlePageFactory(parent=column, title="漏掉的通知")
    Page.objects.filter(pk=gone.pk).delete()

    for _again in range(2):
        call_command("update_index", verbosity=0)

        assert set(typed("的通知")) == {"保留的通知", "漏掉的通知"}
        owners = set(Indexed.objects.values_list("owner", flat=True))
        assert f"wagtailcore.page:{kept.pk}" in owners
        assert f"wagtailcore.page:{gone.pk}" not in owners
        assert not any(owner.startswith("search.") for owner in owners)
