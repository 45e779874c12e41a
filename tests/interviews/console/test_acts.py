"""The live console: what is said and changed, once, and whom it is answered."""

from datetime import timedelta

import pytest

from interviews.ledger import moderating
from interviews.record import acts, speakers
from tests.interviews.console.calls import KEY, do, news
from tests.interviews.factories import asked, guest, host, said


def test_a_turn_is_said_and_its_answer_holds_what_the_browser_lacks(desk, live):
    before = live.last_entry

    answer = do(desk, live, "say", speaker=guest(live).number, text="大家好。", known=before)

    assert answer.status_code == 200
    told = answer.json()
    [turn] = told["turns"]
    assert (turn["text"], told["last"], told["sent"]) == ("大家好。", before + 1, [KEY])
    assert told["order"] == [1, 2]
    entry = live.entries.get(client_key=KEY)
    assert (entry.by, entry.data["text"]) == (desk.user, "大家好。")


def test_a_turn_sent_twice_is_one_turn(desk, live):
    for _ in range(2):
        answer = do(desk, live, "say", speaker=guest(live).number, text="大家好。")
        assert answer.status_code == 200

    assert live.turns.filter(text="大家好。").count() == 1


def test_a_key_sent_again_with_other_words_is_told(desk, live):
    do(desk, live, "say", speaker=guest(live).number, text="大家好。")

    answer = do(desk, live, "say", speaker=guest(live).number, text="各位好。")

    assert (answer.status_code, answer.json()["code"]) == (409, "key_reused")
    assert not live.turns.filter(text="各位好。").exists()


def test_a_turn_typed_without_a_connection_has_the_time_at_which_it_was_typed(desk, live):
    do(desk, live, "say", speaker=guest(live).number, text="大家好。", waited=600)

    turn = live.turns.get(text="大家好。")
    entry = live.entries.get(client_key=KEY)
    assert timedelta(seconds=590) < entry.at - turn.said_at < timedelta(seconds=610)


def test_a_question_is_put_and_the_guests_answer_is_linked_to_it(desk, live):
    question = asked(live)

    do(desk, live, "put", asks=question.number)
    put = live.turns.last()
    assert (put.text, put.question, put.part) == (question.shown_text, question, "asks")
    assert put.speaker.role == "citizen"
    do(desk, live, "put", asks=asked(live, "停车难怎么办？").number, client_key="another-key")
    assert live.speakers.filter(role="citizen").count() == 1

    do(
        desk, live, "say", speaker=guest(live).number, text="明年。", answers=question.number,
        client_key="a-third-key",
    )  # fmt: skip
    question.refresh_from_db()
    assert (question.outcome, question.answered_in) == ("answered", live.turns.last())


def test_a_refused_question_leaves_no_speaker_behind(desk, live):
    question = asked(live)
    moderating.decline(question, "off_topic", None)

    assert do(desk, live, "put", asks=question.number).status_code == 422
    assert not live.speakers.filter(role="citizen").exists()


def test_a_question_put_again_after_its_answer_got_lost_is_one_turn_in_whatever_words(desk, live):
    question = asked(live)
    do(desk, live, "put", asks=question.number)
    moderating.reword(question, "老旧小区何时加装电梯？", None)
    speakers.rename_speaker(live, live.speakers.get(role="citizen").number, None, role="reporter")

    again = do(desk, live, "put", asks=question.number)

    assert again.status_code == 200
    assert live.turns.filter(question=question).count() == 1
    assert not live.speakers.filter(role="citizen").exists()
    another = do(desk, live, "put", asks=asked(live, "停车难怎么办？").number)
    assert another.json()["code"] == "key_reused"


def test_an_edit_of_an_old_version_shows_both_and_writes_neither_over(desk, live):
    turn = said(live, "五百户")
    acts.edit(live, turn.number, turn.version, "五千户", None)

    answer = do(desk, live, "edit", turn=turn.number, version=turn.version, text="五万户")

    told = answer.json()
    assert (answer.status_code, told["code"]) == (409, "conflict")
    assert (told["theirs"]["text"], told["mine"]["text"]) == ("五千户", "五万户")
    turn.refresh_from_db()
    assert turn.text == "五千户"
    again = do(
        desk, live, "edit", turn=turn.number, version=told["theirs"]["version"], text="五万户"
    )
    assert again.status_code == 200


def test_news_tell_which_version_a_turn_got_by_each_change(desk, live):
    turn = said(live, "五百户")

    edited = do(
        desk, live, "edit", turn=turn.number, version=turn.version, text="五千户", note="数字有误"
    ).json()
    turn.refresh_from_db()
    assert edited["versions"] == {KEY: turn.version}
    moved_on = do(
        desk, live, "attribute", turn=turn.number, version=edited["versions"][KEY],
        speaker=host(live).number, client_key="unique-0001",
    )  # fmt: skip
    assert moved_on.status_code == 200
    turn.refresh_from_db()
    versions = news(desk, live).json()["versions"]
    assert versions == {**edited["versions"], "unique-0001": turn.version}


def test_everything_that_can_be_done_to_a_turn(desk, live):
    turn = said(live)
    number = turn.number

    def done(act, key, **fields):
        answer = do(desk, live, act, client_key=f"unique-{key}", **fields)
        assert answer.status_code == 200, answer.json()
        turn.refresh_from_db()

    done("withdraw", 1, turn=number, reason="口误")
    assert turn.is_withdrawn
    done("restore", 2, turn=number)
    assert not turn.is_withdrawn
    done("move", 3, turn=number, after=0)
    assert turn.position == 1
    done("correct", 4, turn=number, note="数字有误")
    assert turn.correction == "数字有误"
    done("attribute", 5, turn=number, version=turn.version, speaker=host(live).number)
    assert turn.speaker == host(live)
    done("set_time", 6, turn=number, second=90)
    assert turn.second == 90
    question = asked(live)
    done("link", 7, turn=number, answers=question.number)
    assert turn.question == question
    done("link", 8, turn=number)
    assert turn.question is None


def test_a_speaker_is_entered_on_the_fly_and_corrected_everywhere(desk, live):
    do(desk, live, "speaker", name="王芳", role="official", post="", shortcut="")
    speaker = live.speakers.get(name="王芳")
    assert speaker.shortcut

    answer = do(
        desk, live, "speaker", number=speaker.number, name="王方", client_key="unique-0123",
        known=live.last_entry,
    )  # fmt: skip

    assert [each["name"] for each in answer.json()["speakers"]] == ["林晓", "周明", "王方"]
    taken = do(
        desk, live, "speaker", number=speaker.number, shortcut=host(live).shortcut,
        client_key="unique-4567",
    )  # fmt: skip
    assert taken.json() == {"code": "key_taken", "message": "这个按键已属于另一位发言人。"}


@pytest.mark.parametrize("number", [None, 1])
def test_a_speaker_without_a_name_is_refused_in_words(desk, live, number):
    answer = do(desk, live, "speaker", name=" ", number=number)

    assert answer.status_code == 422
    assert "名称" in answer.json()["message"]
    assert live.speakers.count() == 2


def test_a_correction_of_a_speaker_sent_again_is_one_though_others_corrected_more(desk, live):
    number = guest(live).number
    do(desk, live, "speaker", number=number, name=" 周鸣 ")
    speakers.rename_speaker(live, number, None, post="副局长")
    before = live.entries.count()

    again = do(desk, live, "speaker", number=number, name=" 周鸣 ")

    assert again.status_code == 200
    assert live.entries.count() == before
    another = do(desk, live, "speaker", number=number, name="周明")
    assert another.json()["code"] == "key_reused"
