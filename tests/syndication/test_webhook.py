"""A partner system gets what is published, once, corrected where it is, until it is withdrawn."""

import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from story import Attachment, Gallery, Heading, Image, ListBlock, Paragraph, Run, Table, Turn
from syndication import binding, choices, corrections
from syndication.admin.previewing import preview_of
from syndication.channels.remedies import Remedy
from syndication.channels.webhook import render
from syndication.engine import plan
from syndication.models import Account, ChannelCopy
from syndication.models.copy import Position
from syndication.status import Status, status_of
from tests.installation import free_port
from tests.syndication.engine_room import one_round, picture, published, settle_down, the_copy
from tests.syndication.partner import Partner
from tests.syndication.partner_room import change, partner_account
from tests.syndication.stories import a_story, stock_of
from tests.syndication.stories import picture as story_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


@pytest.fixture
def partner():
    with Partner() as partner:
        yield partner


@pytest.fixture
def account(home, partner) -> Account:
    return partner_account(partner)


# --- Publishing, changing, withdrawing -----------------------------------------------------------


def test_a_published_article_is_at_the_partner(account, partner, column):
    inside = picture(colour="seagreen")
    block = {"image": inside, "alt_text": "步道", "caption": "江边"}
    page = published(
        column, title="滨江步道全线贯通", cover=picture(colour="tomato"), body=[("image", block)]
    )

    settle_down()

    item = partner.the_item()
    assert item.document["title"] == "滨江步道全线贯通"
    assert item.document["url"] == page.full_url
    copy = the_copy(account)
    assert status_of(copy) == Status.LIVE
    assert copy.url == item.url
    assert copy.sent_payload.sha256 == item.key


def test_the_pictures_are_at_their_addresses_with_the_bytes_that_are_told(
    account, partner, column, client, settings
):
    published(column, cover=picture(colour="tomato"))
    settle_down()

    cover = partner.the_item().document["cover"]
    path = cover["url"].removeprefix(settings.PUBLIC_URL)
    data = b"".join(client.get(path).streaming_content)

    assert cover["url"].startswith("http://localhost:8000/media/")
    assert len(data) == cover["size"]
    assert hashlib.sha256(data).hexdigest() == cover["sha256"]


def test_a_change_reaches_the_item_where_it_is(account, partner, column):
    page = published(column, title="旧标题")
    settle_down()
    [before] = partner.items

    change(page, title="新标题")
    settle_down()

    assert partner.titles() == ["新标题"]
    assert list(partner.items) == [before]
    assert partner.the_item().document["id"] == before
    assert status_of(the_copy(account)) == Status.LIVE
    assert (partner.asked("POST"), partner.asked("PUT")) == (1, 1)


def test_a_page_that_moves_keeps_its_item(account, partner, column):
    page = published(column)
    settle_down()
    [before] = partner.items

    change(page, slug="another-address")
    settle_down()

    assert list(partner.items) == [before]
    assert partner.the_item().document["url"].endswith("/another-address/")
    here = the_copy(account).addresses.filter(until=None).values_list("key", flat=True)
    assert any(key.endswith("/another-address") for key in here)
    assert partner.the_item().url.removeprefix("https://") in here


def test_another_page_at_the_old_address_gets_an_item_of_its_own(account, partner, column):
    first = published(column, title="第一篇", slug="here")
    settle_down()
    change(first, slug="there")
    settle_down()

    published(column, title="第二篇", slug="here")
    settle_down()

    assert sorted(partner.titles()) == ["第一篇", "第二篇"]


def test_withdrawn_and_published_again_it_is_there_once(account, partner, column):
    page = published(column)
    settle_down()
    page.unpublish()
    settle_down()
    assert partner.items == {}
    assert status_of(the_copy(account)) == Status.WITHDRAWN

    page.save_revision().publish()
    settle_down()

    assert len(partner.items) == 1
    assert status_of(the_copy(account)) == Status.LIVE


