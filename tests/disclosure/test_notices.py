"""Notices of adjustments: chosen once, told for good, and sent on like an article."""

from datetime import date

import pytest
from django.urls import reverse

from disclosure.adjustments import Choice
from disclosure.causes import Cause
from disclosure.models import PowerItem, PowerListPage, PowerNoticePage
from story import Heading, ListBlock, Paragraph, Syndicatable, plain
from tests.disclosure.factories import change, recorded

MARCH = date(2025, 3, 1)


@pytest.fixture
def adjusted(power_list) -> PowerListPage:
    """In March a new power, one adjusted, one cancelled; two others long before."""
    water, sand = recorded(
        power_list,
        change("取水许可", fields={"promised_days": "15个工作日", "code": "000119001000"}),
        change("采砂许可"),
    )
    recorded(
        power_list,
        change("大坝检查", effective_on=MARCH),
        change(
            "取水许可", water, effective_on=MARCH, document="云政发〔2025〕3号",
            fields={"promised_days": "10个工作日", "code": "000119001000"},
        ),
        change("采砂许可", sand, cause=Cause.CANCELLED, effective_on=MARCH),
    )  # fmt: skip
    return PowerListPage.objects.get()


def published(power_list: PowerListPage, choice: Choice, **values) -> PowerNoticePage:
    page = PowerNoticePage(title="关于调整权责清单的公告", slug="notice", **values)
    page.choose(power_list, choice)
    power_list.add_child(instance=page)
    page.save_revision().publish()
    return PowerNoticePage.objects.get()


def test_a_notice_tells_what_changed_under_what_happened(client, adjusted):
    notice = published(adjusted, Choice(month=MARCH), intro="现予公告。")

    html = client.get(notice.url).content.decode()

    assert "现予公告。" in html
    for text in ("大坝检查", "<del>15个工作日</del>", "<ins>10个工作日</ins>", "采砂许可"):
        assert text in html
    assert html.index("新增（1）") < html.index("调整（1）") < html.index("取消（1）")


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (Choice(month=MARCH), {"大坝检查", "取水许可", "采砂许可"}),
        (Choice(document="〔2025〕3号"), {"取水许可"}),
        (Choice(first=3, last=4), {"大坝检查", "取水许可"}),
        (Choice(month=MARCH, last=3), {"大坝检查"}),
        (Choice(month=date(2024, 1, 1)), set()),
    ],
)
def test_changes_are_chosen_by_month_document_and_number(adjusted, choice, names):
    page = PowerNoticePage()
    page.choose(adjusted, choice)

    versions = adjusted.versions.filter(sequence__in=page.sequences)
    assert {version.fields["name"] for version in versions} == names


def test_what_happens_later_does_not_change_the_notice_but_is_said_on_the_site(client, adjusted):
    notice = published(adjusted, Choice(month=MARCH))
    before = notice.syndication_story()
    assert "此后又有变动" not in client.get(notice.url).content.decode()

    water = PowerItem.objects.get(name="取水许可")
    recorded(
        adjusted, change("取水许可", water, effective_on=MARCH, fields={"promised_days": "1日"})
    )

    again = PowerNoticePage.objects.get()
    again.choose(adjusted, Choice(month=MARCH))
    assert again.syndication_story() == before
    assert "此后又有变动" in client.get(notice.url).content.decode()


def test_a_notice_is_a_story_with_a_link_to_each_power(adjusted):
    notice = published(adjusted, Choice(month=MARCH), summary="三项变动")
    story = notice.syndication_story()

    assert isinstance(notice, Syndicatable)
    assert (story.title, story.digest, story.url) == (notice.title, "三项变动", notice.full_url)
    assert story.source == adjusted.organ.name
    links = {run.href for block in story.body if isinstance(block, Paragraph) for run in block.runs}
    assert {f"{adjusted.full_url}{item.address}/" for item in adjusted.items.all()} <= links
    [listed] = [block for block in story.body if isinstance(block, ListBlock)]
    assert plain(listed.items[0]) == "承诺期限：15个工作日 → 10个工作日"


def test_a_power_is_a_story_as_well(adjusted):
    story = PowerItem.objects.get(name="取水许可").syndication_story()

    heads = [block.text for block in story.body if isinstance(block, Heading)]
    assert heads[:6] == ["权力职能", "法律依据", "实施主体", "职责权限", "管理流程", "监督方式"]
    assert story.url == f"{adjusted.full_url}000119001000/"


def test_the_list_and_the_index_lead_to_its_notices(client, adjusted):
    notice = published(adjusted, Choice(month=MARCH))

    for page in (adjusted, adjusted.get_parent()):
        assert f'href="{notice.url}"' in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "请说明要公告哪些变动"),
        ({"month": "2019-01-01"}, "没有符合条件的变动"),
        ({"month": "2025-03-01", "slug": "csv"}, "已有事项使用这个网址"),
    ],
)
def test_an_editor_is_told_what_is_missing(admin_client, adjusted, values, told):
    address = reverse("wagtailadmin_pages:add", args=["disclosure", "powernoticepage", adjusted.pk])
    form = {"title": "公告", "slug": "gonggao", "short_title": "", "summary": "", "intro": "",
            "month": "", "document": "", "first_sequence": "", "last_sequence": "",
            "seo_title": "", "search_description": "", "go_live_at": "", "expire_at": "",
            "action-publish": "1", **values}  # fmt: skip

    assert told in admin_client.post(address, form).content.decode()
    assert not PowerNoticePage.objects.exists()


def test_an_editor_publishes_one(admin_client, adjusted):
    address = reverse("wagtailadmin_pages:add", args=["disclosure", "powernoticepage", adjusted.pk])
    form = {"title": "公告", "slug": "gonggao", "short_title": "", "summary": "", "intro": "",
            "month": "2025-03-08", "document": "", "first_sequence": "", "last_sequence": "",
            "seo_title": "", "search_description": "", "go_live_at": "", "expire_at": "",
            "action-publish": "1"}  # fmt: skip

    admin_client.post(address, form)

    assert len(PowerNoticePage.objects.get(live=True).sequences) == 3


def test_a_power_never_takes_the_address_of_a_notice(client, adjusted):
    notice = published(adjusted, Choice(month=MARCH))

    [item] = recorded(adjusted, change("新", fields={"code": "notice"}))

    assert item.address == "notice-2"
    assert client.get(notice.url).status_code == 200


@pytest.mark.parametrize("count", [2, 30])
def test_a_longer_notice_takes_no_more_queries(
    client, power_list, count, django_assert_max_num_queries
):
    recorded(power_list, *(change(f"事项{number}", effective_on=MARCH) for number in range(count)))
    notice = published(power_list, Choice(month=MARCH))
    client.get(notice.url)

    with django_assert_max_num_queries(25):
        client.get(notice.url)
