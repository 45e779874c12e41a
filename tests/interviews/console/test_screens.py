"""The live console without JavaScript, the history of a turn, and what is asked of the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail_factories import ImageFactory

from interviews.record import acts
from interviews.record.projection import Picture
from tests.interviews.console.calls import news, url
from tests.interviews.factories import InterviewIndexPageFactory, asked, host, interview, said


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
