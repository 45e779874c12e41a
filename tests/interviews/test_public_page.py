"""What citizens see of an interview, in each of its states and without any script."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import mammoth
import pytest
import time_machine
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
from interviews.public import listing
from interviews.public.calendar import folded
from interviews.record import acts
from interviews.record.projection import Picture
from interviews.states import State
from tests.home.factories import ArticlePageFactory
from tests.interviews.factories import BEGIN, asked, brought_to, interview, put_to_the_vote, said


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
    block = soup.find("script", type="application/ld+json")
    return json.loads(block.string) if block else {}


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


# -- what machines read ------------------------------------------------------------------------


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


# -- what is taken away ------------------------------------------------------------------------


def _calendar(client, page) -> dict[str, str]:
    lines = client.get(f"{page.url}calendar/").content.decode().replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if line)


def test_the_calendar_file_is_what_calendars_take(client, page):
    page.save_revision().publish()
    raw = client.get(f"{page.url}calendar/")

    assert raw["Content-Type"].startswith("text/calendar")
    assert b"\n" not in raw.content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.content.split(b"\r\n"))
    event = _calendar(client, page)
    assert (event["DTSTART"], event["DTEND"]) == ("20260917T013000Z", "20260917T033000Z")
    assert event["SEQUENCE"] == "0"


def test_a_moved_interview_keeps_its_uid_and_counts_up(client, page):
    page.save_revision().publish()
    before = _calendar(client, page)
    page.introduction = "改了简介"
    page.save_revision().publish()
    assert _calendar(client, page)["SEQUENCE"] == "0"

    page.starts_at += timedelta(hours=1)
    page.save_revision().publish()

    after = _calendar(client, page)
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], "1")
    assert after["DTSTART"] == "20260917T023000Z"


@pytest.mark.parametrize("length", [0, 24, 25, 26, 200])
def test_a_folded_line_is_whole_again(length):
    line = "SUMMARY:" + "访" * length

    written = folded(line)

    assert written.replace(b"\r\n ", b"").decode() == line + "\r\n"
    assert all(len(part) <= 75 for part in written.split(b"\r\n"))


def test_the_transcript_as_text(client, page, live):
    said(live, "第一段\n第二段")

    answer = client.get(f"{page.url}text/")

    assert answer["Content-Disposition"] == f'attachment; filename="{page.slug}.txt"'
    text = answer.content.decode()
    assert "【嘉宾 周明】第一段\r\n第二段\r\n" in text
    assert text.startswith("老旧小区怎么改\r\n")


def test_the_transcript_as_a_word_file_opens(client, page, live):
    said(live, "价格 < 50万元 & 自愿\n第二段")

    answer = client.get(f"{page.url}word/")

    assert zipfile.ZipFile(BytesIO(answer.content)).testzip() is None
    text = mammoth.extract_raw_text(BytesIO(answer.content)).value
    assert "【嘉宾 周明】价格 < 50万元 & 自愿" in text
    assert "老旧小区怎么改" in mammoth.convert_to_html(BytesIO(answer.content)).value


@pytest.mark.parametrize("kind", ["text", "word"])
def test_there_is_no_transcript_before_there_is_one(client, page, kind):
    assert client.get(f"{page.url}{kind}/").status_code == 404


# -- video and documents -----------------------------------------------------------------------


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


# -- the list ----------------------------------------------------------------------------------


def test_the_list_tells_what_is_on_what_comes_and_what_was(client, index):
    on_air = interview(index, title="正在谈")
    brought_to(interview(index, title="已谈完").sitting, State.ARCHIVED)
    brought_to(interview(index, title="快要谈").sitting, State.ANNOUNCED)
    brought_to(on_air.sitting, State.LIVE)

    soup = _soup(client, index)

    titles = [[a.text for a in section.select(".media__title a")] for section in
              soup.select("section[aria-labelledby]")]  # fmt: skip
    assert titles == [["正在谈", "快要谈"], ["已谈完"]]


def test_a_plan_whose_day_has_passed_is_neither_to_come_nor_held(client, index):
    with time_machine.travel("2026-09-17T12:00:00Z", tick=False):
        interview(index, title="今天谈")
        interview(index, title="没谈成", starts_at=BEGIN - timedelta(days=1), ends_at=None)
        late = interview(index, title="推迟了", starts_at=BEGIN - timedelta(days=2), ends_at=None)
        brought_to(late.sitting, State.ANNOUNCED)

        soup = _soup(client, index)

    titles = [link.text for link in soup.select(".media__title a")]
    assert titles == ["今天谈", "推迟了"]


def test_what_is_to_come_is_a_list_of_some_length(client, index, monkeypatch):
    monkeypatch.setattr(listing, "MOST_COMING", 2)
    with time_machine.travel("2026-09-01T12:00:00Z", tick=False):
        for day in range(4):
            interview(index, title=f"{day}", starts_at=BEGIN + timedelta(days=day), ends_at=None)
        late = interview(index, title="正在谈", starts_at=BEGIN + timedelta(days=9), ends_at=None)
        brought_to(late.sitting, State.LIVE)

        soup = _soup(client, index)

    assert [link.text for link in soup.select(".media__title a")] == ["正在谈", "0"]


def test_a_long_list_has_pages_and_as_many_queries(client, index):
    for _number in range(3):
        brought_to(interview(index).sitting, State.ARCHIVED)
    few = _queries_of(client, index)
    for _number in range(11):
        brought_to(interview(index).sitting, State.ARCHIVED)

    assert _queries_of(client, index) == few
    soup = _soup(client, index)
    assert len(soup.select(".media__item")) == 12
    assert len(_soup(client, index, "?page=2").select(".media__item")) == 2


def test_the_feed_has_announcements_and_transcripts(client, index):
    brought_to(interview(index, title="快要谈").sitting, State.ANNOUNCED)
    interview(index, title="不公开", live=False)

    feed = client.get(f"{index.url}feed/").content.decode()

    assert "快要谈（已预告，接受提问）" in feed
    assert "不公开" not in feed


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
