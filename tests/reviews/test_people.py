"""Deputies, reviewers who leave, and items that nobody could decide any more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import Assignment, Deputy, SignOff
from reviews.names import name_of
from reviews.signing import NotAllowed
from reviews.waiting import waiting_for, without_reviewers
from tests.reviews.desk import again, form_of, group, is_live, newest, person, stage_now, waiting


def deputy_of(principal, deputy, *, days: int = 7, begins: int = 0, **values) -> Deputy:
    now = timezone.now()
    return Deputy.objects.create(
        principal=principal,
        deputy=deputy,
        begins_at=now + timedelta(days=begins) - timedelta(minutes=1),
        ends_at=now + timedelta(days=begins + days),
        reason="出差",
        named_by="本人",
        **values,
    )


@pytest.fixture
def outsider(newsroom):
    return person("outsider", group("其他处室"), last_name="代", first_name="理")


@pytest.fixture
def manager(newsroom):
    return person("manager", group("审校管理", None, "manage_reviews"))


# --- Deputies ---------------------------------------------------------------------------------


def test_a_deputy_decides_on_behalf_and_that_is_kept(newsroom, outsider):
    deputy_of(newsroom.people[0], outsider)
    article = newsroom.handed_in()
    newsroom.approve(article, outsider)
    row = SignOff.objects.get()
    assert (row.user, row.behalf_of) == (outsider, newsroom.people[0])
    assert row.who == f"{name_of(outsider)}（代{name_of(newsroom.people[0])}）"


def test_a_deputy_comes_into_the_editor_while_the_item_is_at_the_stage(newsroom, outsider, client):
    deputy_of(newsroom.people[0], outsider)
    article = newsroom.handed_in()
    client.force_login(outsider)
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert client.get(edit).status_code == 200
    newsroom.approve(article, outsider)
    assert client.get(edit).status_code == 302


@pytest.mark.parametrize(
    "ending",
    [
        lambda row: Deputy.objects.filter(pk=row.pk).update(ends_at=timezone.now()),
        lambda row: Deputy.objects.filter(pk=row.pk).update(ended_at=timezone.now()),
        lambda row: Deputy.objects.filter(pk=row.pk).update(
            begins_at=timezone.now() + timedelta(days=1)
        ),
        lambda row: row.principal.groups.clear(),
        lambda row: type(row.principal).objects.filter(pk=row.principal_id).update(is_active=False),
        lambda row: type(row.deputy).objects.filter(pk=row.deputy_id).update(is_active=False),
    ],
    ids=["over", "ended", "not yet", "left the group", "principal gone", "deputy gone"],
)
def test_a_delegation_is_worth_what_its_principal_may(newsroom, outsider, ending):
    ending(deputy_of(newsroom.people[0], outsider))
    outsider.refresh_from_db()
    with pytest.raises(NotAllowed):
        newsroom.approve(newsroom.handed_in(), outsider)


def test_a_delegation_for_one_stage_is_for_that_one_only(newsroom, outsider):
    newsroom.people[0].groups.add(newsroom.groups[1])
    deputy_of(newsroom.people[0], outsider, stage=newsroom.stages[1])
    article = newsroom.handed_in()
    with pytest.raises(NotAllowed):
        newsroom.approve(article, outsider)


def test_a_deputy_does_not_get_round_the_rules(newsroom, outsider):
    first, second, _third = newsroom.people
    deputy_of(first, outsider)
    deputy_of(second, outsider)
    article = newsroom.handed_in()
    newsroom.approve(article, outsider)
    with pytest.raises(NotAllowed, match="另一审级"):
        newsroom.approve(article, outsider)
    # Nor does a reviewer sign once in person and once by a deputy.
    deputy_of(first, newsroom.people[2])
    first.groups.add(newsroom.groups[1])
    article = newsroom.handed_in()
    newsroom.approve(article, first)
    newsroom.people[1].groups.clear()
    with pytest.raises(NotAllowed):
        newsroom.approve(article, newsroom.people[2])


def test_a_reviewer_names_their_own_deputy_and_ends_it(newsroom, outsider, client):
    first, second, third = newsroom.people
    client.force_login(first)
    path = reverse("reviews:deputies")
    now = timezone.localtime()
    told = {
        "principal": first.pk, "deputy": third.pk, "reason": "参加培训",
        "begins_at": f"{now:%Y-%m-%d %H:%M}",
        "ends_at": f"{now + timedelta(days=3):%Y-%m-%d %H:%M}",
    }  # fmt: skip
    assert client.post(path, told).status_code == 302
    row = Deputy.objects.get()
    newsroom.approve(newsroom.handed_in(), third)
    client.post(reverse("reviews:end_deputy", args=[row.pk]))
    with pytest.raises(NotAllowed):
        newsroom.approve(newsroom.handed_in(), third)
    # For somebody else only who manages reviews does it, and only they see everybody's name.
    for bad in (
        {"principal": second.pk}, {"deputy": outsider.pk}, {"deputy": first.pk},
        {"ends_at": told["begins_at"]}, {"reason": ""},
    ):  # fmt: skip
        assert client.post(path, {**told, **bad}).status_code == 200
    assert Deputy.objects.count() == 1
    assert "outsider" not in client.get(path).content.decode()


def test_who_manages_reviews_names_deputies_for_others(newsroom, outsider, manager, client):
    client.force_login(manager)
    now = timezone.localtime()
    told = {
        "principal": newsroom.people[0].pk, "deputy": outsider.pk, "reason": "病假",
        "begins_at": f"{now:%Y-%m-%d %H:%M}",
        "ends_at": f"{now + timedelta(days=3):%Y-%m-%d %H:%M}",
    }  # fmt: skip
    assert client.post(reverse("reviews:deputies"), told).status_code == 302
    assert Deputy.objects.get().named_by == "manager"


# --- Reviewers who leave ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "leave",
    [
        lambda user: user.groups.clear(),
        lambda user: type(user).objects.filter(pk=user.pk).update(is_active=False),
        lambda user: user.delete(),
    ],
    ids=["loses the group", "is deactivated", "is deleted"],
)
def test_an_item_stays_at_its_stage_and_is_listed_when_nobody_can_review(
    newsroom, manager, outsider, leave, client
):
    article = newsroom.handed_in(title="无人可审的稿件")
    leave(newsroom.people[0])
    assert stage_now(article) == "一审"
    [item] = waiting_for(manager, sees_all=True)
    assert item.is_stuck
    assert [stage.label for stage in without_reviewers()] == ["一审"]
    client.force_login(manager)
    for path in (reverse("reviews:board") + "?show=stuck", reverse("wagtailadmin_home")):
        shown = client.get(path).content.decode()
        assert "无人可审的稿件" in shown and "新闻三审·一审" in shown

    appoint = reverse("reviews:appoint", args=[waiting(article).pk])
    assert client.get(appoint).status_code == 200
    answer = client.post(appoint, {"user": outsider.pk, "reason": "原审核员调离"})
    assert answer.status_code == 302
    newsroom.approve(article, outsider)
    assert stage_now(article) == "二审"
    row = SignOff.objects.get()
    assert (row.user, row.appointed_by) == (outsider, "manager")


def test_an_appointment_is_for_one_item_and_one_stage(newsroom, outsider):
    article, other = newsroom.handed_in(), newsroom.handed_in()
    Assignment.objects.create(
        workflow_state=again(article).current_workflow_state, stage=newsroom.stages[0],
        user=outsider, reason="顶班", appointed_by="管理员",
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        newsroom.approve(other, outsider)
    newsroom.approve(article, outsider)
    with pytest.raises(NotAllowed):
        newsroom.approve(article, outsider)


def test_only_who_manages_reviews_appoints(newsroom, outsider, client):
    article = newsroom.handed_in()
    client.force_login(newsroom.people[0])
    path = reverse("reviews:appoint", args=[waiting(article).pk])
    client.post(path, {"user": outsider.pk, "reason": "顶班顶班"})
    assert not Assignment.objects.exists()


def test_whoever_hands_in_is_told_that_nobody_is_there(newsroom, client):
    newsroom.people[0].groups.clear()
    article = newsroom.draft()
    client.force_login(newsroom.writer)
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    shown = client.post(edit, {**form_of(article), "action-submit": "1"}, follow=True)
    assert stage_now(article) == "一审"
    assert "目前无人可审" in shown.content.decode()


def test_the_writer_is_nobody_who_could_review(newsroom, manager):
    newsroom.people[0].groups.clear()
    newsroom.writer.groups.add(newsroom.groups[0])
    newsroom.handed_in()
    [item] = waiting_for(manager, sees_all=True)
    assert item.is_stuck
    assert not without_reviewers().exists()


def test_a_list_knows_that_saving_again_is_not_writing(newsroom, manager):
    article = newsroom.handed_in()
    newest(article).save_revision(user=newsroom.people[0])
    [item] = waiting_for(manager, sees_all=True)
    assert not item.is_stuck
    newsroom.approve(article, newsroom.people[0])
    assert stage_now(article) == "二审"


def test_permissions_removed_in_the_middle_leave_everything_else_as_it_was(newsroom):
    article = newsroom.handed_in()
    newsroom.approve(article, newsroom.people[0])
    for group_ in newsroom.groups:
        group_.page_permissions.all().delete()
    newsroom.approve(article, newsroom.people[1])
    # Membership of the stage is the right to approve, and the last approval lets it out.
    newsroom.approve(article, newsroom.people[2])
    assert is_live(article)
