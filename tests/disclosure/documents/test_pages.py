"""What citizens see of a document, on its page and in lists."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.search import index

from disclosure.demo.writing import write
from disclosure.models import DocumentAttachment, JointOrgan, PolicyDocumentPage, Topic
from home.front import front_of
from home.models import ColumnPage
from story import Attachment, Table, plain
from tests.disclosure.documents.documents import acts, draft, publish
from tests.disclosure.factories import OrganFactory
from tests.home.factories import ArticlePageFactory

YESTERDAY = timezone.localdate() - timedelta(days=1)


def page_of(client, page) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser")


@pytest.fixture
def joint(policies, organ):
    document = draft(
        policies,
        organ,
        title="联合通知",
        number="云财[2026]3号 云税[2026]5号",
        topic=Topic.objects.get(name="税务"),
        keywords="减税 小微企业",
        written_on=date(2026, 3, 2),
    )
    document.joint_organs.add(JointOrgan(organ=OrganFactory(name="云汀市税务局")))
    file = get_document_model().objects.create(
        title="申请表", file=ContentFile(b"x" * 2048, name="form.docx")
    )
    document.attachments.add(DocumentAttachment(file=file))
    return publish(document)


def test_the_head_has_the_facts_in_the_order_portals_agreed_on(joint, client):
    facts = page_of(client, joint).select_one(".facts")
    assert [each.get_text() for each in facts.select("dt")] == [
        "索引号", "主题分类", "发文机关", "成文日期", "标题", "发文字号", "发布日期", "有效性",
        "公文种类", "主题词",
    ]  # fmt: skip
    said = [each.get_text(strip=True) for each in facts.select("dd")]
    assert said[1] == "财政、金融、审计 / 税务"
    assert said[2] == "云汀市人民政府、云汀市税务局"
    assert said[5] == "云财〔2026〕3号、云税〔2026〕5号"
    assert said[7] == "有效"


def test_attachments_are_shown_with_kind_and_size(joint, client):
    words = page_of(client, joint).select_one(".related__files").get_text(" ", strip=True)
    assert "申请表" in words
    assert "DOCX" in words
    assert "2.0" in words


def test_the_tags_of_a_government_page_are_there(joint, client):
    head = page_of(client, joint)
    tags = {each["name"]: each["content"] for each in head.select("meta[name]")}
    assert tags["ArticleTitle"] == "联合通知"
    assert tags["ContentSource"] == "云汀市人民政府"
    assert tags["Keywords"] == "联合通知,减税,小微企业"
    assert tags["ColumnType"] == "政策文件"


def test_a_repealed_document_says_so_above_its_text_and_leads_to_who_repealed_it(
    policies, organ, client
):
    old = publish(draft(policies, organ, title="旧规定"))
    new = publish(acts(draft(policies, organ, title="新规定"), "repeals", old))
    note = page_of(client, old).select_one(".standing-note")
    assert "本文件已废止" in note.get_text()
    assert note.a["href"] == new.url
    assert page_of(client, new).select_one(".standing-note") is None
    assert "旧规定" in page_of(client, new).select_one(".related").get_text()


def test_lists_show_number_and_validity(policies, organ, client):
    publish(draft(policies, organ, title="过期的", number="云政〔2020〕1号", expires_on=YESTERDAY))
    ArticlePageFactory(parent=policies, title="普通稿件")

    few = page_of(client, policies).select_one(".column__titles")
    marks = {each.a.get_text(): each.select_one(".mark") for each in few.select("li")}
    assert marks["过期的"].get_text() == "失效"
    assert marks["普通稿件"] is None
    assert "云政〔2020〕1号" in few.get_text()
    assert marked_on_front(policies) == {"过期的": "失效", "普通稿件": None}


def marked_on_front(column: ColumnPage) -> dict[str, str | None]:
    [section] = front_of(column.get_parent().specific).sections["policy"]
    return {each.title: each.mark and each.mark.label for each in section.articles}


def test_a_long_list_asks_no_more_than_a_short_one(
    policies, organ, client, django_assert_max_num_queries
):
    def queries() -> int:
        with django_assert_max_num_queries(80) as asked:
            assert client.get(policies.url).status_code == 200
        return len(asked)

    old = publish(draft(policies, organ))
    publish(acts(draft(policies, organ), "amends", old))
    queries()
    few = queries()
    for number in range(6):
        publish(acts(draft(policies, organ, number=f"云政〔2026〕{number + 1}号"), "amends", old))
    assert queries() == few


def test_a_story_tells_the_facts_the_text_and_the_attachments(joint):
    story = joint.syndication_story()
    facts, *_text, attachment = story.body
    assert isinstance(facts, Table)
    told = {plain(label): plain(text) for label, text in facts.rows}
    assert told["发文字号"] == "云财〔2026〕3号、云税〔2026〕5号"
    assert told["成文日期"] == "2026-03-02"
    assert told["有效性"] == "有效"
    assert attachment == Attachment("申请表", attachment.url, 2048, "docx")
    assert story.source == "云汀市人民政府"


def test_the_index_gets_numbers_words_organ_and_topic(joint):
    fields = PolicyDocumentPage.get_searchable_search_fields()
    told = {each.field_name: each.get_value(joint) for each in fields}
    assert told["number"] == "云财〔2026〕3号、云税〔2026〕5号"
    assert told["index_number"] == joint.index_number
    assert told["keywords"] == "减税 小微企业"
    assert told["genre_in_words"] == "通知"
    related = {
        each.field_name
        for each in PolicyDocumentPage.get_search_fields()
        if isinstance(each, index.RelatedFields)
    }
    assert {"organ", "topic"} <= related


def test_the_demos_documents_are_written_once(home):
    column = ColumnPage(title="政策文件", slug="zhengce", column_class="policy")
    home.add_child(instance=column)
    written = write()
    assert written == PolicyDocumentPage.objects.count() >= 10
    assert write() == 0
    states = {each.validity for each in PolicyDocumentPage.objects.live()}
    assert states >= {"in_force", "amended", "repealed", "lapsed"}
