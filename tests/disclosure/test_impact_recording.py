"""What a page rests on is found in its words and kept, whatever type of page it is."""

import io
import logging
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from disclosure.basis import pages
from disclosure.basis.citations import citations
from disclosure.basis.linking import STATUTES
from disclosure.basis.pages import record, record_page, relink_pages
from disclosure.models import DisclosureGuidePage, OpenGovernmentPage, PageBasis
from home.models import ArticlePage
from tests.disclosure.documents.documents import PolicyDocumentPageFactory
from tests.disclosure.factories import OrganFactory
from tests.home.factories import ArticlePageFactory

WATER = "<p>根据《中华人民共和国水法》第七条、第四十八条，制定本办法。</p>"


@pytest.fixture
def run(django_capture_on_commit_callbacks, monkeypatch):
    """Do something, and what it handed to the background tasks, as a worker would."""
    monkeypatch.setattr("portal.tasks.run_background_task.apply_async", at_once)
    return lambda: django_capture_on_commit_callbacks(execute=True)


def at_once(args, **options):
    from portal.tasks import run_background_task

    run_background_task(*args)


def written(column, html: str = WATER, **values) -> ArticlePage:
    return ArticlePageFactory(parent=column, body=[("paragraph", html)], **values)


def cited(page: Page, *, is_draft: bool = False) -> dict[str, list[str]]:
    rows = PageBasis.objects.filter(page=page, is_draft=is_draft)
    return dict(rows.values_list("key", "articles"))


# --- What is found --------------------------------------------------------------------------

titles = st.sampled_from(["水法", "中华人民共和国水法", "防洪法", "取水许可办法", "日报", "许可证"])
numerals = st.sampled_from(["七", "十二", "一百二十", "48"])
pieces = st.one_of(
    st.sampled_from(["根据", "，", "和", "\n", "《", "》"]),
    st.builds("《{}》".format, titles),
    st.builds("《{}》（2002年8月29日修订）第{}条".format, titles, numerals),
    st.builds("《{}》第{}条".format, titles, numerals),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(pieces, max_size=12).map("".join))
def test_what_is_recorded_is_what_is_cited_in_the_text(article, words):
    article.body = [("paragraph", f"<p>{words}</p>")]

    record(article)

    expected: dict[str, tuple[list[str], date | None]] = {}
    for each in citations(words):
        if each.key.endswith(STATUTES):
            articles, oldest = expected.get(each.key, ([], None))
            articles = list(dict.fromkeys([*articles, *each.articles]))
            dates = [day for day in (oldest, each.version) if day]
            expected[each.key] = articles, min(dates, default=None)
    rows = PageBasis.objects.filter(page=article).values_list("key", "articles", "version")
    assert {key: (articles, version) for key, articles, version in rows} == expected


def test_of_two_versions_the_older_is_kept(column):
    page = written(column, "<p>《水法》（2016年7月2日修正）和《水法》（2002年8月29日修订）</p>")

    record(page)

    assert PageBasis.objects.get().version == date(2002, 8, 29)


def test_a_title_that_is_torn_apart_by_tags_is_found(column):
    page = written(column, "<p>《<b>水</b>法》第<i>七</i>条</p>")

    record(page)

    assert cited(page) == {"水法": ["7"]}


def test_every_kind_of_text_counts(column):
    table = {"data": [["《防洪法》第二条"]], "first_row_is_table_header": False}
    body = [("heading", {"text": "《水法》", "level": "2"}), ("table", table)]
    page = ArticlePageFactory(
        parent=column, title="《取水许可办法》解读", summary="《行政许可法》", body=body
    )

    record(page)

    assert cited(page) == {"水法": [], "防洪法": ["2"], "取水许可办法": [], "行政许可法": []}


def test_a_page_that_is_told_nowhere_rests_on_what_it_cites_as_well(home):
    """A guide has no story; its texts are its own."""
    opening = home.add_child(instance=OpenGovernmentPage(title="政府信息公开", slug="open"))
    guide = DisclosureGuidePage(title="政府信息公开指南", slug="guide", office="《信访条例》第九条")
    opening.add_child(instance=guide)

    record(guide)

    assert cited(guide) == {"信访条例": ["9"]}


