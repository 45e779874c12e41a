"""The log is the truth: the turns, and what every reader has, follow from it."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.models import Entry, InterviewPage
from interviews.record import acts, speakers
from interviews.record.kinds import Kind
from interviews.record.projection import Picture, replayed
from interviews.record.reading import as_projected, entries_after, transcript_of
from interviews.refusals import Conflict, KeyReused, Refused
from interviews.states import State
from story import story_changed
from tests.interviews.factories import asked, brought_to, guest, interview, said
from tests.interviews.histories import OPERATIONS, do

ROOM = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@ROOM
@given(operations=OPERATIONS, joined=st.integers(min_value=0, max_value=40))
def test_whatever_is_done_the_log_comes_to_the_turns(live, operations, joined):
    """And a reader who joins at any entry and applies what follows has what the archive has."""
    with transaction.atomic():
        question = asked(live)
        for operation in operations:
            try:
                with transaction.atomic():
                    do(live, question, operation)
            except Refused:
                continue

        entries = entries_after(live, 0)
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        projected = as_projected(live)
        assert transcript_of(live) == projected
        assert sorted(turn.position for turn in live.turns.all()) == list(
            range(1, live.last_turn + 1)
        )
        early = replayed(entries[:joined])
        assert replayed(entries[joined:], early) == projected
        question.refresh_from_db()
        answering = [t for t in projected.shown if t.part == "answers" and t.question]
        assert (question.answered_in.number if question.answered_in else None) == (
            answering[0].number if answering else None
        )
        transaction.set_rollback(True)
    live.refresh_from_db()


def test_a_missing_entry_is_noticed(live):
    said(live)
    entries = entries_after(live, 0)

    with pytest.raises(ValueError, match="does not follow"):
        replayed([*entries[:2], *entries[3:]])


def test_entries_and_turns_are_numbered_within_their_interview(live, index):
    other = brought_to(interview(index).sitting, State.LIVE)

    said(live)
    said(other)

    assert [e.number for e in entries_after(other, 0)] == [1, 2, 3, 4, 5, 6]
    assert [turn.number for turn in other.turns.all()] == [1, 2]


def test_an_entry_is_never_changed_or_deleted(live):
    entry = Entry.objects.filter(sitting=live).last()

    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


def test_a_turn_sent_twice_is_one_turn(live):
    first = acts.say(live, guest(live), "今年开工30台。", None, client_key="a1")
    again = acts.say(live, guest(live), "今年开工30台。", None, client_key="a1")

    assert again == first
    assert live.turns.count() == 2


def test_a_key_used_again_for_other_words_loses_neither(live):
    acts.say(live, guest(live), "今年开工30台。", None, client_key="a1")

    with pytest.raises(KeyReused) as caught:
        acts.say(live, guest(live), "今年开工30部电梯。", None, client_key="a1")

    assert caught.value.entry.data["text"] == "今年开工30台。"
    assert caught.value.mine["text"] == "今年开工30部电梯。"


def test_a_key_belongs_to_its_interview(live, index):
    other = brought_to(interview(index).sitting, State.LIVE)

    acts.say(live, guest(live), "甲", None, client_key="a1")
    acts.say(other, guest(other), "乙", None, client_key="a1")

    assert other.turns.last().text == "乙"


def test_an_edit_of_what_somebody_else_changed_is_a_conflict(live):
    turn = said(live)
    acts.edit(live, turn.number, turn.version, "甲的改动", None)

    with pytest.raises(Conflict) as caught:
        acts.edit(live, turn.number, turn.version, "乙的改动", None)

    assert caught.value.turn.text == "甲的改动"
    assert caught.value.mine["text"] == "乙的改动"
    turn.refresh_from_db()
    assert turn.text == "甲的改动"


def test_moving_a_turn_is_no_conflict_with_editing_it(live):
    turn = said(live)
    acts.move(live, turn.number, 0, None)

    acts.edit(live, turn.number, turn.version, "改好了", None)

    assert [each.text for each in live.turns.all()] == ["改好了", "各位网友大家好。"]


def test_a_late_turn_is_put_where_it_belongs(live):
    said(live, "二")

    said(live, "一", after=1)

    assert [turn.text for turn in live.turns.all()] == ["各位网友大家好。", "一", "二"]
    assert [turn.number for turn in live.turns.all()] == [1, 3, 2]


def test_a_withdrawn_turn_comes_back_where_it_was(live):
    turn = said(live)
    said(live)

    acts.withdraw(live, turn.number, None, reason="说错了")
    assert [t.number for t in transcript_of(live).shown] == [1, 3]

    acts.restore(live, turn.number, None)
    assert [t.number for t in transcript_of(live).shown] == [1, 2, 3]


def test_a_corrected_name_is_right_in_every_turn(live):
    turns = [said(live), said(live)]

    speakers.rename_speaker(live, guest(live).number, None, name="周铭")

    assert {live.turns.get(pk=turn.pk).speaker.name for turn in turns} == {"周铭"}


def test_two_speakers_may_have_one_name(live):
    other = speakers.add_speaker(live, "周明", None, post="市民", role="citizen")

    said(live, "我也姓周。", speaker=other)

    assert live.turns.last().speaker.post == "市民"
    assert live.speakers.filter(name="周明").count() == 2


def test_a_speaker_sent_twice_is_one_and_a_key_has_one_speaker(live):
    first = speakers.add_speaker(live, "何芳", None, client_key="s1")

    assert speakers.add_speaker(live, "何芳", None, client_key="s1") == first
    with pytest.raises(Refused, match="按键"):
        speakers.add_speaker(live, "唐军", None, shortcut=first.shortcut)


def test_those_announced_are_seated_once(sitting):
    brought_to(sitting, State.LIVE)

    assert speakers.seat(sitting, None) == []
    assert [(s.name, s.shortcut) for s in sitting.speakers.all()] == [("林晓", "1"), ("周明", "2")]


def test_pictures_are_kept_in_their_order(live, picture):
    turn = said(live, "", pictures=[Picture(picture.pk, "施工现场")])

    assert [(each.image, each.alt) for each in turn.pictures.all()] == [(picture, "施工现场")]
    with pytest.raises(Refused, match="图片"):
        said(live, "", pictures=[Picture(10**6, "没有")])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("一段\r\n\r\n  二段  ", "一段\n二段"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("零\x00宽\u200b反\u202e转", "零宽反转"),
        ("半个\ud83d字", "半个字"),
    ],
)
def test_words_are_plain_text_in_paragraphs(live, written, kept):
    assert said(live, written).text == kept


@pytest.mark.parametrize("nothing", ["", " \n\t", "\u200b"])
def test_a_turn_without_anything_is_refused(live, nothing):
    with pytest.raises(Refused, match="没有内容"):
        said(live, nothing)


def test_a_turn_that_is_too_long_is_refused_as_a_whole(live):
    with pytest.raises(Refused, match="20000"):
        said(live, "长" * 20_001)
    assert live.turns.count() == 1


@pytest.mark.parametrize("state", [State.PLANNED, State.ANNOUNCED, State.REVIEWED])
def test_nothing_is_recorded_before_an_interview_or_after_its_review(sitting, state):
    speaker = speakers.add_speaker(sitting, "何芳", None)
    brought_to(sitting, state)

    with pytest.raises(Refused):
        said(sitting, speaker=speaker)


def test_in_the_archive_an_edit_tells_the_public_why(archived):
    turn = archived.turns.get()

    with pytest.raises(Refused, match="更正"):
        acts.edit(archived, turn.number, turn.version, "各位市民大家好。", None)
    acts.edit(archived, turn.number, turn.version, "各位市民大家好。", None, note="称呼有误")

    turn.refresh_from_db()
    assert (turn.text, turn.correction) == ("各位市民大家好。", "称呼有误")
    assert [e.kind for e in entries_after(archived, 0)][-2:] == [Kind.EDITED, Kind.CORRECTED]


def test_restoring_an_old_revision_brings_back_no_state_and_loses_no_turn(page):
    page.save_revision().publish()
    old = page.latest_revision
    brought_to(page.sitting, State.LIVE)

    page.save_revision().publish()
    old.publish()

    again = InterviewPage.objects.get(pk=page.pk)
    assert again.sitting.stands == State.LIVE
    assert again.sitting.turns.count() == 1


def test_an_entry_is_not_kept_when_who_listens_fails(archived):
    """Silence would be worse: a database drops all that was written beside what failed."""

    def failing(sender, **kwargs):
        raise LookupError("no such table")

    story_changed.connect(failing)
    try:
        before = archived.last_entry
        with pytest.raises(LookupError):
            acts.withdraw(archived, 1, None)
    finally:
        story_changed.disconnect(failing)

    archived.refresh_from_db()
    assert archived.last_entry == before == archived.entries.count()
    assert not archived.turns.get(number=1).is_withdrawn


def test_replaying_leaves_what_it_began_from_as_it_was(live):
    said(live)
    entries = entries_after(live, 0)
    early = replayed(entries[:-1])
    turns, order = dict(early.turns), early.order

    late = replayed(entries[-1:], early)

    assert (early.turns, early.order) == (turns, order)
    assert len(late.order) == len(order) + 1
