"""Posts are composed to Weibo's own way of counting, and the address is always whole."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story import Paragraph, Run
from syndication.channels.weibo import mid
from syndication.channels.weibo.text import (
    LIMIT,
    compose,
    fingerprint,
    fitted,
    weighted_length,
)
from tests.syndication.stories import URL, a_story, some_words, stories, words


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Test", 2),
        ("测试ab", 3),
        ("字" * 140, 140),
        ("😀", 2),
        ("a\r\nb", 2),
        (f"市政府发布通知 {URL} ", 18),
        (f"http://a.cn/{'x' * 128}", 10),
        (f"http://a.cn/{'x' * 148}", 20),
        ("http://t.cn/A6xyz", 9),
        ("http://weibo.com/1/z08AUBmUe", 14),
        (f"http://weibo.com/{'x' * 24}", 21),
        (f"http://weibo.com/{'x' * 25}", 10),
        (f"http://weibo.com.example.com/{'x' * 8}", 10),
    ],
)
def test_length_is_counted_as_the_platform_counts(text, length):
    assert weighted_length(text) == length


@given(stories)
def test_whatever_the_story_the_post_ends_with_the_whole_address(story):
    post = compose(story)
    assert post.endswith(f" {story.url}")
    assert post.count(story.url) == 1


@given(stories)
def test_whatever_the_story_the_post_is_within_the_limit(story):
    assert weighted_length(compose(story)) <= max(LIMIT, weighted_length(f"【…】 {story.url}"))


@given(stories)
def test_whatever_the_story_no_narrow_hash_can_swallow_words(story):
    assert "#" not in compose(story).removesuffix(story.url)


@given(some_words, words)
def test_whatever_the_words_the_post_begins_with_the_title_in_brackets(title, digest):
    assert compose(a_story(title=title, digest=digest)).startswith("【")


def test_a_long_title_is_shortened_and_the_address_is_not():
    post = compose(a_story(title="长" * 200))
    assert post.endswith(f"…】 {URL}")
    assert weighted_length(post) <= 130


def test_a_story_without_a_digest_is_told_by_its_first_words():
    body = (Paragraph((Run("  "),)), Paragraph((Run("四月一日起施行。"),)))
    assert compose(a_story(body=body)) == f"【标题】四月一日起施行。 {URL}"


def test_whom_a_speech_is_addressed_to_is_not_what_it_says():
    body = (Paragraph((Run("同志们："),)), Paragraph((Run("今天的会议很重要。"),)))
    assert compose(a_story(body=body)) == f"【标题】今天的会议很重要。 {URL}"
    assert compose(a_story(body=body[:1])) == f"【标题】同志们： {URL}"


@given(st.text(max_size=300), st.integers(1, 140))
def test_fitted_text_never_counts_more_than_it_may(text, limit):
    assert weighted_length(fitted(text, limit)) <= limit


def as_weibo_shows(text: str) -> str:
    """What the platform is known to do to a post: shorten addresses, escape markup."""
    text = re.sub(r"https?://\S+", "http://t.cn/A6AbCdEf", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@given(stories)
def test_whatever_the_story_its_post_is_recognised_when_read_back(story):
    post = compose(story)
    assert fingerprint(as_weibo_shows(post)) == fingerprint(post)


def test_posts_of_other_stories_are_not_taken_for_ours():
    assert fingerprint(compose(a_story(title="甲"))) != fingerprint(compose(a_story(title="乙")))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("3504803600502730", "z20XK26My"),
        ("3500330408906190", "z08AUBmUe"),
        ("3501756485200075", "z0JH2lOMb"),
        ("3501703397689247", "z0Ijpwgk7"),
        ("5349862107251384", "RkV8KuqpO"),
    ],
)
def test_the_address_of_a_post_is_made_from_its_number(number, code):
    assert mid.code(number) == code
    assert mid.post_url("https://weibo.com/", "1902538057", number) == (
        f"https://weibo.com/1902538057/{code}"
    )