def test_planning_and_working_again_asks_nothing(account, partner, column):
    published(column)
    settle_down()
    before = len(partner.requests)

    for _ in range(3):
        one_round()

    assert len(partner.requests) == before


# --- Corrections ---------------------------------------------------------------------------------


def signed(page, account, user, remedy: Remedy) -> None:
    corrections.open_for_change(page, user)
    change(page, title="更正后的标题")
    plan.plan_page(page.pk)
    settle_down()
    correction = corrections.Correction.objects.unsigned().get()
    copy = the_copy(account)
    corrections.sign(correction, user, {copy.pk: remedy}, "")
    settle_down()


def test_a_major_change_waits_for_its_plan_and_then_changes_the_item(
    account, partner, column, admin_user
):
    page = published(column, title="原标题")
    settle_down()
    corrections.open_for_change(page, admin_user)
    change(page, title="更正后的标题")
    settle_down()
    assert partner.titles() == ["原标题"]

    [line] = corrections.prepare(corrections.Correction.objects.get())
    assert line.usual == Remedy.AMEND
    corrections.sign(
        corrections.Correction.objects.get(), admin_user, {line.copy.pk: Remedy.AMEND}, ""
    )
    settle_down()

    assert partner.titles() == ["更正后的标题"]
    assert corrections.Correction.objects.get().settled_at
    assert the_copy(account).is_in_step


def test_made_due_while_its_plan_is_unsigned_it_stays_as_it_is(
    account, partner, column, admin_user
):
    page = published(column, title="原标题")
    settle_down()
    corrections.open_for_change(page, admin_user)
    change(page, title="更正后的标题")
    settle_down()

    choices.retry(the_copy(account), also_account=False)
    settle_down()

    assert partner.titles() == ["原标题"]


@pytest.mark.parametrize("remedy", [Remedy.LEAVE, Remedy.BY_HAND])
def test_what_a_plan_leaves_alone_is_left_alone(account, partner, column, admin_user, remedy):
    page = published(column, title="原标题")
    settle_down()

    signed(page, account, admin_user, remedy)
    choices.retry(the_copy(account), also_account=False)
    settle_down()

    assert partner.titles() == ["原标题"]
    assert partner.asked("PUT") == 0


def test_a_minor_change_after_a_plan_that_left_it_is_sent(account, partner, column, admin_user):
    page = published(column, title="原标题")
    settle_down()
    signed(page, account, admin_user, Remedy.LEAVE)

    change(page, title="再改的标题")
    settle_down()

    assert partner.titles() == ["再改的标题"]


def test_a_change_waits_until_the_page_itself_answers_with_it(account, partner, column, settings):
    page = published(column, title="旧标题")
    settle_down()
    settings.SYNDICATION_ASKS_PUBLIC = True
    Site.objects.update(port=free_port())
    Site.clear_site_root_paths_cache()

    change(page, title="新标题")
    one_round()
    one_round()
    assert the_copy(account).code == "page_not_there"
    assert partner.titles() == ["旧标题"]

    settings.SYNDICATION_ASKS_PUBLIC = False
    ChannelCopy.objects.update(next_at=timezone.now())
    settle_down()
    assert partner.titles() == ["新标题"]


def test_a_change_while_the_first_answer_is_lost_is_made_good(account, partner, column):
    partner.lose_answer("POST")
    page = published(column, title="先发的")
    one_round()
    assert the_copy(account).position == Position.UNKNOWN

    change(page, title="后改的")
    settle_down()

    assert partner.titles() == ["后改的"]
    assert partner.asked("POST") == 1


def test_an_item_whose_name_we_never_learnt_is_left_to_people(account, partner, column):
    page = published(column, title="原标题")
    settle_down()
    ChannelCopy.objects.update(remote={})

    change(page, title="新标题")
    settle_down()

    assert partner.titles() == ["原标题"]
    assert status_of(the_copy(account)) == Status.OUTDATED
    for lines in (corrections.lines_of_change(page.pk), corrections.lines_of_withdrawal(page.pk)):
        offered = {offer.remedy for offer in lines[0].offers}
        assert offered and offered <= {Remedy.BY_HAND, Remedy.LEAVE}


