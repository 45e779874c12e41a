"""A partner system gets what is published, once, corrected where it is, until it is withdrawn."""

import hashlib
import time
from datetime import timedelta

import pytest
import requests
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from story import Attachment, Gallery, Heading, Image, ListBlock, Paragraph, Run, Table, Turn
from syndication import binding, choices, corrections
from syndication.admin.previewing import preview_of
from syndication.channels.registry import channel_for
from syndication.channels.remedies import Remedy
from syndication.channels.webhook import render, signing
from syndication.engine import plan, watch
from syndication.models import Account, Attempt, ChannelCopy, HumanTask
from syndication.models.copy import Drift, Fault, Position
from syndication.models.task import TaskKind
from syndication.status import Status, message_for, status_of
from tests.installation import free_port
from tests.syndication.engine_room import EVER, one_round, picture, published, settle_down, the_copy
from tests.syndication.partner import Partner
from tests.syndication.stories import a_story, stock_of
from tests.syndication.stories import picture as story_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


@pytest.fixture
def partner():
    with Partner() as partner:
        yield partner


@pytest.fixture
def account(home, partner) -> Account:
    account = binding.bind(
        "webhook", "省级平台", app_id="fabuting", app_secret=partner.secret, base_url=partner.url
    )
    binding.route(account, [], since=EVER)
    return account


def change(page, **values) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


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


# --- Lost answers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "trouble",
    [
        {"done": True},
        {"done": True, "seconds": 2},
        {"done": False},
        {"done": True, "status": 502},
        {"done": False, "status": 500, "body": {"detail": "?"}},
        {"done": True, "status": 200, "body": {"ok": True}},
        {"done": True, "status": 204},
    ],
)
def test_one_item_whatever_happens_to_an_answer(account, partner, column, trouble):
    partner.trouble("POST", **trouble)
    published(column)

    settle_down(30)

    assert len(partner.items) == 1
    assert status_of(the_copy(account)) == Status.LIVE
    assert the_copy(account).url


@pytest.mark.parametrize(
    "answer",
    [
        b"[" * 100_000,
        b"x" * 2_000_000,
        b'{"id": 1, "url": null}',
        b'"\\u0000"',
        b"\xff\xfe",
        b'{"detail": "\\ud800\\u0000"}',
    ],
)
@pytest.mark.parametrize("status", [200, 422])
def test_an_answer_that_makes_no_sense_breaks_nothing(account, partner, column, answer, status):
    partner.trouble("POST", done=False, status=status, raw=answer)
    published(column)

    settle_down(30)

    copy = the_copy(account)
    assert status_of(copy) == (Status.LIVE if status == 200 else Status.EDITOR)
    assert "\x00" not in copy.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", None, 7, f"https://a/{'x' * 2000}"])
def test_an_address_that_is_none_is_not_shown(account, partner, column, url):
    partner.show_at = url
    published(column)

    settle_down()

    assert status_of(the_copy(account)) == Status.LIVE
    assert the_copy(account).url == ""


def test_an_item_that_was_found_is_not_sent_again(account, partner, column):
    partner.lose_answer("POST")
    published(column)

    settle_down()

    steps = list(Attempt.objects.order_by("pk").values_list("step", "result"))
    assert steps == [("post", "unknown"), ("look", "found")]


def test_sent_once_more_it_carries_the_same_key_and_is_known_by_it(account, partner, column):
    partner.trouble("POST", done=False)
    published(column)
    settle_down(30)
    first = partner.the_item()

    # A partner that was slow: it has the item by the time it is sent again.
    answer = channel_for(account).create(the_copy(account).sent_payload.body, {}, as_draft=False)

    assert answer.url == first.url
    assert len(partner.items) == 1


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_lost_answer_to_a_change_or_a_withdrawal_is_no_trouble(account, partner, column, method):
    page = published(column, title="旧标题")
    settle_down()
    partner.lose_answer(method, times=2)

    if method == "PUT":
        change(page, title="新标题")
    else:
        page.unpublish()
    settle_down(30)

    assert partner.titles() == (["新标题"] if method == "PUT" else [])


# --- Refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [413, 422, 451])
def test_what_is_wrong_with_the_page_is_told_to_its_editor(account, partner, column, status):
    partner.trouble("POST", done=False, status=status, body={"detail": "缺少主题分类"})
    page = published(column)
    settle_down()

    copy = the_copy(account)
    assert status_of(copy) == Status.EDITOR
    assert status == 413 or "缺少主题分类" in message_for(copy)

    change(page, title="改过之后")
    settle_down()
    assert partner.titles() == ["改过之后"]


@pytest.mark.parametrize(("status", "is_blocked"), [(400, False), (401, True), (403, True)])
def test_what_is_wrong_between_us_is_told_to_an_administrator(
    account, partner, column, status, is_blocked
):
    partner.trouble("POST", done=False, status=status)
    published(column)

    settle_down()

    account.refresh_from_db()
    assert account.is_blocked == is_blocked
    assert status_of(the_copy(account)) == Status.ADMINISTRATOR
    assert message_for(the_copy(account))


def test_another_item_under_the_same_id_is_never_taken_for_ours(account, partner, column):
    partner.trouble("POST", done=False, status=409, body={"id": "x", "key": "another"})
    published(column)

    settle_down()

    assert the_copy(account).code == "taken"
    assert status_of(the_copy(account)) == Status.ADMINISTRATOR


