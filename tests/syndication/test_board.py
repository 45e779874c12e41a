"""The board shows every copy as it is, to those who may see it, at a constant number of queries."""

import io
from itertools import product

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission

from syndication.filtering import TROUBLED, counted, of_statuses, with_statuses
from syndication.models import Account, ChannelCopy, Correction, CorrectionItem, HumanTask, Payload
from syndication.models.copy import Drift, Fault, Position
from syndication.status import Status, status_of
from tests.home.factories import ArticlePageFactory, ColumnPageFactory

BOARD = "/admin/syndication/"


@pytest.fixture
def account(db) -> Account:
    return Account.objects.create(kind="weibo", name="云汀发布微博", app_id="1", remote_id="2")


def copy_of(page, account: Account, **values) -> ChannelCopy:
    return ChannelCopy.objects.create(
        **{"page": page, "page_ref": page.pk, "account": account, "title": page.title, **values}
    )


def test_the_database_and_the_object_tell_the_same_status(home, column, account):
    old, new = (Payload.objects.freeze("weibo", {"text": text}) for text in ("旧", "新"))
    locked = Account.objects.create(kind="weibo", name="停", app_id="3", blocked_code="21327")
    page = ArticlePageFactory(parent=column)
    correction = Correction.objects.create(page_ref=page.pk, kind="major", title="更正")
    now = timezone.now()
    rows = product(
        [account, locked],
        Position.values,
        [True, False],
        ["", "editor", "administrator", "reviewer", "person"],
        [{}, {"mid": "1"}],
        [(old, old, None), (old, new, None), (old, new, new), (None, new, None)],
        [(now, True), (now, False), (None, False)],
    )
    copies = [
        ChannelCopy(
            page_ref=number,
            account=whose,
            title="标题",
            position=position,
            wanted=wanted,
            fault=fault,
            remote=remote,
            sent_payload=sent,
            payload=payload,
            settled_payload=settled,
            next_at=next_at,
            held=held,
            left_out=number % 3 == 0,
            closed=number % 4 == 0,
            drift=Drift.EDITED if number % 5 == 0 else Drift.NONE,
        )
        for number, (
            whose, position, wanted, fault, remote, (sent, payload, settled), (next_at, held),
        ) in enumerate(rows)
    ]  # fmt: skip
    ChannelCopy.objects.bulk_create(copies)
    some = ChannelCopy.objects.filter(page_ref__lt=400).order_by("page_ref")
    for copy in some[::7]:
        item = CorrectionItem.objects.create(correction=correction, copy=copy)
        ChannelCopy.objects.filter(pk=copy.pk).update(correcting=item)

    told = with_statuses(ChannelCopy.objects.select_related("account"))

    assert [copy.state for copy in told] == [status_of(copy).value for copy in told]
    assert {copy.state for copy in told} >= {status.value for status in TROUBLED}
    totals = counted(ChannelCopy.objects.all())
    assert sum(totals.values()) == len(copies)
    assert of_statuses(ChannelCopy.objects.all(), [Status.LIVE]).count() == totals[Status.LIVE]


def test_more_items_cost_no_more_queries(
    home, column, account, admin_client, django_assert_num_queries, django_assert_max_num_queries
):
    def shown(number: int) -> None:
        for _ in range(number):
            page = ArticlePageFactory(parent=column)
            copy_of(page, account, position=Position.LIVE)

    shown(2)
    admin_client.get(BOARD)
    with django_assert_max_num_queries(40) as few:
        admin_client.get(BOARD)
    shown(20)

    with django_assert_num_queries(len(few)):
        assert admin_client.get(BOARD).status_code == 200


def test_the_board_can_be_narrowed_down(home, column, account, admin_client):
    other = ColumnPageFactory(parent=home, title="通知", slug="tongzhi")
    copy_of(ArticlePageFactory(parent=column, title="甲稿"), account, position=Position.LIVE)
    copy_of(ArticlePageFactory(parent=other, title="乙稿"), account, fault=Fault.EDITOR)

    def found(query: str) -> list[str]:
        answer = admin_client.get(f"{BOARD}?{query}")
        return [item.title for item in answer.context["items"]]

    assert found("q=甲") == ["甲稿"]
    assert found("status=editor") == found("status=not_in_step&q=乙") == ["乙稿"]
    assert found(f"column={other.pk}") == ["乙稿"]
    assert found("kind=wechat") == []
    assert len(found("since=nonsense&account=x&p=99999&status=none")) == 2


def test_an_editor_sees_only_what_they_may_edit(home, column, account, client, django_user_model):
    HumanTask.objects.create(kind="delete", account=account)
    other = ColumnPageFactory(parent=home, title="通知", slug="tongzhi")
    copy_of(ArticlePageFactory(parent=column, title="本栏目"), account)
    foreign = copy_of(ArticlePageFactory(parent=other, title="别处"), account)
    group = Group.objects.create(name="要闻编辑")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page=column, permission=Permission.objects.get(codename=codename)
        )
    user = django_user_model.objects.create_user("编辑")
    user.groups.add(group)
    client.force_login(user)

    answer = client.get(BOARD)

    assert [item.title for item in answer.context["items"]] == ["本栏目"]
    assert answer.context["open_tasks"] == 0
    assert client.get(reverse("syndication:history", args=[foreign.pk])).status_code == 404
    client.post(reverse("syndication:board_act"), {"copy": foreign.pk, "action": "hold"})
    foreign.refresh_from_db()
    assert not foreign.held


def test_copies_are_held_let_go_and_cancelled_in_bulk(home, column, account, admin_client):
    copies = [copy_of(ArticlePageFactory(parent=column), account) for _ in range(3)]
    keys = [copy.pk for copy in copies]

    def act(action: str) -> None:
        answer = admin_client.post(
            reverse("syndication:board_act"), {"copy": keys, "action": action}
        )
        assert answer.status_code == 302

    act("hold")
    assert ChannelCopy.objects.filter(held=True).count() == 3
    act("let_go")
    assert not ChannelCopy.objects.filter(held=True).exists()
    act("cancel")
    assert ChannelCopy.objects.filter(left_out=True).count() == 3


def test_a_copy_that_waits_for_a_release_opened_by_hand_is_seen_to_be_held_back(
    home, column, account, admin_client
):
    page = ArticlePageFactory(parent=column)
    copy = copy_of(page, account, wanted=True, code="waits_for_release", next_at=None)

    admin_client.post(reverse("syndication:board_act"), {"copy": [copy.pk], "action": "hold"})

    copy.refresh_from_db()
    assert status_of(copy) == Status.HELD
    assert counted(ChannelCopy.objects.all()) == {Status.HELD: 1}


def test_the_board_is_exported_without_formulas(home, column, account, admin_client):
    copy_of(ArticlePageFactory(parent=column, title="=1+1"), account)

    csv = b"".join(admin_client.get(f"{BOARD}?export=csv").streaming_content).decode()
    xlsx = b"".join(admin_client.get(f"{BOARD}?export=xlsx").streaming_content)

    assert csv.startswith("\ufeff")
    assert "'=1+1" in csv
    assert "\n=1+1" not in csv
    sheet = load_workbook(io.BytesIO(xlsx)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["'=1+1"]
