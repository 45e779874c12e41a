"""A transcript made elsewhere: looked at, decided about, written once."""

from datetime import time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from interviews.importing.writing import pieces
from interviews.moving import move_to
from interviews.reading import Picture, Turn
from interviews.record import acts
from interviews.record.words import LONGEST, MOST_PICTURES
from interviews.refusals import Refused
from interviews.states import State
from tests.interviews.factories import guest

TEXT = """主持人：各位网友大家好，欢迎收看。

周明（市住房和城乡建设局局长）：主持人好，网友们好。
今年改造86个小区。

网友：什么时候装电梯？

周明：年底之前。
"""


@pytest.fixture
def desk(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.fixture
def draft(live):
    move_to(live, State.DRAFT, None)
    return live


def send(desk, sitting, **fields):
    return desk.post(reverse("interview_console:import", args=[sitting.pk]), fields)


def imported(desk, sitting, text=TEXT, **decisions):
    """Look, then write with the decisions; return the answer."""
    seen = send(desk, sitting, text=text)
    assert seen.status_code == 200
    return send(
        desk, sitting, text=text, digest=seen.context["digest"], write="1", **decisions
    )  # fmt: skip


def said(sitting):
    turns = sitting.turns.select_related("speaker")[1:]
    return [(turn.speaker.name, turn.text) for turn in turns]


def test_a_pasted_transcript_is_shown_and_written_with_one_click(desk, draft):
    seen = send(desk, draft, text=TEXT)
    choices = {voice.name: choice for _number, voice, choice in seen.context["voices"]}
    assert choices == {"主持人": "1", "周明": "2", "网友": "new"}
    assert draft.turns.count() == 1

    answer = imported(desk, draft)

    assert answer.status_code == 302
    assert said(draft) == [
        ("林晓", "各位网友大家好，欢迎收看。"),
        ("周明", "主持人好，网友们好。\n今年改造86个小区。"),
        ("网友", "什么时候装电梯？"),
        ("周明", "年底之前。"),
    ]
    assert draft.speakers.get(name="网友").role == "citizen"


def test_imported_again_nothing_is_written_twice(desk, draft):
    imported(desk, draft)
    before = said(draft)

    answer = imported(desk, draft)

    assert answer.status_code == 302
    assert said(draft) == before
    assert draft.speakers.count() == 3


def test_an_import_that_stopped_goes_on_where_it_was(desk, draft, monkeypatch):
    say, told = acts.say, []

    def stops(*args, **kwargs):
        if len(told) == 2:
            raise Refused("断电。")
        told.append(say(*args, **kwargs))
        return told[-1]

    monkeypatch.setattr(acts, "say", stops)
    answer = imported(desk, draft)
    assert "导入中断" in answer.content.decode()
    assert len(said(draft)) == 2
    monkeypatch.setattr(acts, "say", say)

    imported(desk, draft)

    assert [words for _name, words in said(draft)][-1] == "年底之前。"
    assert len(said(draft)) == 4


def test_turns_are_left_out_and_voices_given_to_others(desk, draft):
    imported(desk, draft, leave=["0"], **{"voice-2": "1"})

    assert said(draft)[1] == ("林晓", "什么时候装电梯？")
    assert len(said(draft)) == 3
    assert draft.speakers.count() == 2


def test_turns_without_a_speaker_need_one(desk, draft):
    text = "今天下午，访谈在市融媒体中心举行。\n\n大家谈了很多。"
    refused = imported(desk, draft, text)
    assert "请为没有发言人的发言选择发言人。" in refused.content.decode()
    assert said(draft) == []

    imported(desk, draft, text, **{"voice-0": "leave"})
    assert said(draft) == []
    imported(desk, draft, text, **{"voice-0": "1"})

    assert [name for name, _words in said(draft)] == ["林晓", "林晓"]


def test_subtitles_keep_their_times(desk, draft):
    captions = "WEBVTT\n\n00:01:05.000 --> 00:01:09.000\n<v 周明>今年改造86个小区。\n"
    file = SimpleUploadedFile("a.vtt", captions.encode())
    seen = send(desk, draft, file=file)
    file.seek(0)
    send(desk, draft, file=file, digest=seen.context["digest"], write="1")

    turn = draft.turns.last()
    assert (turn.speaker, turn.second) == (guest(draft), 65)


def test_times_of_day_belong_to_the_day_of_the_interview(desk, draft):
    imported(desk, draft, "主持人 09:31：大家好。\n\n周明 09:32：主持人好。\n")

    times = [timezone.localtime(turn.said_at) for turn in draft.turns.all()[1:]]
    assert [at.time() for at in times] == [time(9, 31), time(9, 32)]
    assert {at.date() for at in times} == {timezone.localdate(draft.page.starts_at)}


def test_decisions_about_one_file_are_not_applied_to_another(desk, draft):
    seen = send(desk, draft, text=TEXT)

    answer = send(desk, draft, text=TEXT + "周明：再见。", digest=seen.context["digest"], write="1")

    assert "文件已更换" in answer.content.decode()
    assert said(draft) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "请选择文件，或粘贴文字。"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}, "未导入："),
        ({"file": SimpleUploadedFile("a.docx", b"PK\x03\x04nonsense")}, "未导入："),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(desk, draft, fields, words):
    assert words in send(desk, draft, **fields).content.decode()


def test_nonsense_in_the_decisions_breaks_nothing(desk, draft):
    answer = imported(desk, draft, leave=["x", "²", "9" * 5000, "-1"], **{"voice-0": "9" * 50})
    assert answer.status_code in {200, 302}


def test_before_the_interview_one_is_told_at_once(desk, sitting):
    shown = desk.get(reverse("interview_console:import", args=[sitting.pk])).content.decode()
    assert "访谈还没有开始，不能记录发言。" in shown
    imported(desk, sitting)
    assert sitting.turns.count() == 0


def test_without_the_permission_it_is_closed(client, django_user_model, draft):
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert send(client, draft, text=TEXT).status_code == 302
    assert draft.turns.count() == 1


def _png() -> bytes:
    file = BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    return file.getvalue()


body = st.lists(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
    | st.integers(LONGEST - 3, LONGEST * 2).map("长".__mul__)
    | st.just(Picture(b"")),
    max_size=2 * MOST_PICTURES + 3,
)  # fmt: skip


@given(body)
def test_a_turn_too_long_for_one_is_several_and_nothing_is_lost(parts):
    turn = Turn(speaker="周明", body=tuple(parts))

    found = list(pieces(turn))

    for piece in found:
        assert len(piece.text) <= LONGEST
        assert len(piece.pictures) <= MOST_PICTURES
        assert piece.body
    together = "".join("".join(piece.paragraphs) for piece in found)
    assert together.count("长") == "".join(turn.paragraphs).count("长")
    assert sum(len(piece.pictures) for piece in found) == len(turn.pictures)
