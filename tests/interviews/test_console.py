"""The live console's screens and addresses."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image as PillowImage
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission
from wagtail_factories import ImageFactory

from interviews.console.acting import ACTS
from interviews.ledger import handing, moderating
from interviews.models import Entry
from interviews.moving import move_to
from interviews.record import acts, speakers
from interviews.record.projection import Picture
from interviews.renditions import BESIDE_A_NAME, IN_A_TURN
from interviews.states import State
from tests.interviews.factories import (
    InterviewIndexPageFactory,
    asked,
    brought_to,
    guest,
    host,
    interview,
    said,
)

KEY = "key-0123456789"


@pytest.fixture
def person(page, django_user_model):
    """Return a maker of people who may edit (or publish) the pages of this department."""

    def make(*codes: str, on_page: tuple[str, ...] = ("change_page",), name: str = ""):
        user = django_user_model.objects.create_user(name or "-".join(codes) or "nobody")
        group = Group.objects.create(name=user.username)
        user.groups.add(group)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        group.permissions.add(
            *Permission.objects.filter(codename__in=codes, content_type__app_label="interviews")
        )
        for code in on_page:
            permission = Permission.objects.get(
                codename=code, content_type__app_label="wagtailcore"
            )
            parent = page.get_parent()
            GroupPagePermission.objects.create(group=group, page=parent, permission=permission)
        return user

    return make


@pytest.fixture
def recorder(person):
    return person("conduct", "moderate", name="recorder")


@pytest.fixture
def desk(client, recorder):
    """A browser of a recorder who also moderates."""
    client.force_login(recorder)
    client.user = recorder
    return client


def url(name, sitting, *more):
    return reverse(f"interview_console:{name}", args=[sitting.pk, *more])


def do(client, sitting, act, **fields):
    body = {"user": client.user.pk, "known": 0, "client_key": KEY, **fields}
    return client.post(url("act", sitting, act), body, content_type="application/json")


def news(client, sitting, after=0, **query):
    return client.get(url("entries", sitting), {"after": after, **query})


# --- saying ----------------------------------------------------------------------------------


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


# --- changing --------------------------------------------------------------------------------


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


# --- the questions that would be left --------------------------------------------------------


def test_what_would_be_left_is_told_and_only_when_it_changes(desk, live):
    question = asked(live)
    first = news(desk, live).json()["ledger"]
    assert ([each["number"] for each in first["left"]], first["blank"]) == ([question.number], 1)

    assert "ledger" not in news(desk, live, ledger=first["mark"]).json()

    do(desk, live, "promise", question=question.number)
    later = news(desk, live, ledger=first["mark"]).json()["ledger"]
    assert (later["left"], later["promised"][0]["number"]) == ([], question.number)


def test_what_moderators_handed_to_the_host_comes_first_in_their_order(desk, live):
    first, second, third = (asked(live, text) for text in ("甲？", "乙？", "丙？"))
    for question in (third, second):
        handing.hand(question, None)

    left = news(desk, live).json()["ledger"]["left"]

    assert [each["number"] for each in left] == [third.number, second.number, first.number]
    assert [each["handed"] for each in left] == [True, True, False]


def test_questions_are_settled_from_the_console(desk, live):
    first, second, third = (asked(live, text) for text in ("甲？", "乙？", "丙？"))

    do(desk, live, "merge", question=second.number, into=first.number)
    do(desk, live, "decline", question=third.number, reason="off_topic")

    assert news(desk, live).json()["ledger"]["blank"] == 1
    second.refresh_from_db()
    assert second.merged_into == first


# --- steps -----------------------------------------------------------------------------------


def test_steps_are_taken_and_refusals_are_shown(desk, sitting):
    assert [each["to"] for each in news(desk, sitting).json()["state"]["steps"]] == [
        "topic_vote", "announced", "draft",
    ]  # fmt: skip
    do(desk, sitting, "step", to="announced")
    do(desk, sitting, "step", to="live", client_key="unique-0001")
    sitting.refresh_from_db()
    assert sitting.stands == State.LIVE
    do(desk, sitting, "step", to="draft", client_key="unique-0002")
    refused = do(desk, sitting, "step", to="reviewed", client_key="unique-0003")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_only_steps_that_one_may_take_are_offered(client, person, live):
    move_to(live, State.DRAFT, None)
    for name, codes, on_page, steps in (
        ("a", ("conduct",), ("change_page",), ["live"]),
        ("b", ("review",), ("change_page", "publish_page"), ["reviewed"]),
    ):
        client.force_login(person(*codes, on_page=on_page, name=name))
        told = news(client, live).json()["state"]["steps"]
        assert [each["to"] for each in told] == steps


# --- promises --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "recorder", "reviewer"),
    [
        (State.ANNOUNCED, False, False),
        (State.LIVE, True, False),
        (State.DRAFT, True, False),
        (State.REVIEWED, False, False),
        (State.ARCHIVED, False, True),
    ],
)
def test_the_console_tells_who_may_record_in_each_state(
    client, person, sitting, state, recorder, reviewer
):
    brought_to(sitting, state)
    for may, codes, on_page in (
        (recorder, ("conduct", "moderate"), ("change_page",)),
        (reviewer, ("review",), ("publish_page",)),
    ):
        client.force_login(person(*codes, on_page=on_page))
        assert news(client, sitting).json()["rights"]["record"] is may


def test_a_promise_is_kept_after_the_archive_by_a_reviewer_who_finds_it_among_todays(
    client, person, live
):
    question = asked(live)
    moderating.promise(question, None)
    brought_to(live, State.ARCHIVED)
    client.user = person("review", on_page=("publish_page",))
    client.force_login(client.user)
    today = reverse("interview_console:today")
    assert url("console", live) in client.get(today).content.decode()

    answer = do(
        client, live, "say", speaker=guest(live).number, text="明年。", answers=question.number
    )

    assert answer.status_code == 200
    assert url("console", live) not in client.get(today).content.decode()


def test_the_list_of_promises_leads_to_the_console(desk, live):
    moderating.promise(asked(live), None)

    shown = desk.get(reverse("interview_questions:promised")).content.decode()

    assert url("console", live) in shown


# --- who may ---------------------------------------------------------------------------------


def test_another_departments_interview_is_closed(desk, home):
    theirs = brought_to(
        interview(InterviewIndexPageFactory(parent=home, slug="other")).sitting, State.LIVE
    )
    entries = Entry.objects.count()

    assert desk.get(url("console", theirs)).status_code == 302
    assert news(desk, theirs).json()["code"] == "not_allowed"
    for act in ACTS:
        answer = do(desk, theirs, act, speaker=1, text="大家好。", turn=1, version=1)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    picture = desk.post(url("pictures", theirs), {"file": _picture()})
    assert picture.status_code == 403
    assert Entry.objects.count() == entries


def test_somebody_without_a_permission_of_interviews_sees_nothing(client, person, live):
    client.force_login(person())

    assert client.get(url("console", live)).status_code == 302
    assert news(client, live).status_code == 403


def test_a_moderator_reads_but_does_not_record(client, person, live):
    client.user = person("moderate")
    client.force_login(client.user)

    assert news(client, live).json()["rights"] == {
        "conduct": False, "moderate": True, "review": False, "record": False,
    }  # fmt: skip
    answer = do(client, live, "say", speaker=host(live).number, text="大家好。")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_words_typed_under_another_name_are_not_written_under_this_one(desk, person, live):
    answer = do(
        desk, live, "say", speaker=host(live).number, text="大家好。", user=desk.user.pk + 1
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "other_user")
    assert live.turns.count() == 1


def test_nothing_is_done_without_the_token(recorder, live):
    client = Client(enforce_csrf_checks=True)
    client.force_login(recorder)
    client.user = recorder
    assert do(client, live, "say", speaker=host(live).number, text="大家好。").status_code == 403

    token = news(client, live).json()["token"]
    body = {"user": recorder.pk, "known": 0, "client_key": KEY, "speaker": 1, "text": "大家好。"}
    answer = client.post(
        url("act", live, "say"), body, content_type="application/json",
        headers={"X-CSRFToken": token},
    )  # fmt: skip
    assert answer.status_code == 200


def test_after_the_session_has_ended_the_browser_is_led_to_the_log_in(client, live):
    assert news(client, live).status_code == 302


# --- bad input -------------------------------------------------------------------------------

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["live", "draft", "guest", "\x00", "\ud800", "off_topic", KEY])
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
NAMES = (
    "speaker", "text", "pictures", "asks", "answers", "turn", "version", "note", "reason", "after",
    "second", "number", "name", "post", "role", "shortcut", "to", "question", "into", "waited",
    "client_key",
)  # fmt: skip


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(act=st.sampled_from(sorted(ACTS)), fields=st.dictionaries(st.sampled_from(NAMES), values))
def test_whatever_is_sent_is_done_or_refused_in_words(desk, live, act, fields):
    body = json.dumps({"user": desk.user.pk, "known": 0, "client_key": KEY, **fields})

    answer = desk.post(url("act", live, act), body, content_type="application/json")

    assert answer.status_code in {200, 403, 409, 422}
    if answer.status_code != 200:
        assert answer.json()["message"]


@pytest.mark.parametrize(
    "body", ["", "null", "[]", '"x"', "{", "[" * 100_000, '{"a": ' + "9" * 5000 + "}", "\xff"]
)
def test_what_is_no_object_is_refused(desk, live, body):
    answer = desk.post(
        url("act", live, "say"), body.encode("latin-1"), content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable")


def test_too_much_is_refused(desk, live):
    answer = do(desk, live, "say", speaker=1, text="长" * 1_500_000)
    assert (answer.status_code, answer.json()["code"]) == (422, "too_big")


@pytest.mark.parametrize("after", ["", "-1", "x", "1e3", "9" * 30, "²", "\x00"])
def test_news_after_nonsense_are_refused(desk, live, after):
    assert news(desk, live, after).status_code in {400, 422}


def test_markup_stays_text(desk, live):
    words = "<script>alert(1)</script>"
    do(desk, live, "say", speaker=1, text=words)

    assert words not in desk.get(url("console", live)).content.decode()
    assert words not in desk.get(url("history", live, 2)).content.decode()


# --- pictures --------------------------------------------------------------------------------


def _picture(form: str = "PNG", size: tuple[int, int] = (40, 30)):
    file = BytesIO()
    PillowImage.new("RGB", size, "red").save(file, form)
    file.seek(0)
    file.name = f"image.{form.lower()}"
    return file


@pytest.fixture
def photographer(desk):
    group = desk.user.groups.get()
    GroupCollectionPermission.objects.create(
        group=group,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="add_image"),
    )
    return desk


def test_a_picture_is_stored_by_the_librarys_rules_and_hung_with_its_description(
    photographer, live
):
    told = photographer.post(url("pictures", live), {"file": _picture()}).json()
    image = get_image_model().objects.get(pk=told["image"])
    assert (image.uploaded_by_user, image.width) == (photographer.user, 40)

    undescribed = do(
        photographer, live, "say", speaker=1, text="", pictures=[{"image": image.pk, "alt": " "}]
    )
    assert undescribed.json()["code"] == "no_alt"
    do(
        photographer, live, "say", speaker=1, text="",
        pictures=[{"image": image.pk, "alt": "红色"}],
    )  # fmt: skip
    [shown] = news(photographer, live, 0).json()["turns"][-1]["pictures"]
    assert (shown["alt"], shown["url"]) == ("红色", told["url"])


def test_what_is_no_picture_is_refused_in_words(photographer, live):
    file = BytesIO(b"<svg onload='alert(1)'/>")
    file.name = "a.png"
    for sent in ({"file": file}, {}, {"file": "text"}):
        answer = photographer.post(url("pictures", live), sent)
        assert (answer.status_code, bool(answer.json()["message"])) == (422, True)


def test_without_the_librarys_permission_no_picture_is_taken(desk, live):
    answer = desk.post(url("pictures", live), {"file": _picture()})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert not get_image_model().objects.exists()


def test_no_picture_of_others_is_published_by_its_number(desk, live, picture):
    def hung(text, **more):
        pictures = [{"image": picture.pk, "alt": "工地"}]
        return do(desk, live, text=text, pictures=pictures, **more)

    turn = said(live, "大家好。")
    said_with = hung("大家好。", act="say", speaker=1)
    edited_in = hung("好。", act="edit", turn=turn.number, version=turn.version)
    unknown = do(desk, live, "say", speaker=1, text="", pictures=[{"image": 10**6, "alt": "无"}])
    assert said_with.status_code == 422
    assert said_with.json() == edited_in.json() == unknown.json()

    # What somebody else hung on a turn stays there when its words are changed.
    turn = said(live, "大家好。", pictures=[Picture(picture.pk, "工地")])
    edited = hung("各位好。", act="edit", turn=turn.number, version=turn.version)
    assert edited.status_code == 200


def test_a_picture_of_the_library_is_hung_by_who_may_choose_it(desk, live, picture):
    GroupCollectionPermission.objects.create(
        group=desk.user.groups.get(),
        collection=picture.collection,
        permission=Permission.objects.get(codename="choose_image"),
    )

    pictures = [{"image": picture.pk, "alt": "工地"}]
    assert do(desk, live, "say", speaker=1, text="", pictures=pictures).status_code == 200


def test_readers_wait_for_no_picture_to_be_made_smaller(
    photographer, page, live, picture, django_capture_on_commit_callbacks
):
    told = photographer.post(url("pictures", live), {"file": _picture()}).json()
    with django_capture_on_commit_callbacks(execute=True):
        speaker = speakers.add_speaker(live, "王芳", None, photo=picture.pk)
    said(live, "请看。", speaker=speaker, pictures=[Picture(told["image"], "红色")])
    of_readers = {"filter_spec__in": (IN_A_TURN, BESIDE_A_NAME)}
    made = set(get_image_model().get_rendition_model().objects.filter(**of_readers))
    assert {each.image_id for each in made} == {told["image"], picture.pk}

    shown = photographer.get(page.url).content.decode()

    assert all(each.url in shown for each in made)
    assert set(get_image_model().get_rendition_model().objects.filter(**of_readers)) == made


# --- without JavaScript ----------------------------------------------------------------------


def test_a_turn_is_said_by_a_plain_form(desk, live):
    form = {"speaker": host(live).number, "text": "欢迎收看。", "client_key": "form-0123456789"}
    for _ in range(2):
        answer = desk.post(url("console", live), form)
        assert answer.status_code == 302

    shown = desk.get(answer["Location"].partition("#")[0]).content.decode()
    assert "欢迎收看。" in shown
    assert live.turns.filter(text="欢迎收看。").count() == 1
    assert f'value="{host(live).number}" checked' in shown


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"speaker": ""}, "请选择发言人。"),
        ({"speaker": "²"}, "请选择发言人。"),
        ({"speaker": "99"}, "该发言人不属于本场访谈。"),
        ({"speaker": "9" * 5000}, "请选择发言人。"),
        ({"client_key": "?"}, "系统不能识别该请求。"),
    ],
)
def test_what_a_plain_form_was_refused_stays_in_its_field(desk, live, fields, words):
    form = {"speaker": "1", "text": "欢迎收看。", "client_key": "form-0123456789", **fields}

    shown = desk.post(url("console", live), form).content.decode()

    assert words in shown
    assert "欢迎收看。</textarea>" in shown
    assert live.turns.count() == 1


@pytest.mark.parametrize("speaker", ["9" * 5000, "²", "-1", ""])
def test_a_speaker_that_is_no_number_is_nobody(desk, live, speaker):
    shown = desk.get(url("console", live), {"speaker": speaker})

    assert shown.status_code == 200
    assert " checked" not in shown.content.decode()


# --- the history of a turn -------------------------------------------------------------------


def test_the_history_of_a_turn_marks_what_changed(desk, live):
    picture = ImageFactory(uploaded_by_user=desk.user)
    turn = said(live, "共改造500户。")
    question = asked(live)
    acts.edit(
        live, turn.number, turn.version, "共改造5000户。", desk.user,
        pictures=[Picture(picture.pk, "工地")], note="数字有误",
    )  # fmt: skip
    acts.link(live, turn.number, desk.user, answers=question)
    acts.withdraw(live, turn.number, desk.user, reason="重复")

    shown = desk.get(url("history", live, turn.number)).content.decode()

    assert "共改造<del>500</del><ins>5000</ins>户。" in shown
    for words in ("数字有误", question.shown_text, "重复", "recorder", "图片：0 → 1"):
        assert words in shown
    assert desk.get(url("history", live, 999)).status_code == 404


# --- queries ---------------------------------------------------------------------------------


def test_news_ask_the_same_number_of_queries_however_long_the_record(desk, live, picture):
    def count(after):
        with CaptureQueriesContext(connection) as queries:
            assert news(desk, live, after).status_code == 200
        return len(queries)

    said(live, pictures=[Picture(picture.pk, "工地")])
    asked(live)
    count(0)
    few, idle = count(0), count(live.last_entry)
    for _ in range(10):
        said(live, pictures=[Picture(picture.pk, "工地")])
        asked(live)
    live.refresh_from_db()

    assert count(0) == few
    assert count(live.last_entry) == idle


def test_todays_list_shows_what_one_may_work_on(desk, live, home, django_assert_max_num_queries):
    index = live.page.get_parent()
    tomorrow = timezone.now() + timedelta(days=1)
    interview(index, title="明天的访谈", starts_at=tomorrow, ends_at=None)
    interview(InterviewIndexPageFactory(parent=home, slug="others"), title="别人的访谈")

    with django_assert_max_num_queries(30):
        shown = desk.get(reverse("interview_console:today")).content.decode()

    assert live.page.title in shown
    assert "明天的访谈" in shown
    assert "别人的访谈" not in shown
