"""What everybody sees of the questions: nothing that was submitted disappears."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from interviews.ledger import moderating
from interviews.ledger.kinds import Reason
from interviews.ledger.receiving import receive
from interviews.models import Question
from tests.interviews.factories import asked, said

pytestmark = pytest.mark.django_db


def shown(live, query: str = "") -> str:
    response = Client().get(f"/interviews/{live.page_id}/questions/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_every_outcome_is_told_in_words_with_where_to_go_on(live):
    answered, merged, promised, declined, open_ = (asked(live, f"第{n}问？") for n in range(5))
    said(live, answers=answered)
    moderating.merge(merged, answered, None)
    moderating.promise(promised, None)
    moderating.decline(declined, Reason.CASE, None, note="请打13812345678")

    page = shown(live, "kind=all&order=number")

    assert f'href="{live.page.url}#{Question.objects.get(number=1).answered_in.anchor}"' in page
    assert f'href="/interviews/{live.page_id}/questions/1/"' in page
    assert "与第1号提问内容相同" in page
    assert "第5个工作日" in page
    assert "138****5678" in page
    assert "13812345678" not in page
    assert "12345热线" in page
    assert "尚未答复" in page
    assert open_.shown_text in page


def test_words_that_were_not_approved_are_not_shown_but_counted(live):
    receive(live, "不能公开的话", nickname="某某")
    moderating.decline(receive(live, "骂人的话"), Reason.ABUSE, None)

    page = shown(live, "kind=all")

    assert "不能公开的话" not in page
    assert "骂人的话" not in page
    assert "某某" not in page
    assert "（内容未公开）" in page
    assert "不予公开的理由" in page
    assert "不能公开的话" not in Client().get(live.page.url).content.decode()
    assert Client().get(f"/interviews/{live.page_id}/questions/1/").status_code == 404


def test_the_usual_list_has_the_most_wanted_first_and_merged_ones_at_their_question(live):
    few, many, same = asked(live, "少人问的？"), asked(live, "多人问的？"), asked(live, "一样的？")
    Question.objects.filter(pk=many.pk).update(votes=7)
    moderating.merge(same, many, None)

    page = shown(live)

    assert page.index("多人问的？") < page.index("少人问的？")
    assert "一样的？" not in page
    assert "另有1条相同的提问" in page
    by_time = shown(live, "order=number")
    assert by_time.index("少人问的？") < by_time.index("多人问的？")
    assert few.shown_text in by_time


@pytest.mark.parametrize("query", ["kind=x&order=y&page=z", "page=999", "kind=answered"])
def test_what_makes_no_sense_shows_the_usual(live, query):
    asked(live)

    assert shown(live, query)


def test_lists_are_alike_for_everybody_and_may_be_cached(live, citizen):
    question = asked(live)
    citizen.vote(question)
    response = citizen.client.get(f"/interviews/{live.page_id}/questions/")

    assert "public" in response.headers["Cache-Control"]
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize("address", ["/interviews/{}/questions/?kind=all", "{}"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_questions(live, address):
    place = address.format(live.page.url if address == "{}" else live.page_id)

    def queries() -> int:
        Client().get(place)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert Client().get(place).status_code == 200
        return len(captured)

    for number in range(5):
        asked(live, f"第{number}问？")
    few = queries()
    for number in range(60):
        moderating.merge(asked(live, f"又第{number}问？"), Question.objects.first(), None)
        asked(live, f"再第{number}问？")

    assert queries() == few
