"""政府信息公开: the statutory blocks as citizens see them, and what editors are told is missing."""

import threading
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from attachments.gate import Held
from attachments.models import HeldPublication
from disclosure.demo.opening import build
from disclosure.models import (
    AnnualReportPage,
    AnnualReportsPage,
    DisclosureGuidePage,
    DisclosureRequestPage,
    DisclosureRule,
    DisclosureRulesPage,
    MandatoryContentPage,
    MandatoryEntry,
    OpenGovernmentPage,
    Reporter,
)
from disclosure.opening.annual import Level, due_on, owed
from disclosure.opening.guide import missing_elements
from disclosure.opening.heads import Head, unset_heads
from disclosure.opening.requests import example
from tests.disclosure.documents.documents import draft, publish
from tests.disclosure.factories import OrganFactory
from workdays.calendar import Calendar
from workdays.reading import current_calendar

MADE_DAY = date(2026, 9, 28)


@pytest.fixture
def opening(home) -> OpenGovernmentPage:
    page = OpenGovernmentPage(title="政府信息公开", slug="zwgk", show_in_menus=True)
    home.add_child(instance=page)
    return page


def block(opening: Page, model: type[Page], **values) -> Page:
    page = model(**{"title": getattr(model, "usual_title", "页面"), **values})
    opening.add_child(instance=page)
    return page


def got(client, page: Page) -> BeautifulSoup:
    response = client.get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def report(reports: Page, organ, year: int, **values) -> AnnualReportPage:
    page = AnnualReportPage(title=f"{organ}{year}年年报", organ=organ, year=year, **values)
    reports.add_child(instance=page)
    return page


def test_the_column_is_called_as_the_rules_say_and_exists_once(opening, home, admin_client):
    form = admin_client.get(f"/admin/pages/add/disclosure/disclosureguidepage/{opening.pk}/")
    assert form.context["form"]["title"].value() == "政府信息公开指南"
    assert OpenGovernmentPage.usual_title == "政府信息公开"
    assert not OpenGovernmentPage.can_create_at(home)


def test_the_column_stands_in_the_menu_and_leads_to_its_blocks(opening, home, client):
    guide = block(opening, DisclosureGuidePage, intro="怎样查找")
    assert "政府信息公开" in got(client, home).select_one(".nav").get_text()
    page = got(client, guide)
    assert page.select_one('.nav a[aria-current="true"]').get_text() == "政府信息公开"
    assert got(client, opening).select_one(".opening__blocks a")["href"] == guide.url


def test_a_guide_shows_the_elements_of_article_12_and_editors_learn_which_are_missing(
    opening, client, admin_client
):
    guide = block(opening, DisclosureGuidePage, office="政务公开科", phone="0000-1")
    labels = [each.get_text() for each in got(client, guide).select("dt")]
    assert labels == ["工作机构名称", "联系电话"]
    assert list(map(str, missing_elements(guide))) == [
        "办公地址", "办公时间", "传真号码", "邮政编码", "互联网联系方式",
    ]  # fmt: skip
    editor = admin_client.get(f"/admin/pages/{guide.pk}/edit/").content.decode()
    assert "传真号码、邮政编码" in editor


def test_rules_lead_to_documents_with_their_validity_and_elsewhere(
    opening, policies, organ, client
):
    rule = publish(
        draft(
            policies,
            organ,
            title="公开办法",
            number="云政发〔2020〕1号",
            expires_on=date(2022, 1, 1),
        )
    )
    hidden = draft(policies, organ, title="还没有公开的办法")
    page = DisclosureRulesPage(title="政府信息公开制度")
    page.rules = [
        DisclosureRule(title="条例", address="https://www.gov.cn/x"),
        DisclosureRule(target=rule),
        DisclosureRule(target=hidden),
    ]
    opening.add_child(instance=page)
    shown = got(client, page).select(".column__titles li")
    assert [each.a.get_text() for each in shown] == ["条例", "公开办法"]
    assert "失效" in shown[1].get_text()
    with pytest.raises(ValidationError):
        DisclosureRule(title="没有网址").clean()


