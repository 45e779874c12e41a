"""What becomes of the address of a page that is taken down, by whatever way and in what sense."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from lifecycle import serving
from lifecycle.models import Cause, Meaning, PublicAddress, Withdrawal
from lifecycle.withdrawing import Decision, deciding
from portal.scheduled import publish_due
from tests.home.factories import ColumnPageFactory, HomePageFactory
from tests.lifecycle.newsroom import committed, current, explained, merged, published, unpublish

SECRET = "正文里不应再被读到的话"
MOBILE = "13812345678"


@pytest.fixture
def page(column):
    return published(column, title="季度数据", body=[("paragraph", f"<p>{SECRET}</p>")])


def words(response) -> str:
    return response.content.decode()


# --- three meanings ---------------------------------------------------------------------------


def test_withdrawn_with_an_explanation(client, admin_client, page):
    explained(admin_client, page, "第二季度数据有误，正在核实。")

    answer = client.get(page.url)

    assert answer.status_code == 410
    assert "季度数据" in words(answer) and "第二季度数据有误，正在核实。" in words(answer)
    assert "云汀市统计局" in words(answer)
    assert f"{timezone.localtime():%Y-%m-%d}" in words(answer)
    assert SECRET not in words(answer)
    assert answer["X-Robots-Tag"] == "noindex"


def test_the_title_is_not_told_where_it_must_not_be(client, admin_client, page):
    unpublish(admin_client, page, meaning="explained", explanation="应当事人要求撤下。")
    answer = client.get(page.url)
    assert answer.status_code == 410
    assert "季度数据" not in words(answer)


def test_gone_tells_nothing_but_that(client, admin_client, page):
    unpublish(admin_client, page, meaning="gone", explanation="不会公开", organ="不会公开")
    answer = client.get(page.url)
    assert answer.status_code == 410
    assert "季度数据" not in words(answer) and "不会公开" not in words(answer)


def test_merged_leads_to_the_other_page(client, admin_client, page, column):
    target = published(column, title="全年数据")
    merged(admin_client, page, target)
    answer = client.get(page.url)
    assert (answer.status_code, answer["Location"]) == (301, target.full_url)


@pytest.mark.parametrize("method", ["get", "head"])
def test_readers_of_either_method_are_told_and_nobody_can_post(client, admin_client, page, method):
    explained(admin_client, page)
    assert getattr(client, method)(page.url).status_code == 410
    assert client.post(page.url).status_code == 404


# --- what is merged, and dies later -----------------------------------------------------------


def test_a_chain_of_merged_pages_leads_to_what_lives(client, admin_client, column):
    pages = [published(column, title=f"第{number}稿") for number in range(4)]
    for page, target in pairwise(pages):
        merged(admin_client, page, target)
    for page in pages[:-1]:
        assert client.get(page.url)["Location"] == pages[-1].full_url


def test_a_target_that_is_withdrawn_later_is_explained(client, admin_client, page, column):
    target = published(column, title="全年数据")
    merged(admin_client, page, target)
    explained(admin_client, target, "全年数据另行公布。")
    answer = client.get(page.url)
    assert answer.status_code == 410
    assert "全年数据另行公布。" in words(answer)


def test_a_target_that_is_deleted_later_is_clear(client, admin_client, page, column):
    target = published(column, title="全年数据")
    merged(admin_client, page, target)
    target.delete()
    assert client.get(page.url).status_code == 410


def test_a_target_that_becomes_private_is_not_led_to(client, admin_client, page, column):
    target = published(column, title="全年数据")
    merged(admin_client, page, target)
    PageViewRestriction.objects.create(page=target, restriction_type="login")
    assert client.get(page.url).status_code == 410


def test_what_would_be_a_circle_is_refused(admin_client, column):
    first, second = published(column, title="甲"), published(column, title="乙")
    merged(admin_client, first, second)
    current(first).get_latest_revision().publish()
    # Back again: nothing leads from the first page any more.
    assert merged(admin_client, second, current(first)).status_code == 302
    answer = merged(admin_client, current(first), second)
    assert answer.status_code == 422 and "不是公开的" in words(answer)
    assert current(first).live


def test_a_circle_that_came_about_all_the_same_ends(client, admin_client, column):
    first, second = published(column, title="甲"), published(column, title="乙")
    merged(admin_client, first, second)
    with deciding(Decision(Meaning.MERGED, target=first)):
        current(second).unpublish()
    assert [client.get(page.url).status_code for page in (first, second)] == [410, 410]


# --- what the form refuses --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"meaning": "explained", "explanation": " "}, "请向公众说明撤下的原因"),
        ({"meaning": "explained", "explanation": f"请联系{MOBILE}。"}, "手机号码"),
        ({"meaning": "merged"}, "请选择并入的页面"),
        ({"meaning": "merged", "target": "999999"}, "选择"),
        ({"meaning": "else"}, "选择"),
    ],
)
def test_what_cannot_be_so_is_said_and_the_page_stays(client, admin_client, page, sent, said):
    answer = unpublish(admin_client, page, **sent)
    assert answer.status_code == 422
    assert said in words(answer)
    assert client.get(page.url).status_code == 200
    assert not Withdrawal.objects.exists()


def test_a_page_cannot_be_merged_into_what_is_taken_down_with_it(admin_client, column):
    below = published(column, title="栏目里的")
    assert merged(admin_client, column, below).status_code == 422


# --- by whatever way --------------------------------------------------------------------------


def test_what_is_below_a_withdrawn_column_is_withdrawn_in_the_same_sense(
    client, admin_client, page, column
):
    explained(admin_client, column, "栏目停办。", include_descendants="on")
    for each in (page, column):
        answer = client.get(each.url)
        assert answer.status_code == 410 and "栏目停办。" in words(answer)


def test_an_alias_is_withdrawn_with_its_source(client, admin_client, page, home):
    other = ColumnPageFactory(parent=home, title="转载", slug="relay")
    alias = page.create_alias(parent=other)
    explained(admin_client, page)
    assert client.get(alias.url).status_code == 410


def test_many_at_once_are_asked_about(client, admin_client, column):
    pages = [published(column, title=f"第{number}稿") for number in range(3)]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    address += "?" + "&".join(f"id={page.pk}" for page in pages)
    assert "向公众说明" in words(admin_client.get(address))

    answer = admin_client.post(address, {"meaning": "explained", "explanation": ""})
    assert answer.status_code == 422 and client.get(pages[0].url).status_code == 200

    admin_client.post(address, {"meaning": "explained", "explanation": "活动已结束。"})
    for page in pages:
        assert "活动已结束。" in words(client.get(page.url))


def test_what_expires_says_so(client, page):
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    publish_due()
    answer = client.get(page.url)
    assert answer.status_code == 410 and "公开期限已满" in words(answer)
    assert Withdrawal.objects.get().cause == Cause.EXPIRED


def test_what_a_program_takes_down_is_gone(client, page):
    page.unpublish()
    assert client.get(page.url).status_code == 410
    assert Withdrawal.objects.get().cause == Cause.PROGRAM


def test_what_is_deleted_is_gone(client, page):
    url = page.url
    page.delete()
    assert client.get(url).status_code == 410
    assert Withdrawal.objects.get().cause == Cause.DELETED


def test_what_was_withdrawn_keeps_its_words_when_it_is_deleted(client, admin_client, page):
    url = page.url
    explained(admin_client, page, "已废止。")
    current(page).delete()
    answer = client.get(url)
    assert answer.status_code == 410 and "已废止。" in words(answer)


def test_what_goes_with_a_deleted_column_is_gone(client, page, column):
    urls = [page.url, column.url]
    Page.objects.get(pk=column.pk).delete()
    assert [client.get(url).status_code for url in urls] == [410, 410]


def test_a_page_that_nobody_could_read_is_not_there(client, column):
    draft = published(column, title="甲")
    draft.unpublish()
    assert client.get(f"{column.url}never/").status_code == 404
    never = column.add_child(instance=type(draft)(title="稿", slug="never", live=False))
    never.delete()
    assert client.get(f"{column.url}never/").status_code == 404


def test_strangers_are_told_nothing_of_a_page_that_was_never_for_them(client, page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    with deciding(Decision(Meaning.EXPLAINED, "内部说明")):
        page.unpublish()
    assert client.get(page.url).status_code == 404


def test_nor_of_one_whose_column_was_closed_after_it_was_withdrawn(
    client, admin_client, page, column
):
    url = page.url
    explained(admin_client, page, "曾经公开的说明。")
    assert "曾经公开的说明。" in words(client.get(url))
    PageViewRestriction.objects.create(page=column, restriction_type="login")
    assert client.get(url).status_code == 404
    current(page).delete()
    assert client.get(url).status_code == 404


def test_nor_of_what_a_page_was_merged_into_that_was_closed_since(
    client, admin_client, page, column
):
    target = published(column, title="归并到的文章")
    merged(admin_client, page, target)
    explained(admin_client, target, "曾经公开的说明。")
    assert "曾经公开的说明。" in words(client.get(page.url))
    PageViewRestriction.objects.create(page=current(target), restriction_type="login")
    answer = client.get(page.url)
    assert answer.status_code == 410 and "曾经公开的说明。" not in words(answer)


def test_nor_of_one_that_became_private_after_it_came_back(client, admin_client, page):
    old = page.url
    explained(admin_client, page, "曾经公开的说明。")
    with committed():
        draft = current(page)
        draft.slug = "again"
        draft.save_revision().publish()
    PageViewRestriction.objects.create(page=current(page), restriction_type="login")
    assert "曾经公开的说明。" not in words(client.get(old, follow=True))
    current(page).delete()
    assert client.get(old).status_code == 404


def test_taking_down_does_not_fail_with_its_record(client, page, monkeypatch):
    monkeypatch.setattr("lifecycle.withdrawing.addresses_of", lambda page: 1 / 0)
    page.unpublish()
    assert not current(page).live
    assert client.get(page.url).status_code == 404


# --- addresses --------------------------------------------------------------------------------


def test_older_addresses_answer_too_even_when_the_page_is_deleted(client, page, column):
    old = page.url
    with committed():
        page.slug = "second"
        page.save_revision().publish()
    new = current(page).url
    assert client.get(old)["Location"].endswith(new)
    current(page).delete()
    assert [client.get(url).status_code for url in (old, new)] == [410, 410]


def test_a_page_of_a_site_answers_at_host_and_path(client, admin_client, home, settings):
    settings.ALLOWED_HOSTS = ["*"]
    sub = HomePageFactory(parent=home, title="云汀市水务局", slug="water")
    Site.objects.create(hostname="water.example.gov.cn", root_page=sub)
    column = ColumnPageFactory(parent=sub, title="动态", slug="news")
    page = published(column, title="停水通知", slug="stop")
    explained(admin_client, page, "已恢复供水。")

    at_host = client.get("/news/stop/", headers={"host": "water.example.gov.cn"})
    at_path = client.get("/water/news/stop/")

    assert [answer.status_code for answer in (at_host, at_path)] == [410, 410]
    assert client.get("/news/stop/").status_code == 404


def test_being_published_again_ends_it_and_old_addresses_lead_there(client, admin_client, page):
    old = page.url
    explained(admin_client, page)
    with committed():
        draft = current(page)
        draft.slug = "again"
        draft.save_revision().publish()
    assert client.get(current(page).url).status_code == 200
    assert client.get(old)["Location"].endswith(current(page).url)
    assert Withdrawal.objects.get().ended_at


def test_an_address_belongs_to_who_was_public_there_last(client, admin_client, page, column):
    url = page.url
    explained(admin_client, page, "旧稿的说明。")
    slug = page.slug
    current(page).delete()
    newer = published(column, title="新稿", slug=slug)
    assert client.get(url).status_code == 200
    with committed():
        newer.slug = "elsewhere"
        newer.save_revision().publish()
    assert client.get(url)["Location"].endswith(current(newer).url)


def test_a_redirect_made_by_hand_later_counts(client, admin_client, page):
    explained(admin_client, page)
    Redirect.objects.create(
        old_path=Redirect.normalise_path(page.url), redirect_link="https://example.gov.cn/"
    )
    assert client.get(page.url)["Location"] == "https://example.gov.cn/"


def test_an_ordinary_404_asks_the_database_once_more(client, page, column, monkeypatch):
    page.unpublish()
    path = f"{column.url}nothing/"
    client.get(path)
    with CaptureQueriesContext(connection) as all_in_all:
        client.get(path)
    monkeypatch.setattr(serving, "answer_at", lambda site, path: None)
    with CaptureQueriesContext(connection) as without:
        client.get(path)
    assert len(all_in_all) == len(without) + 1


def test_rows_stay_few(admin_client, page):
    for _time in range(3):
        explained(admin_client, current(page))
        current(page).get_latest_revision().publish()
    assert PublicAddress.objects.count() == 1
    assert Withdrawal.objects.standing().count() == 0
    call_command("verify_publications")
