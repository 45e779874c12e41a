"""The screens of mass sends: who may do what, what they say, how often they ask the database."""

from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import ArticlePage
from syndication import choices, corrections, mass_sends
from syndication.channels.remedies import Remedy
from syndication.engine import addresses
from syndication.engine.plan import plan_page
from syndication.models import Account, ChannelCopy, MassSend
from syndication.models.account import Target
from syndication.models.mass_send import State
from syndication.status import Status, status_of
from syndication.verification.official import copies_of
from tests.syndication.engine_room import one_round, settle_down
from tests.syndication.mass_room import (
    assembled,
    chief,
    items,
    mass_account,
    previewed,
    sent_at,
    signed,
    worked,
)

pytestmark = pytest.mark.usefixtures("quick")
LIST = "/admin/syndication/mass/"


@pytest.fixture
def account(home, sandbox) -> Account:
    return mass_account(sandbox)


@pytest.fixture
def pages(account, column) -> list[ArticlePage]:
    return items(column, "头条", "次条", "三条")


def person(name: str, *permissions: str) -> Client:
    """Return the browser of somebody who may enter the admin and do these things."""
    user = get_user_model().objects.create_user(name, password="x")
    codenames = ["access_admin", *permissions]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    return unescape(response.content.decode())


def test_without_javascript_numbers_put_articles_in_order(account, pages, admin_client):
    address = f"{LIST}for/{account.pk}/"
    assert "头条" in text_of(admin_client.get(address))

    numbers = {f"position-{pages[0].pk}": "2", f"position-{pages[2].pk}": "1"}
    answer = admin_client.post(address, {**numbers, f"position-{pages[1].pk}": ""})

    send = MassSend.objects.get()
    assert answer.url == f"{LIST}{send.pk}/"
    assert [item.title for item in send.items.all()] == ["三条", "头条"]


def test_looking_for_an_article_keeps_what_is_chosen(account, pages, column, admin_client):
    items(column, "城市更新实施办法", "城市绿化通告")
    chosen = {f"position-{pages[1].pk}": "1", "q": "城市 办法", "look": "1"}

    answer = admin_client.post(f"{LIST}for/{account.pk}/", chosen)

    assert answer.status_code == 200
    assert [one.copy.title for one in answer.context["chosen"]] == ["次条"]
    assert [one.copy.title for one in answer.context["others"]] == ["城市更新实施办法"]
    assert not MassSend.objects.exists()


def test_what_is_found_nowhere_is_said(account, pages, admin_client):
    answer = admin_client.post(f"{LIST}for/{account.pk}/", {"q": "无此文章", "look": "1"})
    assert "没有其他标题包含“无此文章”的已发布文章。" in text_of(answer)


@pytest.mark.parametrize("number", ["x", "-1", "1e3", "٣x", "99999"])
def test_what_is_no_number_is_not_chosen(account, pages, admin_client, number):
    answer = admin_client.post(
        f"{LIST}for/{account.pk}/", {f"position-{pages[0].pk}": number, "position-x": "1"}
    )
    assert answer.status_code == 422
    assert "请至少选择一篇文章。" in text_of(answer)


def test_an_account_that_proposes_begins_with_its_proposals(account, pages, admin_client):
    Account.objects.update(target=Target.PROPOSE)
    shown = text_of(admin_client.get(f"{LIST}for/{account.pk}/"))
    assert shown.count("候选</span>") == 3
    assert 'value="3"' in shown


def test_a_mass_send_is_previewed_signed_and_followed_on_its_screen(
    account, pages, admin_client, sandbox
):
    send = assembled(account, pages)
    screen = f"{LIST}{send.pk}/"
    assert "组稿中" in text_of(admin_client.get(screen))

    admin_client.post(f"{screen}preview/", {"to": ["wang"]})
    worked(send)
    assert "已预览，待签发" in text_of(admin_client.get(screen))

    shown = text_of(admin_client.get(f"{screen}sign/"))
    assert "全部关注者" in shown
    assert "今天还可群发1次（共1次）" in shown
    admin_client.post(f"{screen}sign/", {"seen": mass_sends.fingerprint(send)})
    worked(send)
    assert "已发送" in text_of(admin_client.get(screen))
    assert len(sent_at(sandbox)) == 1


def test_what_stopped_the_sending_is_said_in_plain_words(account, pages, admin_client):
    send = signed(previewed(account, pages))
    ArticlePage.objects.get(pk=pages[1].pk).unpublish()
    worked(send)
    shown = text_of(admin_client.get(f"{LIST}{send.pk}/"))
    assert "“次条”：组稿之后已撤下，没有发送。请移出该篇，重新发送预览。" in shown


def test_a_deadline_is_shown_while_the_administrator_is_waited_for(
    account, pages, admin_client, sandbox
):
    sandbox.control("wechat/accounts", app_id=account.app_id, mass_protection=True)
    send = worked(signed(previewed(account, pages)))
    shown = text_of(admin_client.get(f"{LIST}{send.pk}/"))
    assert "等待管理员确认" in shown
    assert "前用手机确认，逾期不会发送。" in shown
    assert 'data-live="yes"' in shown

    ArticlePage.objects.get(pk=pages[1].pk).unpublish()
    plan_page(pages[1].pk)
    shown = text_of(admin_client.get(f"{LIST}{send.pk}/"))
    assert "签发之后已撤下或有改动：“次条”。请管理员拒绝这次群发。" in shown


