"""What a partner gets is pure, whole, and as docs/webhook.md says."""

import json
import re

from hypothesis import given

from story import Heading, Paragraph, Run
from syndication.channels.options import PLAIN, Options
from syndication.channels.webhook import render
from syndication.models.payload import canonical, fingerprint
from tests.syndication.partner import PAGE
from tests.syndication.stories import a_story, picture, stock_of, stories

EXAMPLE = json.loads(re.search(r"```json\n(.*?)```", PAGE.read_text(), re.DOTALL).group(1))


def document(story, options: Options = PLAIN) -> dict:
    body = render.item(story, stock_of(story), options)
    return json.loads(render.document(render.id_of(body), body))


@given(stories)
def test_whatever_the_story_its_document_has_the_fields_of_the_documentation(story):
    assert set(document(story)) == set(EXAMPLE)


@given(stories)
def test_whatever_the_story_equal_stories_make_equal_bytes(story):
    body, again = (render.item(story, stock_of(story)) for _ in range(2))
    assert render.document(render.id_of(body), body) == render.document(render.id_of(again), again)


@given(stories)
def test_whatever_the_story_no_address_in_its_runs_can_execute(story):
    hrefs = re.findall(r'"href":"([^"]*)"', render.document("x", _body(story)).decode())
    assert all(href.startswith(("http://", "https://", "mailto:")) for href in hrefs)


@given(stories)
def test_whatever_the_story_all_its_pictures_are_there_by_their_hash(story):
    stock = stock_of(story)
    text = render.document("x", _body(story)).decode()
    told = set(re.findall(r'"sha256":"([0-9a-f]{64})"', text))
    assert told == {stocked.sha256 for stocked in stock.values()}


@given(stories)
def test_whatever_the_story_its_blocks_are_of_the_documented_types(story):
    documented = set(re.findall(r"^\| `([a-z]+)` \|", PAGE.read_text(), re.MULTILINE))
    assert {block["type"] for block in document(story)["body"]} <= documented


def _body(story) -> dict:
    return render.item(story, stock_of(story))


def test_the_fields_of_a_picture_are_those_of_the_documentation():
    cover = picture("cover")
    told = document(a_story(cover=cover))["cover"]
    assert set(told) == set(EXAMPLE["cover"])
    assert told["url"] == f"http://localhost:8000/media/syndication/pictures/{told['sha256']}.jpg"


def test_the_key_is_the_hash_of_the_frozen_payload():
    body = _body(a_story())
    assert render.key_of(body) == fingerprint("webhook", canonical(body))


def test_what_an_editor_wishes_for_the_account_goes_out():
    told = document(
        a_story(title="甲", digest="乙", author="丙"),
        Options(title="一", digest="二", author="三", closing="咨询电话：12345"),
    )
    assert [told[name] for name in ("title", "digest", "author", "closing")] == [
        "一",
        "二",
        "三",
        "咨询电话：12345",
    ]


def test_the_words_of_an_item_are_what_people_read():
    body = _body(a_story(body=(Heading("小标题"), Paragraph((Run("正"), Run("文。", bold=True))))))
    assert render.words(body)["text"] == "小标题\n正文。"


def test_any_difference_makes_another_id():
    one, other = _body(a_story(title="甲")), _body(a_story(title="乙"))
    assert render.id_of(one) != render.id_of(other)
