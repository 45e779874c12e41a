"""What citizens see of an interview, in each of its states and without any script."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents import get_document_model

from interviews.ledger import moderating
from interviews.ledger.kinds import Outcome, Reason
from interviews.ledger.receiving import receive
from interviews.models import Question
from interviews.moving import move_to
from interviews.record import acts
from interviews.record.projection import Picture
from interviews.states import State
from tests.home.factories import ArticlePageFactory
from tests.interviews.factories import asked, brought_to, put_to_the_vote, said


def _soup(client, page, query: str = "") -> BeautifulSoup:
    answer = client.get(page.url + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def _queries_of(client, page) -> int:
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
    return len(queries)


def _data(soup: BeautifulSoup) -> dict:
    """Return what the page says of its record; where it stands is in a block of its own."""
    blocks = [json.loads(each.string) for each in soup.select("[type='application/ld+json']")]
    return next((block for block in blocks if "@graph" not in block), {})


def _seen_after(soup: BeautifulSoup, state: State) -> BeautifulSoup:
    """Return the page as its script leaves it when the interview enters a state."""
    for part in soup.select("[data-while]"):
        if state in part["data-while"].split():
            del part["hidden"]
        else:
            part["hidden"] = ""
    for part in soup.select("[hidden]"):
        part.decompose()
    return soup


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_page(client, page, state):
    if state == State.TOPIC_VOTE:
        put_to_the_vote(page)
    else:
        brought_to(page.sitting, state)

    soup = _soup(client, page)

    assert soup.h1.text == "老旧小区怎么改"
    assert soup.select_one(".badge").text == state.label
    assert bool(soup.select(".turn")) == state.has_transcript
    assert not soup.select("[style], script:not([src]):not([type])")


def test_an_announcement_names_theme_time_place_and_people(client, page):
    brought_to(page.sitting, State.ANNOUNCED)
    asked(page.sitting)

    text = _soup(client, page).main.get_text(" ", strip=True)

    for said_there in (
        "2026-09-17 09:30–11:30",
        "市融媒体中心演播厅",
        "周明",
        "林晓",
        "收到提问 1",
    ):
        assert said_there in text


def test_what_is_withdrawn_or_not_approved_is_not_on_the_page(client, page, live):
    turn = said(live, "说错的话")
    acts.withdraw(live, turn.number, None)
    receive(live, "没有审核的提问")
    moderating.decline(receive(live, "骂人的提问"), Reason.ABUSE, None)

    html = client.get(page.url).content.decode()

    for hidden in ("说错的话", "没有审核的提问", "骂人的提问"):
        assert hidden not in html


def test_markup_in_a_turn_is_text(client, page, live):
    said(live, "<script>alert(1)</script></script><!--")

    soup = _soup(client, page)

    assert "<script>alert(1)</script>" in soup.select(".turn")[-1].text
    assert not [each for each in soup.find_all("script") if "alert" in (each.string or "") and
                each.get("type") != "application/ld+json"]  # fmt: skip
    assert _data(soup)["liveBlogUpdate"][0]["articleBody"].startswith("<script>")


def test_live_the_newest_may_come_first(client, page, live):
    said(live)

    assert [each["id"] for each in _soup(client, page).select(".turn")] == ["t1", "t2"]
    assert [each["id"] for each in _soup(client, page, "?order=newest").select(".turn")] == [
        "t2", "t1",
    ]  # fmt: skip


def test_a_live_page_is_refreshed_by_a_plain_link_and_says_what_it_holds(client, page, live):
    soup = _soup(client, page)

    assert soup.select_one(".transcript__refresh")["href"].startswith(page.url)
    assert soup.select_one("[data-turns]")["data-last-entry"] == str(live.last_entry)


def test_a_page_that_stays_open_shows_nothing_that_is_over(client, page, sitting):
    """Figures and lists are as of when the page was made; the form goes when nobody reads it."""
    brought_to(sitting, State.ANNOUNCED)
    asked(sitting, "路灯？")
    announced = _soup(client, page)
    assert announced.select(".ledger, .ask-here, .asked__list")

    on_air = _seen_after(announced, State.LIVE)

    assert not on_air.select(".ledger, .interview__before")
    assert on_air.select_one(".ask-here .ask")
    assert on_air.select_one("#asked").text == "大家关心的问题"

    brought_to(sitting, State.LIVE)
    said(sitting, answers=asked(sitting, "电梯？"))
    live = _soup(client, page)
    assert live.select(".ledger, .contents")

    over = _seen_after(live, State.DRAFT)

    assert not over.select(".ledger, .contents, .ask-here, .asked__list")
    assert over.select_one("#asked").text == "网友提问与处理结果"


def test_the_archive_lists_its_questions_with_anchors(client, page, live):
    question = asked(live, "电梯什么时候装？", nickname="河东老周")
    other = asked(live)
    citizen_turn = said(live, question.shown_text, asks=question)
    said(live, "今年开工。", answers=question)
    moderating.merge(other, question, None)
    for state in (State.DRAFT, State.REVIEWED, State.ARCHIVED):
        move_to(live, state, None)

    soup = _soup(client, page)

    link = soup.select_one(".contents a")
    assert (link["href"], link.text) == (f"#t{citizen_turn.number}", "电梯什么时候装？")
    assert "另有1条" in soup.select_one(".contents li").text
    counts = soup.select_one(".ledger").get_text(" ", strip=True)
    assert "收到提问 2" in counts and "已答复 1" in counts and "已合并 1" in counts


def test_a_promise_tells_its_day(client, page, live):
    moderating.promise(asked(live, "路灯？"), None)

    assert "承诺最迟" in _soup(client, page).select_one(".promised").text


def test_a_correction_is_marked_with_its_note(client, page, archived):
    turn = archived.turns.get()
    acts.edit(archived, 1, turn.version, "各位市民好。", None, note="称呼有误")

    assert "称呼有误" in _soup(client, page).select_one(".turn__correction").text


def test_the_page_takes_as_many_queries_with_many_turns(client, page, live, picture):
    def ask_and_answer(times: int) -> None:
        for _number in range(times):
            question = asked(live)
            said(live, asks=question)
            said(live, answers=question, pictures=[Picture(picture.pk, "现场")])

    ask_and_answer(2)
    client.get(page.url)
    few = _queries_of(client, page)
    ask_and_answer(20)

    assert _queries_of(client, page) == few


def test_while_live_it_is_a_live_blog_whose_beginning_never_moves(client, page, live):
    first = _data(_soup(client, page))
    said(live)
    move_to(live, State.DRAFT, None)
    move_to(live, State.LIVE, None)

    again = _data(_soup(client, page))

    assert first["@type"] == again["@type"] == "LiveBlogPosting"
    assert first["coverageStartTime"] == again["coverageStartTime"]
    assert again["headline"] == page.title
    assert [update["url"][-3:] for update in again["liveBlogUpdate"]] == ["#t2", "#t1"]
    assert all(u["headline"] and u["datePublished"] for u in again["liveBlogUpdate"])


def test_afterwards_it_is_questions_with_their_answers(client, page, live):
    question = asked(live, "电梯什么时候装？", nickname="河东老周")
    said(live, "今年开工。", answers=question)
    said(live, "明年完工。", answers=question)
    for state in (State.DRAFT, State.REVIEWED, State.ARCHIVED):
        move_to(live, state, None)

    data = _data(_soup(client, page))

    [entity] = data["mainEntity"]
    assert (data["@type"], entity["name"]) == ("FAQPage", "电梯什么时候装？")
    assert entity["acceptedAnswer"]["text"] == "今年开工。\n明年完工。"


def test_the_tags_of_a_government_page_are_there(client, page, live):
    soup = _soup(client, page)
    tags = {tag["name"]: tag["content"] for tag in soup.find_all("meta", attrs={"name": True})}

    assert tags["ArticleTitle"] == page.title
    assert (tags["ColumnName"], tags["ColumnType"]) == ("在线访谈", "在线访谈")
    assert tags["ContentSource"] == "市住房和城乡建设局"


def test_turns_written_live_do_not_change_what_other_channels_were_told(client, page, live):
    def versions() -> set[str]:
        marks = _soup(client, page).find_all("meta", attrs={"name": "story-version"})
        return {mark["content"] for mark in marks}

    before = versions()
    said(live)

    assert len(before) == 2
    assert versions() == before


def test_a_turn_leads_to_its_moment_in_our_own_video(client, page, live):
    document = get_document_model()
    page.video = document.objects.create(title="视频", file=ContentFile(b"0", "talk.mp4"))
    page.captions = document.objects.create(title="字幕", file=ContentFile(b"WEBVTT", "talk.vtt"))
    page.save()
    acts.set_time(live, 1, 83, None)

    soup = _soup(client, page)

    assert soup.video.track["src"] == page.captions.url
    link = soup.select_one(".turn__video")
    assert link["href"] == f"{page.video.url}#t=83"
    assert "1:23" in link.text
    assert client.get(page.captions.url)["Content-Type"].startswith("text/vtt")


def test_a_turn_leads_to_its_moment_on_a_video_site(client, page, live):
    page.video_url = "https://www.bilibili.com/video/BV1xx411c7mD"
    page.save()
    acts.set_time(live, 1, 3723, None)

    link = _soup(client, page).select_one(".turn__video")

    assert link["target"] == "player"
    assert "t=3723" in link["href"]
    assert "1:02:03" in link.text


def test_only_public_pages_are_shown_as_related(client, page, column):
    public = ArticlePageFactory(parent=column, title="加装电梯办法")
    hidden = ArticlePageFactory(parent=column, title="内部稿", live=False)
    for each in (public, hidden):
        page.related_pages.create(page=each)
    page.save()

    html = client.get(page.url).content.decode()

    assert "加装电梯办法" in html
    assert "内部稿" not in html


def test_questions_merged_into_each_other_hang_nothing(client, page, live):
    """No act leads there; what a mistake once wrote must not take a process with it."""
    first, second = asked(live, "路灯？"), asked(live, "路灯呢？")
    moderating.merge(first, second, None)
    Question.objects.filter(pk=second.pk).update(
        outcome=Outcome.MERGED, merged_into=first, settled_at=timezone.now()
    )
    second.refresh_from_db()

    assert client.get(page.url).status_code == 200
    assert moderating.root_of(second) in (first, second)