@pytest.mark.parametrize(
    ("permissions", "may"),
    [
        ([], {"list": 302, "assemble": 302, "sign": 302}),
        (["add_masssend"], {"list": 200, "assemble": 200, "sign": 302}),
        (["sign_masssend"], {"list": 200, "assemble": 302, "sign": 200}),
    ],
)
def test_assembling_and_signing_are_different_permissions(account, pages, permissions, may):
    client = person("某人", *permissions)
    send = previewed(account, pages)
    addresses = {
        "list": LIST,
        "assemble": f"{LIST}{send.pk}/assemble/",
        "sign": f"{LIST}{send.pk}/sign/",
    }
    assert {name: client.get(path).status_code for name, path in addresses.items()} == may


def test_who_may_only_assemble_cannot_sign_by_posting(account, pages):
    client = person("组稿人", "add_masssend")
    send = previewed(account, pages)
    client.post(f"{LIST}{send.pk}/sign/", {"seen": mass_sends.fingerprint(send)})
    send.refresh_from_db()
    assert send.state == State.PREVIEWED


def test_the_list_asks_the_database_as_often_for_many_as_for_few(account, pages, admin_client):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert admin_client.get(LIST).status_code == 200
        return len(captured)

    assembled(account, pages)
    queries()
    few = queries()
    for _ in range(10):
        assembled(account, pages)
    assert queries() == few


def test_a_proposal_needs_a_platform_that_mass_sends(home, admin_client):
    answer = admin_client.post(
        "/admin/syndication/accounts/new/",
        {
            "kind": "weibo",
            "name": "微博",
            "app_id": "1",
            "new_app_secret": "s",
            "target": "propose",
        },
    )
    assert "该平台没有群发功能。" in text_of(answer)


# --- Beside the page's own copy ----------------------------------------------------------------


@pytest.fixture
def sent(account, pages) -> MassSend:
    send = worked(signed(previewed(account, pages)))
    assert send.state == State.SENT
    return send


def test_board_and_panel_know_the_article_that_went_to_all(sent, pages, admin_client):
    board = text_of(admin_client.get("/admin/syndication/"))
    panel = text_of(admin_client.get(f"/admin/syndication/pages/{pages[0].pk}/"))
    assert board.count("· 群发") == 3
    assert "群发：" in panel
    copy = ChannelCopy.objects.filter(part=sent.part).first()
    history = text_of(admin_client.get(f"/admin/syndication/copies/{copy.pk}/"))
    assert "系统无法巡查它是否仍在" in history


def test_the_articles_foot_lists_it_with_its_address(sent, pages):
    copy = ChannelCopy.objects.get(part=sent.part, page_ref=pages[0].pk)
    copy.url = "https://mp.weixin.qq.com/s/abcdefgh"
    copy.save()
    addresses.went_live(copy)
    listed = copies_of({pages[0].pk: pages[0].last_published_at})[pages[0].pk]
    assert [one.went_to_all for one in listed] == [False, True]


def test_a_correction_plan_offers_deleting_it_for_good_or_leaving_it(sent, pages, sandbox):
    page = ArticlePage.objects.get(pk=pages[0].pk)
    plan = corrections.open_for_change(page, chief())
    page.body = [("paragraph", "<p>更正后的正文。</p>")]
    page.save_revision().publish()
    plan_page(page.pk)
    lines = corrections.lines_of_change(page.pk)
    offered = {line.copy.part: {offer.remedy for offer in line.offers} for line in lines}
    assert Remedy.REPLACE not in offered[sent.part]
    assert {Remedy.DELETE, Remedy.LEAVE, Remedy.NOTICE} <= offered[sent.part]
    own, to_all = (next(x.copy for x in lines if x.copy.part == part) for part in ("", sent.part))

    decisions = {own.pk: Remedy.LEAVE, to_all.pk: Remedy.DELETE}
    corrections.sign(plan, chief(), decisions, "正文有误。")
    settle_down()

    to_all.refresh_from_db()
    assert status_of(to_all) == Status.LEFT_OUT
    plan.refresh_from_db()
    assert plan.settled_at is not None
    assert len(sent_at(sandbox)) == 1


def test_leaving_it_marks_it_as_kept(sent, pages):
    page = ArticlePage.objects.get(pk=pages[0].pk)
    plan = corrections.open_for_change(page, chief())
    page.body = [("paragraph", "<p>更正后的正文。</p>")]
    page.save_revision().publish()
    plan_page(page.pk)
    decisions = {line.copy.pk: Remedy.LEAVE for line in corrections.lines_of_change(page.pk)}
    corrections.sign(plan, chief(), decisions, "")
    settle_down()
    copies = ChannelCopy.objects.filter(page_ref=page.pk)
    assert {status_of(copy) for copy in copies} == {Status.KEPT}


def test_leaving_the_account_out_withdraws_both(sent, pages):
    choices.leave_out(pages[0], sent.account)
    plan_page(pages[0].pk)
    settle_down()
    copies = ChannelCopy.objects.filter(page_ref=pages[0].pk)
    assert {copy.is_there for copy in copies} == {False}


def test_what_the_days_deletions_do_not_reach_waits(sent, pages, sandbox):
    sandbox.control(
        "wechat/accounts", app_id=sent.account.app_id, quotas={"message/mass/delete": 1}
    )
    for page in pages[:2]:
        ArticlePage.objects.get(pk=page.pk).unpublish()
    for _ in range(5):
        one_round()
    withdrawn = ChannelCopy.objects.filter(part=sent.part, wanted=False)
    assert sorted(copy.is_there for copy in withdrawn) == [False, True]
    assert {copy.code for copy in withdrawn if copy.is_there} == {"45009"}
