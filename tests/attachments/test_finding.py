"""Files that a page shows are found as parts of it, by what readers see in them."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex

from attachments.gate.deciding import holding, waive
from attachments.inspecting import RULES
from attachments.models import Inspection
from findable import Entry, Kind
from home.models import ArticlePage
from tests.attachments.desk import attached, document
from tests.attachments.files import IDENTITY, paragraph, pdf, word, workbook
from tests.hinted import hinted
from tests.home.factories import ArticlePageFactory


@pytest.fixture
def form(home):
    return document(word(paragraph("申请人应当提交下列材料")), "shenqing.docx", title="申请表")


def with_files(column, *stored, **values) -> ArticlePage:
    """Return a page as it is when it is read anew: public, whatever is in its files."""
    values.setdefault("body", [*map(attached, stored)])
    page = ArticlePageFactory(parent=column, **values)
    ArticlePage.objects.filter(pk=page.pk).update(live=True)
    # A background task does it once the page is committed.
    ReferenceIndex.create_or_update_for_object(page)
    return ArticlePage.objects.get(pk=page.pk)


def files_of(page: ArticlePage) -> list[Entry]:
    return [entry for entry in page.findable_entries() if entry.kind == Kind.ATTACHMENT]


def overwrite(stored, data: bytes) -> None:
    """Put other bytes into the storage behind everybody's back."""
    stored.file.storage.delete(stored.file.name)
    stored.file.storage.save(stored.file.name, ContentFile(data))
    type(stored).objects.filter(pk=stored.pk).update(file_hash="")
    Inspection.objects.all().delete()


def test_a_file_is_found_by_its_text_and_stands_where_its_page_does(column, form):
    page = with_files(column, form, title="关于补贴的通知", source="市财政局")
    [entry] = files_of(page)
    own = page.findable_entries()[0]
    assert entry.key == f"document:{form.pk}@page:{page.pk}"
    assert (entry.title, entry.url) == ("申请表", form.url)
    assert entry.text == "申请人应当提交下列材料"
    assert entry.within == "关于补贴的通知"
    assert (entry.department, entry.column, entry.day) == ("市财政局", "要闻动态", own.day)


def test_linked_files_and_those_of_other_formats_are_found_as_well(column):
    table = document(workbook(["补贴标准", 300]), "biaozhun.xlsx", title="标准")
    scan = document(pdf("Subsidy"), "butie.pdf", title="补贴")
    link = (
        f'<p>见<a linktype="document" id="{table.pk}">标准</a>，<a href="{scan.url}">补贴</a></p>'
    )
    page = with_files(column, body=[("paragraph", link)])
    assert [(entry.title, entry.text) for entry in files_of(page)] == [
        ("标准", "补贴标准 300"),
        ("补贴", "Subsidy"),
    ]


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", pdf("secret", password="x"), b"PK\x03\x04"])
def test_a_file_that_cannot_be_read_costs_its_own_text_only(column, form, data):
    bad = document(pdf("fine"), "bad.pdf", title="坏了")
    overwrite(bad, data)
    found = files_of(with_files(column, form, bad))
    assert {entry.title: entry.text for entry in found} == {
        "申请表": "申请人应当提交下列材料",
        "坏了": "",
    }


def test_a_file_that_is_gone_costs_its_own_text_only(column, form):
    page = with_files(column, form)
    form.file.storage.delete(form.file.name)
    Inspection.objects.all().delete()
    assert [(entry.title, entry.text) for entry in files_of(page)] == [("申请表", "")]


def test_what_nobody_has_decided_about_is_not_found(column):
    names = document(workbook(["张三", IDENTITY]), "mingdan.xlsx", title="名单")
    page = with_files(column, names)
    assert files_of(page) == []

    user = get_user_model().objects.create_user("reviewer")
    waive(page, holding(page), user, "依法公示")

    [entry] = files_of(page)
    assert entry.title == "名单"
    assert IDENTITY not in entry.text and entry.text.startswith("张三 430102")


def test_files_of_a_closed_collection_are_not_found(column, form):
    page = with_files(column, form)
    closed = Collection.get_first_root_node().add_child(name="内部")
    restriction = CollectionViewRestriction(collection=closed, restriction_type="login")
    form.collection = closed.add_child(name="更内部")
    form.save()
    with hinted() as owners:
        restriction.save()
    assert owners == [f"page:{page.pk}"]
    assert files_of(page) == []


def test_each_file_is_read_once(column, form):
    page = with_files(column, form)
    Inspection.objects.filter(rules=RULES).update(text="记下的文字")
    assert [entry.text for entry in files_of(page)] == ["记下的文字"]


def test_an_alias_leaves_files_to_its_source(column, form):
    alias = with_files(column, form).create_alias(update_slug="bie-ming")
    assert [entry.kind for entry in alias.findable_entries()] == [Kind.ARTICLE]


def test_a_file_that_is_replaced_renamed_or_deleted_is_told(column, form):
    page = with_files(column, form)
    with hinted() as owners:
        form.file.save("xin.docx", ContentFile(word(paragraph("新的材料"))))
    assert set(owners) == {f"page:{page.pk}"}
    assert [entry.text for entry in files_of(page)] == ["新的材料"]
    with hinted() as owners:
        form.delete()
    assert set(owners) == {f"page:{page.pk}"}
    assert files_of(ArticlePage.objects.get(pk=page.pk)) == []


def test_many_files_take_as_many_queries_as_few(column):
    def queries_of(page: ArticlePage) -> int:
        page.findable_entries()
        with CaptureQueriesContext(connection) as caught:
            assert files_of(ArticlePage.objects.get(pk=page.pk))
        return len(caught)

    stored = [document(f"第{n}号材料".encode(), f"{n}.txt", title=f"{n}") for n in range(6)]
    assert queries_of(with_files(column, *stored[:2])) == queries_of(with_files(column, *stored))