# --- What editors see ----------------------------------------------------------------------------


def test_the_preview_shows_every_block_and_the_json_that_is_sent(account):
    story = a_story(
        title="<b>标题</b>",
        cover=story_picture("cover"),
        body=(
            Heading("小标题"),
            Paragraph((Run("粗", bold=True), Run("链", href="https://www.gov.cn/"))),
            ListBlock(((Run("其一"),), (Run("其二"),)), ordered=True),
            Gallery((Image(story_picture("a", "步道"), "江边"),)),
            Table((((Run("项"),),), ((Run("甲"),),)), header_rows=1, caption="表一"),
            Turn("主持人", (Run("您好。"),)),
            Attachment("通知", "https://www.yunting.gov.cn/a.pdf"),
        ),
    )
    html = preview_of(account, render.item(story, stock_of(story))).html

    assert "<b>标题</b>" not in html
    for words in ("小标题", "其二", "江边", "表一", "主持人：", "通知", "<ol>", "<th>"):
        assert words in html
    assert '<a href="https://www.gov.cn/"' in html
    assert "fabuting.item/1" in html


# --- Binding -------------------------------------------------------------------------------------


def test_a_partner_is_bound_from_the_command_line(home, partner, capsys, monkeypatch):
    monkeypatch.setenv("PARTNER_SECRET", partner.secret)
    call_command(
        "bind_account", "webhook", "--name", "平台", "--app-id", "fabuting", "--app-secret",
        "env:PARTNER_SECRET", "--base-url", partner.url,
    )  # fmt: skip

    printed = capsys.readouterr().out
    assert "省级平台" in printed
    assert "Callback" not in printed
    assert binding.probe(Account.objects.get()).known_as == "省级平台"


def test_a_partner_with_another_secret_is_not_bound(home, partner):
    with pytest.raises(CommandError, match="signature"):
        call_command(
            "bind_account", "webhook", "--name", "平台", "--app-id", "fabuting", "--app-secret",
            "x", "--base-url", partner.url,
        )  # fmt: skip


def test_the_account_form_asks_for_the_address(home, partner, admin_client):
    fields = {
        "kind": "webhook",
        "name": "平台",
        "app_id": "fabuting",
        "new_app_secret": partner.secret,
        "base_url": "",
        "target": "publish",
        "on_change": "leave",
        "on_withdrawal": "delete",
        "min_gap": "0",
    }
    answer = admin_client.post(reverse("account:add"), fields)
    assert "base_url" in answer.context["form"].errors

    answer = admin_client.post(
        reverse("account:add"), {**fields, "base_url": partner.url}, follow=True
    )
    text = answer.content.decode()
    assert "省级平台" in text
    assert "服务器配置" not in text
    form = admin_client.get(reverse("account:edit", args=[Account.objects.get().pk])).context[
        "form"
    ]
    absent = {"rip", "remote_id", "new_callback_token", "headline_right", "on_change"}
    assert not absent & set(form.fields)


@pytest.mark.parametrize("kind", ["wechat", "weibo"])
def test_the_account_form_keeps_what_its_channel_needs(db, admin_client, kind):
    account = Account.objects.create(
        kind=kind, name="账号", app_id="x", options={"web_url": "https://weibo.com", "other": 1}
    )
    address = reverse("account:edit", args=[account.pk])
    form = admin_client.get(address).context["form"]
    assert ("rip" in form.fields, "new_callback_token" in form.fields) == (
        kind == "weibo",
        kind == "wechat",
    )

    values = {name: form[name].value() for name in form.fields}
    filled_in = {name: value for name, value in values.items() if value or value == 0}
    filled_in |= {"headline_right": "on", "base_url": "http://127.0.0.1:9"}
    admin_client.post(address, filled_in)

    account.refresh_from_db()
    assert account.base_url
    assert account.options["web_url"] == "https://weibo.com"
    assert account.options["other"] == 1
    assert account.options.get("headline_right") == (True if kind == "weibo" else None)
