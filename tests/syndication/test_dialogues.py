"""Interviews on every channel: within the limits, as an editor chose, never silently cut."""

from unittest.mock import sentinel

import pytest
from hypothesis import example, given, settings

from story import Dialogue, Run, Story, Turn
from syndication.channels.base import Severity
from syndication.channels.dialogues import best, dialogues_of, fitted
from syndication.channels.options import PLAIN, Options
from syndication.channels.webhook import render as webhook
from syndication.channels.wechat import check
from syndication.channels.wechat import render as wechat
from syndication.channels.weibo import headline
from syndication.channels.weibo.text import SAFE_LIMIT, compose, weighted_length
from tests.syndication.stories import URL, record_of_short_lines, records, stock_of


def dialogue(key: str, *, rank: int, words: str = "答。", question: str = "问？") -> Dialogue:
    said = (
        Turn("林晓", (Run(question),), role="主持人", asks=True),
        Turn("周明", (Run(words),), post="市住房和城乡建设局局长"),
    )
    return Dialogue(key, question, said, rank, f"{URL}#{key}")


def record(*some: Dialogue) -> Story:
    return Story("访谈实录｜老旧小区怎么改", URL, some)


THREE = record(
    dialogue("t1", rank=2, question="一问？"),
    dialogue("t3", rank=0, question="二问？"),
    dialogue("t5", rank=1, question="三问？"),
)


@settings(max_examples=40)
@given(records())
@example(record_of_short_lines())
def test_whatever_was_said_an_article_on_wechat_is_short_enough(story):
    body = wechat.article(story, stock_of(story))
    refused = [each.code for each in check.findings(body) if each.severity == Severity.REFUSED]
    assert not {"body_long", "body_bytes"} & set(refused)
    missing = [each for each in dialogues_of(story) if each.title not in body["content"]]
    assert bool(missing) == ("全部实录见" in body["content"])


@settings(max_examples=40)
@given(records())
@example(record_of_short_lines())
def test_whatever_was_said_a_headline_and_a_post_are_short_enough(story):
    told = headline.article(story, stock_of(story), PLAIN, None)
    refused = {each.code for each in headline.findings(told)}
    assert not {"headline_body_long", "headline_text_long"} & refused
    assert weighted_length(compose(story)) <= SAFE_LIMIT


@settings(max_examples=40)
@given(records())
def test_a_partner_gets_the_whole_interview(story):
    body = webhook.item(story, stock_of(story))
    told = [block for block in body["body"] if block["type"] == "dialogue"]
    assert [each["key"] for each in told] == [each.key for each in dialogues_of(story)]


@settings(max_examples=40)
@given(records())
def test_the_same_interview_makes_the_same_bytes(story):
    stock = stock_of(story)
    assert wechat.article(story, stock) == wechat.article(story, stock)


def test_where_there_is_little_room_the_best_stay_and_in_their_order():
    story = fitted(THREE, PLAIN, [2], lambda block: [1 if isinstance(block, Dialogue) else 0])
    assert [each.key for each in dialogues_of(story)] == ["t3", "t5"]


def test_an_editors_choice_stands_even_without_room():
    story = fitted(THREE, Options(dialogues=("t1",)), [0], lambda block: [1])
    assert [each.key for each in dialogues_of(story)] == ["t1"]


def test_a_choice_of_what_is_there_no_more_chooses_nothing():
    assert fitted(THREE, Options(dialogues=("t99",)), [9], lambda block: [0]) is THREE


def test_what_is_left_out_is_said_with_the_address_of_the_whole():
    content = wechat.article(THREE, {}, Options(dialogues=("t3",)))["content"]
    assert "二问？" in content
    assert "一问？" not in content
    assert f"本文选登全部 3 段问答中的 1 段。全部实录见：<br/>{URL}" in content


def test_speakers_are_introduced_once():
    content = wechat.article(THREE, {})["content"]
    assert content.count("市住房和城乡建设局局长") == 1
    assert content.count(">周明</span>") == 3


def test_a_post_quotes_the_best_question_and_its_answer():
    assert best(THREE, PLAIN).key == "t3"
    assert compose(THREE) == f"【访谈实录｜老旧小区怎么改】问：二问？ 周明：答。 {URL}"
    assert "一问？" in compose(THREE, Options(dialogues=("t1",)))


@pytest.mark.parametrize("render", ["wechat", "markup", "webhook"])
def test_an_unknown_block_is_an_error_and_not_left_out(render):
    story = Story("标题", URL, (sentinel.block,))
    with pytest.raises(TypeError):
        match render:
            case "wechat":
                wechat.article(story, {})
            case "markup":
                headline.article(story, {}, PLAIN, None)
            case _:
                webhook.item(story, {})
