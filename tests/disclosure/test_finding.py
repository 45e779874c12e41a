"""What the public finds of documents, pages of open government, powers and statutes."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from disclosure.adjustments import Choice
from disclosure.admin.help_form import HelpForm
from disclosure.basis.register import load
from disclosure.causes import Cause
from disclosure.finding.powers import Powers
from disclosure.finding.statutes import Statutes
from disclosure.models import (
    AnnualReportPage,
    AnnualReportsPage,
    DisclosureGuidePage,
    DisclosureRule,
    DisclosureRulesPage,
    DocumentAttachment,
    DocumentDirectoryPage,
    JointOrgan,
    MandatoryContentPage,
    MandatoryEntry,
    OpenGovernmentPage,
    PowerListPage,
    PowerNoticePage,
    Statute,
    Topic,
)
from disclosure.tasks import tell_what_turned
from findable import Kind, sources
from tests.attachments.desk import document as stored
from tests.attachments.files import paragraph, word
from tests.disclosure.documents.documents import acts, draft, publish
from tests.disclosure.factories import OrganFactory, change, recorded
from tests.hinted import hinted
from tests.home.factories import ArticlePageFactory, ColumnPageFactory

WATER = {
    "name": "取水许可", "code": "000119001000", "body": "市水务局", "office": "水资源科",
    "phone": "0731-12345678", "redress": "向市水务局申请行政复议。", "basis": "《水法》第四十八条",
    "procedure": "申请\n受理", "promised_days": "10个工作日",
}  # fmt: skip


@pytest.fixture
def policies(home):
    return ColumnPageFactory(parent=home, title="政策文件", slug="policies", column_class="policy")


@pytest.fixture
def finance(db):
    return OrganFactory(name="云汀市财政局", code="123456789")


@pytest.fixture
def document(policies, finance):
    made = draft(
        policies, finance, title="停车收费办法", number="云财发[2026]7号", keywords="停车 收费",
        topic=Topic.objects.get(name="税务"), written_on=date(2026, 3, 2),
    )  # fmt: skip
    form = stored(word(paragraph("减免申请")), "jianmian.docx", title="申请表")
    made.attachments.add(DocumentAttachment(file=form))
    return publish(made)


# --- documents --------------------------------------------------------------------------------


def test_a_document_is_found_with_its_facts_and_its_attachments(document):
    own, attachment = document.findable_entries()
    assert (own.kind, own.number, own.validity) == (Kind.DOCUMENT, "云财发〔2026〕7号", "有效")
    assert (own.department, own.topic) == ("云汀市财政局", "财政、金融、审计")
    assert (own.column, own.day) == ("政策文件", date(2026, 3, 2))
    assert own.text.splitlines()[0] == "正文。"
    assert f"索引号：{document.index_number}" in own.text
    assert "主题词：停车 收费" in own.text
    assert (attachment.kind, attachment.title) == (Kind.ATTACHMENT, "申请表")
    assert (attachment.text, attachment.within) == ("减免申请", "停车收费办法")
    assert (attachment.topic, attachment.validity, attachment.number) == (own.topic, "有效", "")


def test_entries_are_in_the_words_of_the_public_whoever_asks(document):
    with override("en"):
        assert document.findable_entries()[0].validity == "有效"


def test_a_document_that_another_one_repeals_is_told_and_says_so(document, policies, finance):
    new = draft(policies, finance, title="新办法", number="云财发〔2026〕9号")
    with hinted() as owners:
        publish(acts(new, "repeals", document))
    assert f"page:{document.pk}" in owners
    assert type(document).objects.get(pk=document.pk).findable_entries()[0].validity == "废止"


def test_a_document_and_its_alias_are_told_when_their_day_comes(document, settings):
    alias = document.create_alias(update_slug="bie-ming")
    type(document).objects.filter(pk=document.pk).update(expires_on=timezone.localdate())
    with hinted() as owners:
        tell_what_turned()
    assert set(owners) == {f"page:{document.pk}", f"page:{alias.pk}"}


def test_a_document_takes_as_many_queries_however_many_issued_it(document, finance):
    def queries() -> int:
        page = type(document).objects.get(pk=document.pk)
        with CaptureQueriesContext(connection) as caught:
            page.findable_entries()
        return len(caught)

    document.joint_organs.add(JointOrgan(organ=OrganFactory(name="甲局")))
    document.save()
    queries()
    before = queries()
    document.joint_organs.add(*(JointOrgan(organ=OrganFactory(name=f"{n}局")) for n in "乙丙丁"))
    document.save()
    assert queries() == before
    assert "甲局、乙局、丙局、丁局" in document.findable_entries()[0].text


def test_what_an_organ_and_a_topic_are_called_is_told(document, finance, power_list):
    water = power_list.organ
    [item] = recorded(power_list)
    with hinted() as owners:
        finance.save()
    assert owners == [f"page:{document.pk}"]
    with hinted() as owners:
        water.save()
    assert set(owners) == {f"power:{item.pk}", f"page:{power_list.pk}"}
    with hinted() as owners:
        document.topic.parent.save()
    assert owners == [f"page:{document.pk}"]


# --- open government --------------------------------------------------------------------------


@pytest.fixture
def opening(home) -> OpenGovernmentPage:
    return home.add_child(instance=OpenGovernmentPage(title="政府信息公开", slug="zwgk"))


def test_pages_of_open_government_are_found_by_their_own_words(opening, finance):
    guide = DisclosureGuidePage(
        title="政府信息公开指南", office="市政务公开办", phone="0731-87654321",
        body=[("paragraph", "<p>可以当面申请。</p>")],
    )  # fmt: skip
    opening.add_child(instance=guide)
    [entry] = guide.findable_entries()
    assert (entry.kind, entry.column) == (Kind.ARTICLE, "政府信息公开")
    assert "市政务公开办" in entry.text and "0731-87654321" in entry.text
    assert entry.text.endswith("可以当面申请。")

    reports = AnnualReportsPage(title="政府信息公开年报")
    opening.add_child(instance=reports)
    report = AnnualReportPage(title="2025年度报告", organ=finance, year=2025)
    reports.add_child(instance=report)
    assert [entry.department for entry in report.findable_entries()] == ["云汀市财政局"]
    for page in (opening, reports, DocumentDirectoryPage(title="文件目录", intro="全部文件")):
        if not page.pk:
            opening.add_child(instance=page)
        assert [entry.kind for entry in page.findable_entries()] == [Kind.COLUMN]


def test_titles_of_other_pages_are_found_with_those(opening, column):
    shown = ArticlePageFactory(parent=column, title="预算公开专栏")
    hidden = ArticlePageFactory(parent=column, live=False)
    heads = MandatoryContentPage(title="法定主动公开内容")
    heads.entries = [MandatoryEntry(head=7, target=shown), MandatoryEntry(head=8, target=hidden)]
    opening.add_child(instance=heads)
    [entry] = heads.findable_entries()
    assert entry.text == "财政预算、决算信息"

    rules = DisclosureRulesPage(title="政府信息公开制度")
    rules.rules = [
        DisclosureRule(target=shown),
        DisclosureRule(title="政府信息公开条例", address="https://www.gov.cn/"),
    ]
    opening.add_child(instance=rules)
    assert [entry.text for entry in rules.findable_entries()] == ["政府信息公开条例"]


# --- powers -----------------------------------------------------------------------------------


def found(*items):
    entries = Powers().entries_of([str(item.pk) for item in items])
    return [entry for item in items for entry in entries.get(str(item.pk), [])]


def test_a_power_is_found_by_what_it_says_and_answers_whom_to_turn_to(power_list):
    [item] = recorded(power_list, change(fields=WATER))
    [entry] = found(item)
    assert (entry.key, entry.kind, entry.title) == (f"power:{item.pk}", Kind.POWER, "取水许可")
    assert entry.url == f"{power_list.url}000119001000/"
    assert (entry.number, entry.validity) == ("000119001000", "有效")
    assert entry.department == power_list.organ.name
    assert (entry.within, entry.column) == ("市水务局权力清单", "三清单一目录")
    assert (entry.site, entry.day) == ("", date(2025, 1, 1))
    assert {"《水法》第四十八条", "申请", "受理", "行政许可"} <= set(entry.text.splitlines())
    assert "取水许可" not in entry.text and "000119001000" not in entry.text
    assert entry.answer == (
        "行使主体：市水务局；承办机构：水资源科；承诺期限：10个工作日；"
        "监督电话：0731-12345678；诉求和救济渠道：向市水务局申请行政复议。"
    )


def test_a_power_that_is_cancelled_says_so_and_answers_nothing(power_list):
    [item] = recorded(power_list, change(fields=WATER))
    [item] = recorded(power_list, change(item=item, fields=WATER, cause=Cause.CANCELLED))
    [entry] = found(item)
    assert (entry.validity, entry.answer) == ("取消", "")


def test_powers_of_lists_that_nobody_may_read_are_not_found(power_list):
    [item] = recorded(power_list)
    assert found(item)
    restriction = PageViewRestriction(page=power_list.get_parent(), restriction_type="login")
    with hinted() as owners:
        restriction.save()
    assert owners == [f"power:{item.pk}"]
    assert found(item) == []
    with hinted() as owners:
        restriction.delete()
    assert owners == [f"power:{item.pk}"]

    with hinted() as owners:
        power_list.unpublish()
    assert owners == [f"power:{item.pk}"]
    assert found(item) == []
    with hinted() as owners:
        power_list.save_revision().publish()
    assert f"power:{item.pk}" in owners
    assert found(item)


def test_powers_are_told_when_they_are_recorded_and_when_their_place_changes(power_list, home):
    with hinted() as owners:
        [item] = recorded(power_list)
    assert owners == [f"power:{item.pk}"]
    index = power_list.get_parent().specific
    index.title, index.slug = "权责清单", "quan-ze"
    with hinted() as owners:
        index.save_revision().publish()
    assert f"power:{item.pk}" in owners
    assert found(item)[0].column == "权责清单"
    assert "/quan-ze/" in found(item)[0].url


def test_whom_to_ask_about_a_national_entry_is_its_answer(power_list, admin_user):
    PowerListPage.objects.filter(pk=power_list.pk).update(kind="negative")
    power_list.refresh_from_db()
    [item] = recorded(power_list, change("禁止准入事项"))
    form = HelpForm({"contact": "市发展改革委 12345", "permits": ""}, item=item)
    assert form.is_valid()
    with hinted() as owners:
        form.save_by(admin_user)
    assert owners == [f"power:{item.pk}"]
    assert [entry.answer for entry in found(item)] == ["市发展改革委 12345"]


def test_five_hundred_powers_take_as_many_queries_as_two(power_list):
    items = recorded(power_list, *(change(f"许可{number}") for number in range(500)))

    def queries(some) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert len(found(*some)) == len(some)
        return len(caught)

    found(*items[:1])
    assert queries(items) == queries(items[:2])


def test_all_powers_are_gone_through_in_their_order(power_list):
    keys = [str(item.pk) for item in recorded(power_list, *(change(f"{n}") for n in range(5)))]
    source = sources()["power"]
    assert source.owners("", 3) == keys[:3]
    assert source.owners(keys[2], 3) == keys[3:]
    assert source.owners(keys[-1], 3) == []


def test_a_list_and_a_notice_are_found_as_pages(power_list):
    [item] = recorded(power_list, change(fields=WATER))
    recorded(power_list, change(item=item, fields={**WATER, "promised_days": "5个工作日"}))
    notice = PowerNoticePage(title="关于调整权责清单的公告", slug="notice", intro="现予公告。")
    notice.choose(PowerListPage.objects.get(), Choice(month=date(2025, 1, 1)))
    power_list.add_child(instance=notice)
    [entry] = notice.findable_entries()
    assert (entry.kind, entry.department) == (Kind.ARTICLE, power_list.organ.name)
    lines = entry.text.splitlines()
    assert lines[0] == "现予公告。" and "承诺期限：5个工作日" in lines
    [entry] = power_list.findable_entries()
    assert (entry.kind, entry.department) == (Kind.COLUMN, power_list.organ.name)


# --- statutes ---------------------------------------------------------------------------------

OLD = {"title": "中华人民共和国水法", "date": "2002-08-29", "body": "第一条 旧。"}
NEW = {
    "title": "中华人民共和国水法", "date": "2016-07-02", "issuer": "全国人大常委会",
    "topic": "行政法", "body": "第一章 总则\n第一条 新。",
}  # fmt: skip


def test_every_version_of_a_statute_is_found_and_older_ones_say_that_they_are(client, db):
    load([OLD])
    with hinted() as owners:
        load([NEW])
    old, new = Statute.objects.order_by("adopted_on")
    assert set(owners) == {f"statute:{old.pk}", f"statute:{new.pk}"}

    entries = Statutes().entries_of([str(old.pk), str(new.pk)])
    [was], [now] = entries[str(old.pk)], entries[str(new.pk)]
    assert (now.kind, now.title, now.text) == (Kind.STATUTE, NEW["title"], NEW["body"])
    assert (now.department, now.topic, now.day) == ("全国人大常委会", "行政法", date(2016, 7, 2))
    assert (was.validity, now.validity) == ("已有新版本", "")
    assert client.get(now.url).status_code == 200

    with hinted() as owners:
        new.repealed_on = date(2030, 1, 1)
        new.save()
    assert f"statute:{new.pk}" in owners
    assert Statutes().entries_of([str(new.pk)])[str(new.pk)][0].validity == "废止"
    with hinted() as owners:
        new.delete()
    assert f"statute:{old.pk}" in owners