def test_heads_lead_where_the_editor_says_and_only_editors_see_the_others(
    opening, policies, organ, client, admin_client
):
    hidden = draft(policies, organ, title="草稿")
    page = MandatoryContentPage(title="法定主动公开内容")
    page.entries = [
        MandatoryEntry(head=Head.RULES, target=policies, title="文件"),
        MandatoryEntry(head=Head.FEES, target=hidden),
    ]
    opening.add_child(instance=page)
    shown = got(client, page)
    assert [each["value"] for each in shown.select(".opening__heads > li")] == ["1"]
    assert shown.select_one(".opening__heads a")["href"] == policies.url
    assert "未设置" not in shown.get_text()

    assert unset_heads(page) == [head for head in Head if head != Head.RULES]
    preview = page.make_preview_request(RequestFactory().get("/"), "").render().content.decode()
    assert preview.count("未设置") == 14
    editor = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "14 项未设置" in editor


def test_reports_are_listed_by_year_with_their_text(opening, organ, client):
    reports = block(opening, AnnualReportsPage)
    other = OrganFactory()
    newest = report(reports, organ, 2025, body=[("paragraph", "<p>全年公开。</p>")])
    report(reports, other, 2025)
    report(reports, organ, 2024)
    page = got(client, reports)
    assert [each.get_text() for each in page.select("h2")] == ["2025年度", "2024年度"]
    assert len(page.select(".opening__section")[0].select("li")) == 2
    assert "全年公开" in got(client, newest).get_text()


def test_an_organ_has_one_report_for_a_year(opening, organ):
    reports = block(opening, AnnualReportsPage)
    first = report(reports, organ, 2025)
    first.full_clean()
    again = AnnualReportPage(title="又一份", organ=organ, year=2025)
    with pytest.raises(ValidationError, match="已经有了"):
        again.clean()
    (told,) = AnnualReportPage(title="没有年度", organ=organ).obstacles()
    assert str(told) == "报告年度 请填写报告年度。"
    copy = first.copy(update_attrs={"title": "副本", "slug": "copy"}, keep_live=False)
    assert copy.year is None
    assert first.create_alias(parent=reports, update_slug="alias").same_report is None


def test_a_second_report_becomes_public_by_no_door(opening, organ):
    reports = block(opening, AnnualReportsPage)
    first = report(reports, organ, 2025)
    second = report(reports, organ, 2025, slug="second")
    assert not second.live
    with pytest.raises(Held, match="已经有了"):
        second.save_revision(clean=False).publish()
    other = report(reports, organ, 2024)
    other.year = 2025
    with pytest.raises(Held, match="已经有了"):
        other.save()
    with pytest.raises(Held, match="已经有了"):
        ConvertAliasPageAction(first.create_alias(parent=reports, update_slug="alias")).execute()
    assert AnnualReportPage.objects.filter(live=True, year=2025, alias_of=None).get() == first


def test_who_makes_an_alias_a_page_of_its_own_is_told_in_the_list(opening, organ, admin_client):
    reports = block(opening, AnnualReportsPage)
    alias = report(reports, organ, 2025).create_alias(parent=reports, update_slug="alias")
    address = reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])
    answer = admin_client.post(address, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_explore", args=[reports.pk])
    assert "已经有了" in answer.content.decode()
    assert AnnualReportPage.objects.get(pk=alias.pk).alias_of_id


def test_a_copy_that_was_to_be_public_at_once_stays_a_draft_and_says_so(opening, organ):
    first = report(block(opening, AnnualReportsPage), organ, 2025)
    copy = first.copy(update_attrs={"title": "副本", "slug": "copy"}, keep_live=True)
    assert not AnnualReportPage.objects.get(pk=copy.pk).live
    assert HeldPublication.objects.get().page_id == copy.pk


@pytest.mark.django_db(transaction=True)
def test_of_two_reports_published_at_the_same_moment_one_is_public(opening, organ):
    reports = block(opening, AnnualReportsPage)
    drafts = [report(reports, organ, 2020 + n, live=False, slug=f"r{n}") for n in range(2)]
    for each in drafts:
        each.year = 2025
        each.save_revision()
    start, held, errors = threading.Barrier(2), [], []

    def publish_one(revision):
        try:
            start.wait()
            revision.publish()
        except Held as refused:
            held.append(refused)
        except Exception as error:  # noqa: BLE001 -- told by the assertion below
            errors.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=publish_one, args=(each.latest_revision,)) for each in drafts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(held) == 1
    assert AnnualReportPage.objects.filter(live=True, year=2025).count() == 1