@pytest.mark.parametrize("status", [429, 503])
def test_a_partner_that_asks_for_patience_is_left_alone_for_so_long(
    account, partner, column, status
):
    partner.trouble("POST", done=False, status=status, headers={"Retry-After": "90"})
    published(column)
    one_round()

    account.refresh_from_db()
    wait = account.hold_until - timezone.now()
    assert timedelta(seconds=80) < wait <= timedelta(seconds=90)
    assert status_of(the_copy(account)) == Status.WAITING

    Account.objects.update(hold_until=None)
    ChannelCopy.objects.update(next_at=timezone.now())
    settle_down()
    assert len(partner.items) == 1


def test_a_wrong_base_address_is_never_taken_for_an_item_that_is_gone(account, partner, column):
    page = published(column)
    settle_down()
    Account.objects.update(base_url=partner.url.replace("/api", "/other"))
    partner.trouble("DELETE", done=False, status=404, body={"detail": "no such page"})

    page.unpublish()
    settle_down()

    assert len(partner.items) == 1
    assert status_of(the_copy(account)) == Status.ADMINISTRATOR


# --- Watching ------------------------------------------------------------------------------------


def look_again(account) -> None:
    ChannelCopy.objects.update(seen_at=None)
    watch.watch(account.pk)


def test_a_hundred_items_are_watched_with_one_request(account, partner, column):
    for number in range(3):
        published(column, title=f"第{number}篇")
    settle_down()
    before = partner.asked("GET")

    assert watch.watch(account.pk) == 3

    assert partner.asked("GET") == before + 1


def test_an_item_deleted_at_the_partner_is_missed_and_not_sent_again(account, partner, column):
    published(column)
    settle_down()
    look_again(account)
    partner.items.clear()

    look_again(account)
    settle_down()

    copy = the_copy(account)
    assert (copy.drift, copy.fault) == (Drift.DELETED, Fault.PERSON)
    assert HumanTask.objects.get(copy=copy, closed_at=None).kind == TaskKind.DRIFT
    assert partner.items == {}


def test_an_item_changed_by_hand_is_shown_with_both_versions(account, partner, column):
    published(column, title="我们的标题")
    settle_down()
    look_again(account)
    partner.edit(the_copy(account).remote["item"], title="他们的标题")

    look_again(account)

    copy = the_copy(account)
    assert copy.drift == Drift.EDITED
    assert (copy.first_seen["title"], copy.last_seen["title"]) == ("我们的标题", "他们的标题")


def test_a_change_of_an_item_that_is_gone_is_a_matter_for_a_person(account, partner, column):
    page = published(column)
    settle_down()
    partner.items.clear()

    change(page, title="新标题")
    settle_down()

    copy = the_copy(account)
    assert (copy.drift, copy.fault) == (Drift.DELETED, Fault.PERSON)
    assert HumanTask.objects.get(copy=copy, closed_at=None).kind == TaskKind.DRIFT
    assert partner.items == {}


def test_after_our_own_change_the_item_is_not_taken_for_changed_by_hand(account, partner, column):
    page = published(column, title="旧标题")
    settle_down()
    look_again(account)

    change(page, title="新标题")
    settle_down()
    look_again(account)

    assert the_copy(account).drift == Drift.NONE


# --- Signatures ----------------------------------------------------------------------------------


def test_with_a_wrong_secret_nothing_gets_in(account, partner, column):
    Account.objects.filter(pk=account.pk).update(app_secret="wrong")
    published(column)

    settle_down()

    assert partner.items == {}
    assert len(partner.refused) == 1
    account.refresh_from_db()
    assert account.is_blocked
    assert "签名" in message_for(the_copy(account))


def replayed(partner: Partner, original, **changes) -> int:
    """Send a recorded request once more, perhaps as another; return the partner's status."""
    method = changes.get("method", original.method)
    target = changes.get("target", original.target)
    headers = {**original.headers, **changes.get("headers", {})}
    return requests.request(
        method,
        f"{partner.url}{target}",
        headers={name: headers[name] for name in headers if name.startswith(("Fab", "Idem"))},
        data=changes.get("body", original.body),
        timeout=5,
    ).status_code


def test_a_recorded_request_opens_nothing(account, partner, column):
    published(column)
    settle_down()
    item_id = the_copy(account).remote["item"]
    channel_for(account).prove()
    posted = next(one for one in partner.requests if one.method == "POST")
    proof = next(one for one in partner.requests if one.method == "GET")
    partner.items.clear()

    assert replayed(partner, posted) == 401
    assert replayed(partner, posted, body=posted.body.replace(b"final", b"other")) == 401
    assert replayed(partner, posted, headers={"Idempotency-Key": "another"}) == 401
    assert replayed(partner, proof, method="DELETE", target=f"/items/{item_id}") == 401
    assert replayed(partner, proof, headers={"Fabuting-Timestamp": f"{time.time():.6f}"}) == 401
    assert partner.items == {}


def test_an_old_request_is_refused_though_it_was_never_seen(partner):
    stamp = f"{time.time() - 301:.6f}"
    sign = signing.signature(partner.secret, stamp, "", "GET", "/items?ids=", b"")
    answer = requests.get(
        f"{partner.url}/items?ids=",
        headers={signing.TIMESTAMP: stamp, signing.SIGNATURE: sign},
        timeout=5,
    )
    assert answer.status_code == 401


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
