"""The list of human tasks and its filters."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from syndication.admin.task_steps import steps_of
from syndication.channels.registry import kinds
from syndication.engine import tasks_for_people as people
from syndication.models import Account, ChannelCopy, HumanTask
from syndication.models.task import TaskKind
from tests.syndication.engine_room import wechat_account, weibo_account

pytestmark = pytest.mark.django_db
TASKS = "humantask:index"


def listed(client, **query):
    return set(client.get(reverse(TASKS), query).context["object_list"])


@pytest.fixture
def tasks(sandbox):
    return [
        HumanTask.objects.create(account=wechat_account(sandbox), kind=TaskKind.ACCOUNT),
        HumanTask.objects.create(
            account=weibo_account(sandbox), kind=TaskKind.RENEW, closed_at=timezone.now()
        ),
    ]


def test_the_list_can_be_narrowed_to_what_is_still_open(admin_client, tasks):
    open_task, closed_task = tasks

    assert listed(admin_client, closed_at__isnull="true") == {open_task}
    assert listed(admin_client, closed_at__isnull="false") == {closed_task}


def test_the_list_can_be_narrowed_to_an_account(admin_client, tasks):
    assert listed(admin_client, account=tasks[1].account_id) == {tasks[1]}


def test_the_filters_have_chinese_labels(admin_client, tasks):
    form = admin_client.get(reverse(TASKS)).context["filters"].form

    assert {str(field.label) for field in form} == {"尚未完成", "账号", "任务"}


def test_what_is_still_open_comes_first(admin_client, tasks):
    response = admin_client.get(reverse(TASKS))

    assert list(response.context["object_list"]) == tasks


def test_a_due_time_is_a_date_and_says_when_it_has_passed(admin_client, tasks):
    open_task, closed_task = tasks
    HumanTask.objects.filter(pk=open_task.pk).update(due_at=datetime(2026, 1, 5, 10, 0, tzinfo=UTC))
    HumanTask.objects.filter(pk=closed_task.pk).update(
        due_at=datetime(2026, 1, 6, 10, 0, tzinfo=UTC)
    )

    shown = admin_client.get(reverse(TASKS)).content.decode()

    assert "2026-01-05 18:00，已超期" in shown
    assert "2026-01-06 18:00" in shown
    assert "2026-01-06 18:00，已超期" not in shown


@pytest.mark.parametrize("channel", kinds())
@pytest.mark.parametrize("kind", TaskKind)
def test_every_task_says_on_every_channel_what_to_do_step_by_step(channel, kind):
    steps = steps_of(HumanTask(account=Account(kind=channel), kind=kind))

    assert steps and all(steps)
    if kind in {TaskKind.FIND, TaskKind.DELETE, TaskKind.CHANGE}:
        assert len(steps) > 2


def test_the_steps_stand_on_the_tasks_own_screen_in_order(admin_client, sandbox):
    task = HumanTask.objects.create(account=wechat_account(sandbox), kind=TaskKind.DELETE)

    shown = admin_client.get(reverse("humantask:edit", args=[task.pk])).content.decode()

    steps = ("由管理员或运营者扫码", "发表记录", "选“删除”", "原链接")
    places = [shown.index(step) for step in steps]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", TaskKind.about_copies())
def test_a_task_about_a_copy_is_due_later_and_never_at_once(sandbox, kind):
    copy = ChannelCopy.objects.create(account=wechat_account(sandbox), page_ref=1, title="停水通知")

    people.ask(copy, kind, "change_by_hand", "")

    assert copy.tasks.get().due_at > timezone.now()
