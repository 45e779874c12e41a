"""From planning to the archive: which steps there are, who takes them, and when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interviews import schedule
from interviews.models import Entry, Step
from interviews.moving import move_to
from interviews.record.kinds import Kind
from interviews.refusals import Refused
from interviews.states import STEPS, State, is_way
from story import story_changed
from tests.interviews.factories import asked, brought_to, interview

NOW = timezone.now()
HOUR = timedelta(hours=1)


def test_the_usual_way_is_written_down_with_who_and_when(sitting, admin_user):
    move_to(sitting, State.ANNOUNCED, admin_user)
    move_to(sitting, State.LIVE, None, reason="主持人就位")

    steps = Entry.objects.filter(sitting=sitting, kind=Kind.STATE)
    assert [(e.data["from"], e.data["to"], e.by_name) for e in steps] == [
        ("planned", "announced", "admin"), ("announced", "live", ""),
    ]  # fmt: skip
    assert sitting.stands == State.LIVE


@pytest.mark.parametrize("start", State)
@pytest.mark.parametrize("end", State)
def test_only_steps_that_exist_are_taken(page, start, end):
    sitting = page.sitting
    type(sitting).objects.filter(pk=sitting.pk).update(state=start)

    if is_way(start, end):
        return
    with pytest.raises(Refused, match="不能从"):
        move_to(sitting, end, None)


def test_from_every_state_but_the_last_there_is_a_way_on():
    assert [state for state in State if not STEPS[state]] == [State.ARCHIVED]
    assert all(
        not end.is_before_live for start in State if start.has_transcript for end in STEPS[start]
    )


def test_a_page_nobody_can_see_is_not_announced(index):
    page = interview(index, live=False)

    with pytest.raises(Refused, match="尚未发布"):
        move_to(page.sitting, State.ANNOUNCED, None)


def test_every_obstacle_is_told_at_once(index):
    page = interview(index, live=False, starts_at=None, ends_at=None)
    page.participants = []
    page.save()

    with pytest.raises(Refused) as caught:
        move_to(page.sitting, State.ANNOUNCED, None)
    assert len(caught.value.messages) == 3


def test_a_step_sent_twice_is_taken_once(sitting):
    first = move_to(sitting, State.ANNOUNCED, None, client_key="k")

    assert move_to(sitting, State.ANNOUNCED, None, client_key="k") == first


def test_the_beginning_of_the_live_session_never_moves(live):
    began = live.went_live_at

    move_to(live, State.DRAFT, None)
    assert live.ended_at is not None
    move_to(live, State.LIVE, None)

    live.refresh_from_db()
    assert (live.went_live_at, live.ended_at) == (began, None)


def test_a_due_step_is_taken_once_however_often_the_schedule_runs(sitting):
    schedule.plan_step(sitting, State.ANNOUNCED, NOW, None)

    assert schedule.advance(NOW).done == 1
    assert schedule.advance(NOW).done == 0

    sitting.refresh_from_db()
    assert sitting.stands == State.ANNOUNCED


def test_steps_that_were_missed_are_made_up_for_in_their_order(sitting):
    schedule.plan_step(sitting, State.LIVE, NOW - HOUR, None)
    schedule.plan_step(sitting, State.ANNOUNCED, NOW - 2 * HOUR, None)
    schedule.plan_step(sitting, State.DRAFT, NOW + HOUR, None)

    schedule.advance(NOW)

    sitting.refresh_from_db()
    assert sitting.stands == State.LIVE
    assert Step.objects.get(standing=Step.Standing.WAITING).to == State.DRAFT


def test_a_refused_step_says_why_and_is_tried_again(index):
    page = interview(index, live=False)
    step = schedule.plan_step(page.sitting, State.ANNOUNCED, NOW, None)

    assert schedule.advance(NOW).refused == 1
    step.refresh_from_db()
    assert "尚未发布" in step.refusal

    page.save_revision().publish()
    assert schedule.advance(NOW).done == 1
    step.refresh_from_db()
    assert (step.standing, step.refusal) == (Step.Standing.DONE, "")


def test_a_step_that_fails_unexpectedly_says_so_and_is_tried_again(sitting, index):
    def failing(sender, **kwargs):
        raise LookupError("no such table")

    step = schedule.plan_step(sitting, State.ANNOUNCED, NOW, None)
    story_changed.connect(failing)
    try:
        assert schedule.advance(NOW).refused == 1
    finally:
        story_changed.disconnect(failing)
    step.refresh_from_db()
    assert step.standing == Step.Standing.WAITING
    assert "系统错误" in step.refusal

    assert schedule.advance(NOW).done == 1
    step.refresh_from_db()
    assert step.refusal == ""


def test_one_refused_step_stops_no_other(sitting, index):
    hidden = interview(index, live=False)
    schedule.plan_step(hidden.sitting, State.ANNOUNCED, NOW - HOUR, None)
    schedule.plan_step(sitting, State.ANNOUNCED, NOW, None)

    report = schedule.advance(NOW)

    assert (report.refused, report.done) == (1, 1)


def test_a_step_that_somebody_took_by_hand_is_not_taken_again(sitting):
    step = schedule.plan_step(sitting, State.ANNOUNCED, NOW, None)
    brought_to(sitting, State.LIVE)

    schedule.advance(NOW)

    step.refresh_from_db()
    assert step.standing == Step.Standing.OVERTAKEN
    with pytest.raises(Refused, match="正在直播"):
        schedule.plan_step(sitting, State.LIVE, NOW, None)


def test_the_schedule_ends_nothing_that_has_not_begun(sitting):
    step = schedule.plan_step(sitting, State.DRAFT, NOW, None)

    schedule.advance(NOW)

    step.refresh_from_db()
    assert "没有开始直播" in step.refusal


def test_archiving_on_schedule_waits_for_the_last_question(live):
    asked(live)
    move_to(live, State.DRAFT, None)
    move_to(live, State.REVIEWED, None)
    step = schedule.plan_step(live, State.ARCHIVED, NOW, None)

    schedule.advance(NOW)

    step.refresh_from_db()
    assert "1条提问" in step.refusal


def test_a_step_set_again_is_moved_and_a_cancelled_one_is_not_taken(sitting):
    schedule.plan_step(sitting, State.ANNOUNCED, NOW, None)
    step = schedule.plan_step(sitting, State.ANNOUNCED, NOW + HOUR, None)
    assert Step.objects.count() == 1

    schedule.cancel_step(step, None)

    assert schedule.advance(NOW + 2 * HOUR).done == 0