def test_a_second_report_is_refused_in_the_form(opening, organ, admin_client):
    reports = block(opening, AnnualReportsPage)
    report(reports, organ, 2025)
    data = nested_form_data(
        {
            "title": "又一份",
            "slug": "",
            "organ": organ.pk,
            "year": "2025",
            "body": streamfield([]),
            "attachments": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "x",
        }
    )
    answer = admin_client.post(f"/admin/pages/add/disclosure/annualreportpage/{reports.pk}/", data)
    assert "该机关这一年度的年报已经有了" in answer.content.decode()
    assert AnnualReportPage.objects.count() == 1


def test_departments_owe_their_report_by_january_and_governments_by_march():
    assert due_on(2025, Level.DEPARTMENT) == date(2026, 1, 31)
    assert due_on(2025, Level.GOVERNMENT) == date(2026, 3, 31)
    city = Reporter(organ=OrganFactory.build(pk=1), level="government", since=2023)
    found = owed([city], {(1, 2024)}, date(2026, 3, 31))
    assert [(each.year, each.is_overdue) for each in found] == [(2023, True), (2025, False)]
    assert owed([city], {(1, 2023), (1, 2024), (1, 2025)}, date(2026, 12, 31)) == []


def test_editors_are_told_of_a_missing_report_with_its_day(opening, organ, admin_client):
    reports = AnnualReportsPage(title="政府信息公开年报")
    reports.reporters = [Reporter(organ=organ, level="government", since=2020)]
    opening.add_child(instance=reports)
    report(reports, organ, 2020)
    report(reports, organ, 2021, live=False)
    editor = admin_client.get(f"/admin/pages/{reports.pk}/edit/").content.decode()
    assert "2021年度" in editor
    assert "2022-03-31" in editor
    assert "2021-03-31" not in editor


@pytest.mark.django_db
def test_the_time_to_answer_is_explained_by_a_date_that_was_worked_out():
    told = example(current_calendar(), MADE_DAY)
    assert "2026年10月" in told.answered_by
    assert "国庆节" in told.explanation
    plain = example(Calendar(), date(2026, 3, 2))
    assert "3月30日" in plain.answered_by
    assert "4月27日" in plain.extended_to


def test_how_to_apply_says_by_post_in_person_and_where_a_system_is(opening, client):
    page = block(
        opening, DisclosureRequestPage, address="市民中心3号楼", office="政务公开科",
        system_address="https://ysq.example.gov.cn/",
    )  # fmt: skip
    shown = got(client, page)
    ways = shown.select_one(".opening__ways").get_text()
    assert "邮寄申请" in ways
    assert "当面申请" in ways
    assert shown.select_one(".opening__ways a")["href"] == "https://ysq.example.gov.cn/"
    assert shown.main.find("form") is None
    assert "20个工作日" in shown.get_text()


def test_the_demos_column_is_built_once_and_every_page_of_it_opens(home, client):
    first = build()
    assert (
        first
        == OpenGovernmentPage.objects.count()
        + Page.objects.descendant_of(OpenGovernmentPage.objects.get()).count()
    )
    assert build() == 0
    for page in Page.objects.descendant_of(OpenGovernmentPage.objects.get(), inclusive=True):
        got(client, page)
