"""What people paste, and the links that are found in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.verification.pasted import FIELD_LENGTH, MOST_CHARACTERS, MOST_LINKS, read

LINK = "https://mp.weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag"


def links(text: str) -> list[str]:
    return [held.text for held in read(text).links]


@pytest.mark.parametrize(
    "text",
    [
        LINK,
        f"  {LINK}\r\n",
        f"我分享了一篇文章《滨江步道全线贯通》，快来看看！{LINK}，记得转发",
        f"【滨江步道】十二公里{LINK}。",
        f"（{LINK}）",
        f"<{LINK}>",
        f'"{LINK}"',
        f"链接:{LINK}",
        f"链接：{LINK}；",
        f"\u200b{LINK}\u2060\ufeff",
        "https://mp.weixin.qq.com/s/LmWJ\u200bGCLyddA9sAM7arYpag",
        "ｈｔｔｐｓ：／／ｍｐ．ｗｅｉｘｉｎ．ｑｑ．ｃｏｍ／ｓ／ＬｍＷＪＧＣＬｙｄｄＡ９ｓＡＭ７ａｒＹｐａｇ",
        "https%3A%2F%2Fmp.weixin.qq.com%2Fs%2FLmWJGCLyddA9sAM7arYpag",
        "https:// mp.weixin.qq.com / s/LmWJGCLyddA9sAM7arYpag",
        f"{LINK} {LINK}",
    ],
)
def test_the_link_is_found_in_what_stands_around_it(text):
    assert links(text) == [LINK]


def test_a_link_without_a_scheme_is_one():
    assert links("看 weibo.com/1902538057/z20XK26My 这条") == ["weibo.com/1902538057/z20XK26My"]


def test_a_query_copied_from_html_is_read_as_it_was_meant():
    assert links("http://mp.weixin.qq.com/s?__biz=MzA=&amp;mid=1&amp;idx=2") == [
        "http://mp.weixin.qq.com/s?__biz=MzA=&mid=1&idx=2"
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"https://example.com/jump?u={LINK}",
        f"example.com/jump?u={LINK}",
        "example.com/?u=https%3A%2F%2Fmp.weixin.qq.com%2Fs%2FLmWJGCLyddA9sAM7arYpag",
    ],
)
def test_a_link_that_carries_another_is_the_one_that_is_asked_about(text):
    (found,) = links(text)
    assert found.startswith(("https://example.com", "example.com"))


def test_a_text_without_a_link_has_none():
    assert links("滨江步道全线贯通，12.5公里。见 editor@example.gov.cn") == []


def test_every_link_is_asked_about_up_to_a_limit():
    text = " ".join(f"https://weibo.com/u/{number}" for number in range(10000, 10008))
    pasted = read(text)
    assert len(pasted.links) == MOST_LINKS
    assert pasted.left_out == 8 - MOST_LINKS


def test_too_long_a_text_is_not_read_at_all():
    assert read("x" * (MOST_CHARACTERS + 1)).is_too_long
    assert not read("x" * MOST_CHARACTERS).is_too_long


def test_a_link_at_the_end_of_a_full_field_may_have_been_cut():
    text = "长" * (FIELD_LENGTH - len(LINK)) + LINK
    assert read(text).links[0].is_cut
    assert not read(text[1:]).links[0].is_cut
    assert not read(f"{text}。").links[0].is_cut


@given(st.text(max_size=MOST_CHARACTERS))
def test_no_text_breaks_the_reading(text):
    read(text)
