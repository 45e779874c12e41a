"""The moderators' screens: for whom they are, what they list, and how often they ask for it."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from interviews.ledger import moderating
from interviews.ledger.kinds import Moderation, Reason
from interviews.ledger.receiving import receive
from interviews.models import Question
from interviews.moving import move_to
from interviews.states import State
from tests.interviews.factories import InterviewIndexPageFactory, asked, brought_to, interview, said
from tests.interviews.questions.people import group_of, member, queue_of

pytestmark = pytest.mark.django_db


def test_the_queue_is_narrowed_by_words_number_tab_and_group(live, desk):
    group = group_of(live, 3)
    other = receive(live, "校车几点开？", nickname="小杨")

    def found(query: str) -> str:
        return desk.get(queue_of(live, f"?{query}")).content.decode()

    assert "校车" in found("q=校车")
    assert "装电梯" not in found("q=校车")
    assert "校车" in found("q=小杨")
    assert "校车" in found(f"q=%23{other.number}")
    assert "校车" not in found(f"group={group[0].number}")
    assert "没有符合条件的提问" in found("tab=answered")
    assert "校车" in found("tab=all&order=votes")
    assert "校车" in found("tab=nonsense&order=x&page=99&group=x")


@pytest.mark.parametrize("tab", ["pending", "all"])
def test_the_queue_asks_as_few_queries_for_a_thousand_questions_as_for_ten(live, desk, tab):
    def queries() -> int:
        desk.get(queue_of(live, f"?tab={tab}"))
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(queue_of(live, f"?tab={tab}")).status_code == 200
        return len(captured)

    _many(live, 10)
    few = queries()
    _many(live, 990)

    assert queries() == few


def _many(sitting, number: int) -> None:
    """Put pending questions into the database, four of five alone and the others in groups."""
    last = sitting.last_question
    Question.objects.bulk_create(
        Question(
            sitting=sitting, number=at, receipt=f"R{at}", text="问？", shown_text="问？",
            submitted_at=timezone.now(), group=at if at % 5 else max(at - 4, 1),
        )
        for at in range(last + 1, last + number + 1)
    )  # fmt: skip
    sitting.last_question = last + number
    sitting.save(update_fields=["last_question"])


SCREENS = {
    "interviews": lambda client, _s: client.get("/admin/interviews/questions/"),
    "queue": lambda client, sitting: client.get(queue_of(sitting)),
    "one": lambda client, sitting: client.get(queue_of(sitting, "1/")),
    "csv": lambda client, sitting: client.get(queue_of(sitting, "ledger.csv")),
    "act": lambda client, sitting: client.post(queue_of(sitting, "act/"), {"one": "approve-1"}),
    "undo": lambda client, sitting: client.post(queue_of(sitting, "undo/"), {"batch": "x"}),
    "promised": lambda client, _s: client.get("/admin/interviews/questions/promised/"),
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("codes", [("moderate",), ("conduct",), ("review",), ()])
def test_the_screens_are_for_moderators(live, index, screen, codes):
    receive(live, "路灯？")
    client = Client()
    client.force_login(member(*codes, of=index))

    response = SCREENS[screen](client, live)

    is_allowed = response.status_code in (200, 302) and response.headers.get(
        "Location", ""
    ) not in ("/admin/",)
    assert is_allowed == (codes == ("moderate",))
    if codes != ("moderate",):
        assert live.questions.get().moderation == Moderation.PENDING


@pytest.mark.parametrize(
    "screen", [name for name in SCREENS if name not in ("interviews", "promised")]
)
def test_nobody_moderates_an_interview_of_another_department(live, home, screen):
    receive(live, "路灯？")
    theirs = InterviewIndexPageFactory(parent=home, slug="b")
    client = Client()
    client.force_login(member("moderate", of=theirs))

    response = SCREENS[screen](client, live)

    assert response.status_code == 302
    assert response.headers["Location"] == "/admin/"
    assert live.questions.get().moderation == Moderation.PENDING


def test_visitors_are_sent_to_the_login(live):
    for screen in SCREENS.values():
        assert "/admin/login/" in screen(Client(), live).headers["Location"]


def test_lists_hold_only_ones_own_interviews(live, home, desk):
    theirs = interview(InterviewIndexPageFactory(parent=home, slug="b"), title="别人的访谈")
    other = asked(brought_to(theirs.sitting, State.LIVE), "别人的提问？")
    moderating.promise(other, None)
    receive(theirs.sitting, "别人的提问？")

    for address in (
        "/admin/interviews/questions/",
        "/admin/interviews/questions/promised/",
        "/admin/",
    ):
        page = desk.get(address).content.decode()
        assert "别人的" not in page


def test_a_promise_that_is_due_is_seen_until_it_is_answered(live, desk):
    late, soon = asked(live, "早就该答的？"), asked(live, "刚刚承诺的？")
    moderating.promise(late, None, start=timezone.localdate() - timedelta(days=30))
    moderating.promise(soon, None)
    for state in (State.DRAFT, State.REVIEWED, State.ARCHIVED):
        move_to(live, state, None)

    for address in ("/admin/interviews/questions/promised/", "/admin/"):
        page = desk.get(address).content.decode()
        assert page.index("早就该答的？") < page.index("刚刚承诺的？")
        assert "已超期" in page
        assert "还剩5个工作日" in page

    said(live, answers=late)
    assert "早就该答的？" not in desk.get("/admin/interviews/questions/promised/").content.decode()


def test_the_first_page_tells_what_waits(live, desk):
    receive(live, "路灯？")

    assert "1条提问待审核" in desk.get("/admin/").content.decode()


def test_the_ledger_is_taken_along_without_formulas_and_originals(live, desk):
    receive(live, '=HYPERLINK("http://x","y") 电话13812345678', nickname="+1")
    moderating.decline(asked(live, "二？"), Reason.CASE, None, note="-请打12345")

    response = desk.get(queue_of(live, "ledger.csv"))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    heads, first, second = csv.reader(io.StringIO(text))
    sheet = load_workbook(
        io.BytesIO(b"".join(desk.get(queue_of(live, "ledger.xlsx")).streaming_content))
    ).active

    assert first[4].startswith("'=HYPERLINK")
    assert first[3] == "'+1"
    assert "13812345678" not in text
    assert second[13] == "'-请打12345"
    assert [cell.value for cell in sheet[1]] == heads
    assert all(cell.data_type != "f" for row in sheet for cell in row)
    assert "Access-Control-Allow-Origin" not in response.headers


def test_where_a_moderator_was_is_where_the_page_comes_back(live, desk):
    question, following = receive(live, "一？"), receive(live, "二？")
    response = desk.post(
        queue_of(live, "act/"),
        {
            "one": f"approve-{question.number}", "tab": "pending", "q": "？", "page": "1",
            "following": following.number,
        },
    )  # fmt: skip

    assert response.headers["Location"].endswith(f"page=1#question-{following.number}")
    assert "q=" in response.headers["Location"]