def test_a_document_belongs_to_its_organ_and_an_article_to_its_source(column):
    organ = OrganFactory(name="云汀市水务局", code="123456789")
    document = PolicyDocumentPageFactory(
        parent=column, organ=organ, body=[("paragraph", WATER)], live=False
    )
    record(document)
    record(written(column, source="云汀市司法局"))

    assert set(PageBasis.objects.values_list("organ__name", "source")) == {
        ("云汀市水务局", ""), (None, "云汀市司法局"),
    }  # fmt: skip


def test_an_alias_says_nothing_of_its_own(column):
    page = written(column)
    alias = page.create_alias(parent=column, update_slug="alias")

    record(alias)

    assert cited(alias) == {}


# --- When it is found -----------------------------------------------------------------------


def test_a_page_is_recorded_when_it_is_published_and_not_while_the_editor_waits(column, run):
    page = written(column, live=False)

    with run():
        page.save_revision().publish()
        assert not PageBasis.objects.exists()

    assert cited(page) == {"水法": ["7", "48"]}


def test_a_draft_is_recorded_beside_what_the_public_reads(column, run):
    with run():
        page = written(column)
        page.save_revision().publish()
    with run():
        page.body = [("paragraph", "<p>《防洪法》第二条</p>")]
        page.save_revision()

    assert cited(page) == {"水法": ["7", "48"]}
    assert cited(page, is_draft=True) == {"防洪法": ["2"]}


def test_what_is_taken_back_is_a_draft_again(column, run):
    with run():
        page = written(column)
        page.save_revision().publish()
    with run():
        page.unpublish()

    assert cited(page) == {}
    assert cited(page, is_draft=True) == {"水法": ["7", "48"]}


def test_what_is_deleted_is_forgotten(column):
    page = written(column)
    record(page)

    page.delete()

    assert not PageBasis.objects.exists()


def test_recording_again_writes_nothing(column, django_assert_num_queries):
    page = written(column)
    record(page)

    with django_assert_num_queries(3):  # a savepoint, a look, and the end of the savepoint
        record(page)


def test_a_task_for_a_page_that_is_gone_does_nothing(db):
    record_page.call(404)

    assert not PageBasis.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_publication_succeeds_though_no_task_can_be_handed_over(column, monkeypatch, caplog):
    def unreachable(*args, **options):
        raise ConnectionError("no broker")

    page = written(column, live=False)
    monkeypatch.setattr("portal.tasks.run_background_task.apply_async", unreachable)

    page.save_revision().publish()

    page.refresh_from_db()
    assert page.live
    assert "no broker" in caplog.text
    assert cited(page) == {}


# --- What was lost --------------------------------------------------------------------------


def test_relinking_mends_what_lost_tasks_left(column):
    never = written(column)
    stale = written(column, "<p>《防洪法》</p>")
    record(stale)
    ArticlePage.objects.filter(pk=stale.pk).update(body=never.body)
    gone = written(column)
    record(gone)
    Page.objects.filter(pk=gone.pk).update(live=False)
    out = io.StringIO()

    call_command("load_statutes", "--relink", stdout=out)

    assert cited(never) == cited(stale) == {"水法": ["7", "48"]}
    assert cited(gone) == {}
    assert out.getvalue().startswith("0 powers and ")


def test_relinking_again_changes_nothing(column):
    written(column)
    relink_pages()
    before = set(PageBasis.objects.values_list("pk", flat=True))

    relink_pages()

    assert set(PageBasis.objects.values_list("pk", flat=True)) == before


def test_relinking_goes_through_all_pages_a_few_at_a_time(column, monkeypatch):
    monkeypatch.setattr(pages, "BATCH", 2)
    several = [written(column) for _number in range(5)]

    done = relink_pages()

    assert done.pages == Page.objects.filter(depth__gt=1).count()
    assert PageBasis.objects.filter(page__in=several).count() == 5


def test_a_page_that_cannot_be_read_is_named_and_the_others_are_linked(column, monkeypatch, caplog):
    broken, whole = written(column), written(column)
    read = pages.rests_in

    def some(page):
        if page.pk == broken.pk:
            raise ValueError("a block of an unknown shape")
        return read(page)

    monkeypatch.setattr(pages, "rests_in", some)

    with caplog.at_level(logging.ERROR), pytest.raises(CommandError, match=str(broken.pk)):
        call_command("load_statutes", "--relink", stdout=io.StringIO())

    assert cited(whole) == {"水法": ["7", "48"]}
    assert "a block of an unknown shape" in caplog.text


def test_the_command_wants_a_file_or_relinking(db):
    with pytest.raises(CommandError, match="--relink"):
        call_command("load_statutes")
