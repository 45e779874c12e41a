"""A transcript made elsewhere: looked at, decided about, written once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time
from threading import Barrier

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission

from interviews.importing import matching, writing
from interviews.importing.writing import pieces, write
from interviews.models import Sitting
from interviews.moving import move_to
from interviews.reading import Picture, Turn, read
from interviews.record import acts
from interviews.record.speakers import rename_speaker
from interviews.record.words import LONGEST, MOST_PICTURES
from interviews.refusals import Refused
from interviews.roles import Role
from interviews.states import State
from tests.home.factories import make_portal
from tests.interviews.factories import InterviewIndexPageFactory, brought_to, guest, interview
from tests.interviews.reading.documents import docx, paragraph, picture, shown

PARTS = {"word/media/1.png": picture()}
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


@pytest.fixture
def a_turn_at_a_time(monkeypatch):
    monkeypatch.setattr(writing, "AT_A_TIME", -1.0)


@pytest.fixture
def recorder(django_user_model, draft):
    """Somebody who conducts this interview and may add nothing to the library."""
    user = django_user_model.objects.create_user("recorder")
    group = Group.objects.create(name="记录员")
    group.permissions.set(Permission.objects.filter(codename__in=["conduct", "access_admin"]))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=draft.page.page_ptr, permission=change)
    user.groups.add(group)
    return user


def address(sitting):
    return reverse("interview_console:import", args=[sitting.pk])


def send(desk, sitting, **fields):
    return desk.post(address(sitting), fields)


def imported_file(desk, sitting, data, name="a.docx", **decisions):
    def file():
        return SimpleUploadedFile(name, data)

    seen = send(desk, sitting, file=file())
    digest = seen.context["digest"]
    return send(desk, sitting, file=file(), digest=digest, write="1", **decisions)


def told_after(answer):
    return [str(each) for each in get_messages(answer.wsgi_request)]


def shown_picture():
    return paragraph(shown("rId1", "改造后"))


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


def test_a_new_speaker_is_one_though_another_has_the_same_name(desk, draft):
    known = guest(draft)
    imported(desk, draft, **{"voice-1": "new"})

    turn = draft.turns.get(text="年底之前。")
    assert turn.speaker != known
    assert (turn.speaker.name, turn.speaker.post) == (known.name, known.post)


def test_a_new_speaker_corrected_meanwhile_is_not_entered_again(desk, draft, a_turn_at_a_time):
    seen = send(desk, draft, text=TEXT)
    fields = {"text": TEXT, "digest": seen.context["digest"], "write": "1", "voice-1": "new"}
    send(desk, draft, **fields)
    send(desk, draft, **fields)
    entered = draft.turns.last().speaker
    rename_speaker(draft, entered.number, None, name="周 明", role=Role.HOST)

    send(desk, draft, **fields)
    send(desk, draft, **fields)

    assert said(draft)[-1] == ("周 明", "年底之前。")
    assert draft.turns.last().speaker == entered
    assert draft.speakers.count() == 4


def test_a_file_is_read_again_as_it_was_before_its_own_speakers_were_entered(desk, draft):
    # Given a row that would name a speaker if 小河 were known to take part
    data = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 小河>什么时候装电梯？\n\n"
        "00:10.000 --> 00:11.000\n小河\n\n00:20.000 --> 00:21.000\n谢谢。\n"
    ).encode()
    imported_file(desk, draft, data, "a.vtt")
    before = said(draft)
    assert before == [("小河", "什么时候装电梯？\n小河\n谢谢。")]

    imported_file(desk, draft, data, "a.vtt")

    assert said(draft) == before


def test_a_long_transcript_is_written_in_parts(desk, draft, a_turn_at_a_time):
    seen = send(desk, draft, text=TEXT)
    fields = {"text": TEXT, "digest": seen.context["digest"], "write": "1"}

    # A script asks for the figures only.
    told = desk.post(address(draft), fields, headers={"accept": "application/json"}).json()
    assert told == {"written": 1, "going_on": "实录已有1条（共4条），还有3条。"}
    # Without one, the page says how far it has come and asks to go on.
    page = send(desk, draft, **fields, written="1")
    assert "还有2条" in page.content.decode()
    assert page.context["written"] == 2
    send(desk, draft, **fields, written="2")
    answer = send(desk, draft, **fields, written="3")

    assert answer.status_code == 302
    assert [words for _name, words in said(draft)][-1] == "年底之前。"
    assert told_after(answer) == ["已写入4条发言。"]


def test_without_the_right_to_add_pictures_the_words_are_written(client, draft, recorder):
    client.force_login(recorder)
    data = docx("周明：看这张图。", shown_picture(), parts=PARTS)
    page = send(client, draft, file=SimpleUploadedFile("a.docx", data)).content.decode()
    assert "您没有向图片库添加图片的权限。" in page

    answer = imported_file(client, draft, data)

    assert said(draft) == [("周明", "看这张图。")]
    assert get_image_model().objects.count() == 0
    assert any("1" in words and "图片" in words for words in told_after(answer))


def test_into_an_archive_nothing_is_imported_and_one_is_told_at_once(desk, archived):
    words = "访谈已归档，只能补充对提问的答复。"
    assert words in desk.get(address(archived)).content.decode()
    before = archived.last_entry

    answer = imported(desk, archived)

    archived.refresh_from_db()
    assert answer.status_code == 200
    assert archived.last_entry == before


def test_what_the_record_refuses_is_told_before_and_does_not_stop_the_rest(desk, draft):
    name = "市" * 70
    captions = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 周明>大家好。\n\n"
        f"25:00:00.000 --> 25:00:02.000\n<v {name}>今年改造86个小区。\n\n"
        "25:00:03.000 --> 25:00:04.000\n<v \u202e>看不见的名字。\n"
    )
    file = SimpleUploadedFile("a.vtt", captions.encode())
    page = send(desk, draft, file=file).content.decode()
    assert "25:00:00" in page
    assert "超过60个字" in page

    imported_file(desk, draft, captions.encode(), "a.vtt", **{"voice-2": "1"})

    assert said(draft) == [
        ("周明", "大家好。"),
        ("市" * 60, "今年改造86个小区。"),
        ("林晓", "看不见的名字。"),
    ]
    assert [turn.second for turn in draft.turns.all()[1:]] == [1, None, None]


@pytest.mark.django_db(transaction=True)
def test_a_file_imported_twice_at_once_is_in_the_record_and_the_library_once(django_user_model):
    # Given two who have pressed the button, both before anything was written
    sitting = brought_to(
        interview(InterviewIndexPageFactory(parent=make_portal())).sitting, State.DRAFT
    )
    by = django_user_model.objects.create_superuser("recorder")
    reading = read("a.docx", docx("周明：看这张图。", shown_picture(), parts=PARTS))
    voice = matching.voices(reading, [guest(sitting)])[0]
    both = Barrier(2)

    def works():
        try:
            own = Sitting.objects.get(pk=sitting.pk)
            both.wait(10)
            return write(own, reading, "f" * 64, {voice.key: guest(own)}, {}, set(), by)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        reports = [each.result() for each in [pool.submit(works), pool.submit(works)]]

    assert sorted((each.written, each.before) for each in reports) == [(0, 1), (1, 0)]
    assert [each.pictures_lost for each in reports] == [0, 0]
    assert sitting.turns.last().pictures.count() == 1
    assert get_image_model().objects.count() == 1


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
