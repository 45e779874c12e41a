"""The forms in which people hold links, and what each platform's links say by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.channels.links import ADDRESS, LONGEST_KEY, Link, Name, Recognised
from syndication.channels.wechat import links as wechat
from syndication.channels.weibo import links as weibo
from syndication.channels.weibo import mid

MID, CODE, UID = "3504803600502730", "z20XK26My", "1902538057"
POST = Name(weibo.POST, MID)
SHORT = Name(wechat.SHORT, "LmWJGCLyddA9sAM7arYpag")
LONG = Name(wechat.LONG, "MzA4Njg1MjkzOA/2652098162/1")
BIZ = "__biz=MzA4Njg1MjkzOA==&mid=2652098162&idx=1"


def of_weibo(text: str) -> Recognised | None:
    return weibo.recognise(Link.parse(text))


def of_wechat(text: str) -> Recognised | None:
    return wechat.recognise(Link.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        f"https://weibo.com/{UID}/{CODE}",
        f"http://www.weibo.com/{UID}/{CODE}/",
        f"weibo.com/{UID}/{CODE}?from=page_1001061902538057_profile&wvr=6&mod=weibotime",
        f"https://weibo.com/{UID}/{CODE}#comment",
        f"https://weibo.com/{UID}/{MID}",
        f"https://m.weibo.cn/{UID}/{MID}",
        f"https://m.weibo.cn/detail/{MID}",
        f"https://m.weibo.cn/status/{MID}?sourceType=weixin&wm=20005_0002",
        f"https://m.weibo.cn/status/{CODE}",
        f"https://weibo.cn/comment/{CODE}?uid={UID}&rl=0",
        f"HTTPS://WEIBO.COM/{UID}/{CODE}",
        f"https://share.api.weibo.cn/share/12345,{MID}.html?weibo_id={MID}",
    ],
)
def test_every_form_of_a_posts_link_names_the_same_post(text):
    assert POST in of_weibo(text).names


@pytest.mark.parametrize(
    "text",
    [
        f"https://weibo.com/{UID}",
        f"https://weibo.com/u/{UID}?refer_flag=1001030103_",
        f"https://m.weibo.cn/u/{UID}",
        f"https://m.weibo.cn/profile/{UID}",
        f"https://weibo.com/u/{UID}/home?wvr=5",
    ],
)
def test_a_home_page_on_weibo_names_its_account(text):
    assert of_weibo(text) == Recognised(account=UID)


@pytest.mark.parametrize(
    "text", ["http://t.cn/A6abcDEF", "https://weibo.com/n/云汀发布", "https://weibo.com/yunting"]
)
def test_what_only_weibo_can_resolve_names_nothing(text):
    assert of_weibo(text) == Recognised()


@pytest.mark.parametrize("text", [f"https://weibo.com/{UID}/follow", f"https://weibo.com/{UID}/0"])
def test_pages_of_an_account_are_not_taken_for_posts(text):
    assert not of_weibo(text).names


@given(st.integers(min_value=10**14, max_value=10**17 - 1).map(str))
def test_a_posts_code_stands_for_its_number_and_for_no_other(number):
    assert mid.number(mid.code(number)) == number


@given(st.text(alphabet=mid.ALPHABET, min_size=9, max_size=10))
def test_whatever_is_read_as_a_code_is_the_code_of_what_was_read(text):
    try:
        number = mid.number(text)
    except ValueError:
        return
    assert mid.code(number) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://mp.weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag", SHORT),
        ("mp.weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag?scene=1&click_id=3", SHORT),
        ("http://mp.weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag#wechat_redirect", SHORT),
        (f"http://mp.weixin.qq.com/s?{BIZ}&sn=247d2fdd&chksm=84253a57#rd", LONG),
        (f"https://mp.weixin.qq.com/s?chksm=1&{BIZ.replace('==', '%3D%3D')}", LONG),
        ("https://mp.weixin.qq.com/s?__biz=MzA4Njg1MjkzOA&mid=2652098162", LONG),
        (
            "http://mp.weixin.qq.com/mp/appmsg/show?__biz=MzA4Njg1MjkzOA==&appmsgid=2652098162"
            "&itemidx=1&sign=ef",
            LONG,
        ),
    ],
)
def test_both_forms_of_an_articles_link_are_read(text, name):
    assert of_wechat(text).names == (name,)


def test_the_place_in_a_multiple_message_is_part_of_an_articles_name():
    second = of_wechat(f"http://mp.weixin.qq.com/s?{BIZ.replace('idx=1', 'idx=2')}")
    assert second.names != (LONG,)


@pytest.mark.parametrize(
    "text",
    [
        f"https://mp.weixin.qq.com/s?{BIZ}&tempkey=MTI3X1",
        "https://mp.weixin.qq.com/s?src=11&timestamp=1700000000&signature=abc",
        "https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzA4Njg1MjkzOA==",
        "https://w.url.cn/s/AE7X97r",
    ],
)
def test_previews_and_temporary_links_of_wechat_name_nothing(text):
    assert of_wechat(text) == Recognised()


@pytest.mark.parametrize(
    "text",
    [
        "https://mp.weixin.qq.com.example.com/s/LmWJGCLyddA9sAM7arYpag",
        "https://mp-weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag",
        f"https://weibo.com.example.com/{UID}/{CODE}",
        f"https://myweibo.com/{UID}/{CODE}",
        "https://example.com/?u=https://mp.weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag",
        "https://example.com/mp.weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag",
    ],
)
def test_hosts_that_only_look_like_a_platform_are_not_one(text):
    assert of_wechat(text) is None
    assert of_weibo(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "https://mp.weixin.qq.com@example.com/s/LmWJGCLyddA9sAM7arYpag",
        "https://example.com\\@mp.weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag",
        "ftp://mp.weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag",
        "https://mp.weixin.qq.com:x/s/LmWJGCLyddA9sAM7arYpag",
        "https://[/s/LmWJGCLyddA9sAM7arYpag",
        "https://",
        "",
    ],
)
def test_links_that_hide_their_host_are_no_links(text):
    assert Link.parse(text) is None


def test_an_address_is_the_same_with_and_without_scheme_port_and_slash():
    plain = Link.parse("https://www.example.gov.cn/news/1/").addresses
    assert Link.parse("http://www.example.gov.cn:80//news/1").addresses == plain
    assert Link.parse("http://www.example.gov.cn:8080/news/1").addresses != plain


def test_an_address_with_a_query_is_known_by_what_stands_before_it_too():
    names = Link.parse("https://example.gov.cn/a?b=2&a=1").addresses
    assert names == (
        Name(ADDRESS, "example.gov.cn/a?a=1&b=2"),
        Name(ADDRESS, "example.gov.cn/a"),
    )


def test_what_was_published_elsewhere_than_on_the_platform_is_known_by_its_address():
    at_a_sandbox = f"http://localhost:8010/{UID}/{CODE}"
    assert weibo.names({"mid": MID}, at_a_sandbox) == (
        POST,
        Name(ADDRESS, f"localhost:8010/{UID}/{CODE}"),
    )
    assert wechat.names({"article_id": "x"}, "http://localhost:8010/s/abc") == (
        Name(ADDRESS, "localhost:8010/s/abc"),
    )
    assert wechat.names(
        {"article_id": "x"}, "http://mp.weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag"
    ) == (SHORT,)


def test_a_link_that_a_person_told_counts_if_it_leads_to_the_platform():
    assert wechat.names({}, "http://mp.weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag") == (SHORT,)
    assert weibo.names({}, f"https://weibo.com/{UID}/{CODE}") == (POST,)
    for names in (wechat.names, weibo.names):
        assert names({}, "https://intranet.example.gov.cn/proof.png") == ()
        assert names({}, "") == ()


def test_a_comment_is_not_known_by_the_address_of_the_post_above_it():
    assert weibo.names({"cid": "1", "on": MID}, f"https://weibo.com/{UID}/{CODE}") == ()


@given(st.text())
def test_keys_are_bounded_and_stay_different(text):
    one, other = Name(ADDRESS, text * 50), Name(ADDRESS, f"{text * 50}x")
    assert len(one.key) <= LONGEST_KEY
    assert one != other


@given(st.text())
def test_no_text_breaks_a_channels_reading(text):
    for prefix in ("", "https://", "https://mp.weixin.qq.com/", "https://weibo.com/"):
        link = Link.parse(prefix + text)
        if link is not None:
            wechat.recognise(link)
            weibo.recognise(link)
