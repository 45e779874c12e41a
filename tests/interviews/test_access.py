"""Who may do what, and where: a permission of the app and one on the page, both."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission

from interviews import schedule
from interviews.ledger import moderating
from interviews.ledger.kinds import Reason
from interviews.moving import move_to
from interviews.record import acts, speakers
from interviews.refusals import NotAllowed
from interviews.states import State
from tests.interviews.factories import (
    InterviewIndexPageFactory,
    asked,
    brought_to,
    guest,
    interview,
    said,
)


@pytest.fixture
def ours(home, django_user_model):
    """Return a maker of users with permissions of the app and on the pages of department A."""
    index = InterviewIndexPageFactory(parent=home, slug="a")
    page = interview(index)

    def make(*codes: str, on_page: tuple[str, ...] = ("change_page",)):
        user = django_user_model.objects.create_user("-".join(codes) or "nobody", password="x")
        user.user_permissions.set(
            Permission.objects.filter(codename__in=codes, content_type__app_label="interviews")
        )
        group = Group.objects.create(name=user.username)
        user.groups.add(group)
        for code in on_page:
            permission = Permission.objects.get(
                codename=code, content_type__app_label="wagtailcore"
            )
            GroupPagePermission.objects.create(group=group, page=index, permission=permission)
        return user

    make.sitting = page.sitting
    return make


@pytest.fixture
def theirs(home):
    """The sitting of another department."""
    index = InterviewIndexPageFactory(parent=home, slug="b")
    return brought_to(interview(index).sitting, State.LIVE)


def _acts(sitting, user):
    turn = sitting.turns.first()
    question = asked(sitting)
    return {
        "say": lambda: acts.say(sitting, guest(sitting), "好。", user),
        "edit": lambda: acts.edit(sitting, turn.number, turn.version, "好。", user),
        "withdraw": lambda: acts.withdraw(sitting, turn.number, user),
        "move": lambda: acts.move(sitting, turn.number, 0, user),
        "correct": lambda: acts.mark_correction(sitting, turn.number, "更正", user),
        "time": lambda: acts.set_time(sitting, turn.number, 3, user),
        "link": lambda: acts.link(sitting, turn.number, user),
        "speaker": lambda: speakers.add_speaker(sitting, "何芳", user),
        "rename": lambda: speakers.rename_speaker(sitting, 1, user, name="林小"),
        "end": lambda: move_to(sitting, State.DRAFT, user),
        "schedule": lambda: schedule.plan_step(
            sitting, State.DRAFT, timezone.now() + timedelta(1), user
        ),
        "approve": lambda: moderating.approve(question, user),
        "decline": lambda: moderating.decline(question, Reason.ABUSE, user),
        "promise": lambda: moderating.promise(question, user),
        "reword": lambda: moderating.reword(question, "新", user),
    }


CONDUCTS = {
    "say", "edit", "withdraw", "move", "correct", "time", "link", "speaker", "rename", "end",
    "schedule",
}  # fmt: skip
MODERATES = {"approve", "decline", "promise", "reword"}


@pytest.mark.parametrize("act", sorted(CONDUCTS | MODERATES))
@pytest.mark.parametrize("role", ["conduct", "moderate", "review", ""])
def test_each_role_does_its_own_work(ours, act, role):
    sitting = brought_to(ours.sitting, State.LIVE)
    user = ours(*filter(None, [role]), on_page=("change_page", "publish_page"))
    do = _acts(sitting, user)[act]

    if act in {"conduct": CONDUCTS, "moderate": MODERATES}.get(role, set()):
        do()
    else:
        with pytest.raises(NotAllowed):
            do()


@pytest.mark.parametrize("act", sorted(CONDUCTS | MODERATES))
def test_nobody_touches_an_interview_of_another_department(ours, theirs, act):
    user = ours("conduct", "moderate", "review", on_page=("change_page", "publish_page"))

    with pytest.raises(NotAllowed):
        _acts(theirs, user)[act]()


def test_a_review_needs_the_right_to_publish(ours):
    sitting = brought_to(ours.sitting, State.DRAFT)
    reader = ours("review")
    reviewer = ours("review", "conduct", on_page=("change_page", "publish_page"))

    with pytest.raises(NotAllowed):
        move_to(sitting, State.REVIEWED, reader)
    move_to(sitting, State.REVIEWED, reviewer)
    move_to(sitting, State.ARCHIVED, reviewer)


def test_the_archive_is_for_reviewers(ours):
    sitting = brought_to(ours.sitting, State.ARCHIVED)
    recorder = ours("conduct", on_page=("change_page", "publish_page"))

    with pytest.raises(NotAllowed):
        acts.mark_correction(sitting, 1, "更正", recorder)


def test_an_account_that_was_closed_may_nothing(ours):
    sitting = brought_to(ours.sitting, State.LIVE)
    user = ours("conduct")
    user.is_active = False

    with pytest.raises(NotAllowed):
        said(sitting)
        acts.say(sitting, guest(sitting), "好。", user)
