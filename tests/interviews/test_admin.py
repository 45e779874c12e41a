"""What editors see of an interview: its editor, its steps, and what they may not do."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from interviews.ledger.receiving import receive
from interviews.models import InterviewPage, Step
from interviews.states import State
from tests.interviews.factories import InterviewIndexPageFactory, asked, brought_to, interview


@pytest.fixture
def recorder(index, django_user_model):
    """Somebody who conducts the interviews below this index, and publishes nothing."""
    user = django_user_model.objects.create_user("recorder", password="x")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "conduct"]))
    group = Group.objects.create(name="录入员")
    user.groups.add(group)
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=index, permission=change)
    return user


def _steps(sitting) -> str:
    return reverse("interviews:steps", args=[sitting.pk])


def _take(client, sitting, to):
    return client.post(reverse("interviews:take_step", args=[sitting.pk]), {"to": to}, follow=True)


def test_the_editor_tells_how_the_interview_stands(admin_client, live):
    asked(live)

    html = admin_client.get(
        reverse("wagtailadmin_pages:edit", args=[live.page_id])
    ).content.decode()

    assert "正在直播" in html
    assert "收到1条" in html
    assert _steps(live) in html


def test_a_new_interview_is_made_in_the_editor(admin_client, index):
    address = reverse("wagtailadmin_pages:add", args=["interviews", "interviewpage", index.pk])

    assert "请先保存页面" in admin_client.get(address).content.decode()


def test_a_step_is_taken_and_told(client, recorder, sitting):
    client.force_login(recorder)

    html = _take(client, sitting, State.ANNOUNCED).content.decode()

    sitting.refresh_from_db()
    assert sitting.stands == State.ANNOUNCED
    assert "访谈已转为：已预告" in html
    assert "recorder" in html


def test_obstacles_are_told_on_the_screen(client, recorder, index):
    page = interview(index, live=False)
    client.force_login(recorder)

    assert "尚未发布" in client.get(_steps(page.sitting)).content.decode()
    assert "尚未发布" in _take(client, page.sitting, State.ANNOUNCED).content.decode()


def test_what_would_be_left_is_on_the_screen(client, recorder, live):
    asked(live, "电梯什么时候装？")
    client.force_login(recorder)

    html = client.get(_steps(live)).content.decode()

    assert "如果现在结束" in html
    assert "电梯什么时候装？" in html


def test_words_nobody_let_pass_are_not_shown_to_whoever_edits_the_page(client, recorder, live):
    receive(live, "某某科长收了钱？")
    recorder.user_permissions.remove(Permission.objects.get(codename="conduct"))
    client.force_login(recorder)

    html = client.get(_steps(live)).content.decode()

    assert "某某科长" not in html
    assert "如果现在结束" not in html


def test_a_step_is_set_and_taken_off(client, recorder, sitting):
    client.force_login(recorder)
    due = timezone.localtime() + timedelta(days=1)
    client.post(
        reverse("interviews:plan_step", args=[sitting.pk]),
        {"to": State.ANNOUNCED, "due_at": f"{due:%Y-%m-%d %H:%M}"},
    )
    step = Step.objects.get()
    assert step.set_by == recorder

    client.post(reverse("interviews:cancel_step", args=[step.pk]))

    step.refresh_from_db()
    assert step.standing == Step.Standing.CANCELLED


def test_a_step_without_a_time_comes_back_with_the_reason(client, recorder, sitting):
    client.force_login(recorder)

    answer = client.post(
        reverse("interviews:plan_step", args=[sitting.pk]), {"to": State.ANNOUNCED, "due_at": ""}
    )

    assert "step__obstacle" in answer.content.decode()
    assert not Step.objects.exists()


@pytest.mark.parametrize("name", ["steps", "take_step", "plan_step"])
def test_another_departments_interview_has_no_screen(client, recorder, home, name):
    theirs = interview(InterviewIndexPageFactory(parent=home, slug="others")).sitting
    client.force_login(recorder)
    address = reverse(f"interviews:{name}", args=[theirs.pk])

    answer = client.get(address) if name == "steps" else client.post(address, {"to": "announced"})

    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_home")
    theirs.refresh_from_db()
    assert theirs.stands == State.PLANNED


def test_who_only_records_does_not_approve(client, recorder, sitting):
    brought_to(sitting, State.DRAFT)
    client.force_login(recorder)

    assert "您没有执行这一步的权限" in client.get(_steps(sitting)).content.decode()
    _take(client, sitting, State.REVIEWED)
    sitting.refresh_from_db()
    assert sitting.stands == State.DRAFT


def test_what_was_recorded_is_not_deleted_with_its_page(admin_client, live, index):
    for page in (live.page, index):
        answer = admin_client.post(
            reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True
        )
        assert "须予保留" in answer.content.decode()

    assert InterviewPage.objects.filter(pk=live.page_id).exists()


def test_what_was_recorded_is_not_deleted_among_many(admin_client, live, index):
    empty = interview(index)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    answer = admin_client.post(
        f"{address}?id={empty.pk}&id={live.page_id}&next={reverse('wagtailadmin_home')}",
        follow=True,
    )

    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_home")
    assert "须予保留" in answer.content.decode()
    assert InterviewPage.objects.filter(pk__in=[empty.pk, live.page_id]).count() == 2


def test_a_selection_that_never_began_may_go(admin_client, index):
    pages = [interview(index) for _each in range(2)]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    admin_client.post(f"{address}?" + "&".join(f"id={page.pk}" for page in pages))

    assert not InterviewPage.objects.exists()


def test_an_interview_that_never_began_may_go(admin_client, page):
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert not InterviewPage.objects.filter(pk=page.pk).exists()


def test_a_page_that_ends_before_it_begins_is_refused(page):
    page.ends_at = page.starts_at - timedelta(hours=1)

    with pytest.raises(Exception, match="早于"):
        page.full_clean()
