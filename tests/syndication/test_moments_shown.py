"""What people see of an interview's moments: panel, previews, board, export, verification, foot."""

import re

import pytest
from django.urls import reverse

from interviews.models import InterviewPage
from interviews.record import acts
from story import Moment
from syndication.admin.account_form import AccountForm
from syndication.admin.edition_form import EditionForm
from syndication.admin.previewing import preview_modes
from syndication.models import Account, ChannelCopy, Edition
from syndication.models.copy import Position
from tests.interviews.factories import InterviewIndexPageFactory
from tests.syndication.engine_room import (
    articles,
    posts,
    settle_down,
    wechat_account,
    weibo_account,
)
from tests.syndication.moments_room import announce, archive, go_live, planned, talk
from tests.syndication.verification.asking_room import answer

pytestmark = pytest.mark.usefixtures("quick")

TALK = (
    ("老旧小区什么时候加装电梯？", "今年年底前开工。"),
    ("停车位够不够？", "新增车位三百个。"),
)


@pytest.fixture
def accounts(sandbox, home) -> tuple[Account, Account]:
    return wechat_account(sandbox), weibo_account(sandbox)


@pytest.fixture
def page(home, accounts) -> InterviewPage:
    return planned(InterviewIndexPageFactory(parent=home))


@pytest.fixture
def told(page) -> InterviewPage:
    announce(page)
    settle_down()
    go_live(page)
    talk(page, *TALK)
    settle_down()
    archive(page)
    settle_down()
    return InterviewPage.objects.get(pk=page.pk)


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def rows_of(client, page) -> list[tuple[str, str]]:
    panel = client.get(reverse("syndication:copies", args=[page.pk]))
    return [(row.name, row.label) for row in panel.context["rows"]]


def test_the_panel_has_a_line_for_each_moment(admin_client, page):
    assert rows_of(admin_client, page) == [
        ("云汀发布公众号 · 预告", "届时自动发送"),
        ("云汀发布微博 · 预告", "届时自动发送"),
        ("云汀发布微博 · 正在直播", "届时自动发送"),
    ]
    announce(page)
    settle_down()
    go_live(page)
    settle_down()
    assert rows_of(admin_client, page) == [
        ("云汀发布公众号 · 预告", "已发布"),
        ("云汀发布微博 · 预告", "已发布"),
        ("云汀发布微博 · 正在直播", "已发布"),
    ]


def test_the_panel_and_the_board_ask_as_often_for_one_moment_as_for_three(
    admin_client, page, django_assert_max_num_queries
):
    shown = [reverse("syndication:copies", args=[page.pk]), reverse("syndication:board")]
    announce(page)
    settle_down()
    before = []
    for url in shown:
        admin_client.get(url)
        with django_assert_max_num_queries(60) as queries:
            admin_client.get(url)
        before.append(len(queries))
    go_live(page)
    settle_down()
    for url, number in zip(shown, before, strict=True):
        with django_assert_max_num_queries(number + 1):
            admin_client.get(url)


def test_each_moment_can_be_previewed_before_it_comes(admin_client, page, accounts):
    modes = {label: view for _name, label, view in preview_modes(page)}
    assert list(modes) == [
        "微信公众号 · 云汀发布公众号 · 预告",
        "微博 · 云汀发布微博 · 预告",
        "微博 · 云汀发布微博 · 正在直播",
    ]
    mode = f"syndication-{accounts[1].pk}-announce"
    response = page.make_preview_request(preview_mode=mode)
    response.render()
    assert "访谈预告｜老旧小区怎么改" in response.content.decode()


def test_each_moment_has_a_version_of_its_own(admin_client, sandbox, page, accounts):
    url = reverse("syndication:edition", args=[page.pk, accounts[1].pk, "announce"])
    assert admin_client.get(url).status_code == 200
    saved = admin_client.post(url, {"text": "明天上午来提问", "send_at": "", "release": ""})
    assert saved.status_code == 200
    announce(page)
    settle_down()
    go_live(page)
    settle_down()
    texts = [post["sent_text"] for post in posts(sandbox)]
    assert sum(text.startswith("明天上午来提问") for text in texts) == 1
    assert sum("正在直播｜" in text for text in texts) == 1
    assert Edition.objects.get().moment == Moment.ANNOUNCE


def test_a_moment_that_a_page_does_not_tell_has_no_version(admin_client, page, accounts):
    url = reverse("syndication:edition", args=[page.pk, accounts[1].pk, "final"])
    assert admin_client.get(url).status_code == 404


def test_an_editor_chooses_the_questions_for_an_account(admin_client, sandbox, told, accounts):
    wechat = accounts[0]
    story = told.syndication_story_at(Moment.FINAL)
    form = EditionForm(wechat, story)
    keys = [key for key, _title in form.fields["dialogues"].choices]
    assert len(keys) == 3
    assert "dialogues" not in EditionForm(wechat, told.syndication_story_at(Moment.LIVE)).fields
    Account.objects.update(on_change="replace")

    url = reverse("syndication:edition", args=[told.pk, wechat.pk, "final"])
    answered = admin_client.post(url, {"dialogues": keys[1:2], "send_at": "", "release": ""})
    assert answered.status_code == 200
    settle_down()

    [record] = [row for row in articles(sandbox) if row["title"].startswith("访谈实录")]
    assert "加装电梯" in record["content"]
    assert "停车位" not in record["content"]
    assert "全部 3 段问答中的 1 段" in record["content"]


def test_board_history_and_export_name_the_moment(admin_client, told):
    board = words(admin_client.get(reverse("syndication:board")))
    for moment in ("预告", "正在直播", "实录"):
        assert f"云汀发布微博 · {moment}" in board
    copy = ChannelCopy.objects.get(part="live")
    history = words(admin_client.get(reverse("syndication:history", args=[copy.pk])))
    assert "正在直播" in history
    export = admin_client.get(reverse("syndication:board") + "?export=csv")
    lines = b"".join(export.streaming_content).decode().splitlines()
    assert len(lines) == 6
    assert sum(",正在直播," in line for line in lines) == 1


def test_a_person_leaves_out_one_moment_in_the_panel(admin_client, sandbox, told, accounts):
    url = reverse("syndication:leave_out", args=[told.pk, accounts[1].pk, "announce"])
    assert admin_client.post(url).status_code == 200
    settle_down()
    assert len(posts(sandbox)) == 2
    assert ChannelCopy.objects.get(account=accounts[1], part="announce").left_out


def test_links_are_told_by_their_moment(told, client, accounts):
    copy = ChannelCopy.objects.get(part="announce", account=accounts[0])
    found = answer(copy.url)
    assert (found.title, found.moment, found.moment_name) == ("老旧小区怎么改", "announce", "预告")
    foot = client.get(told.url).content.decode().partition('<section class="copies"')[2]
    for moment in ("预告", "正在直播", "实录"):
        assert f"云汀发布微博 · {moment}" in foot


def test_a_corrected_turn_makes_the_record_older_than_the_page_and_nothing_else(told, accounts):
    sitting = told.sitting
    turn = sitting.turns.get(text=TALK[0][1])
    acts.edit(sitting, turn.number, turn.version, "明年年底前开工。", None, note="年份有误")
    settle_down()
    verdicts = {
        copy.part: answer(copy.url).verdict
        for copy in ChannelCopy.objects.filter(account=accounts[1])
    }
    assert verdicts == {"announce": "current", "live": "current", "": "corrected"}


def test_an_account_is_asked_which_moments_it_takes(accounts, page):
    wechat = accounts[0]
    form = AccountForm(instance=wechat)
    assert form["moments"].value() == ["announce", "final"]
    assert "moments" not in AccountForm().fields
    announce(page)
    settle_down()
    filled = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in filled.items()}
    bound = AccountForm({**data, "moments": ["announce", "live", "final"]}, instance=wechat)
    assert bound.is_valid(), bound.errors
    bound.save()
    go_live(page)
    settle_down()
    assert ChannelCopy.objects.get(account=wechat, part="live").position == Position.LIVE
