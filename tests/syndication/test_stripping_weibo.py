"""What Weibo will change or refuse is known before it does; the witness is the sandbox."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.channels.base import Severity
from syndication.channels.weibo import kept as post
from tests.sandbox.callers import Weibo, picture
from tests.sandbox_process import SandboxProcess
from tests.syndication.stripping_cases import LINK, POSTS, SAFE
from tests.syndication.stripping_witness import PLENTY, codes_of, ids, unhurried


@pytest.fixture(scope="module")
def fresh(sandbox_process: SandboxProcess) -> SandboxProcess:
    sandbox_process.reset()
    return sandbox_process


# --- Weibo -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def user(fresh: SandboxProcess) -> Iterator[Weibo]:
    quotas = {"user_day": PLENTY, "posts_hour": PLENTY, "ip_hour": PLENTY}
    return Weibo(fresh, safe_domains=list(SAFE), quotas=quotas, duplicate_window=0)


def read_back(user: Weibo, text: str) -> str:
    mid = user.shared(text)["mid"]
    shown = user.get("/2/statuses/show.json", id=mid).json()["text"]
    return re.sub(r"http://t\.cn/A6[0-9a-f]{6}", post.SHORTENED, shown)


@pytest.mark.parametrize(("text", "codes", "error_code"), POSTS, ids=ids(POSTS))
def test_weibo_shows_or_refuses_what_was_predicted(user, text, codes, error_code):
    predicted, findings = post.kept(text, SAFE)

    assert codes_of(findings) == set(codes.split())
    refused = {post.ERROR_CODES[f.code] for f in findings if f.severity == Severity.REFUSED}
    if error_code:
        assert user.code(user.share(text)) == error_code
        assert error_code in refused
    else:
        assert refused == set()
        assert read_back(user, text) == predicted


def test_without_a_bound_domain_every_post_is_refused_as_predicted(fresh):
    nobody = Weibo(fresh, "5509999999", "1399999999", safe_domains=[])
    (_, finding) = sorted(post.kept(f"通知 {LINK}", [])[1], key=lambda each: each.severity)
    assert finding.code == "no_safe_domain"
    assert nobody.code(nobody.share(f"通知 {LINK}")) == post.ERROR_CODES[finding.code]


def test_domains_that_are_not_known_are_not_judged():
    assert codes_of(post.kept("别的域名 https://www.gov.cn/1/")[1]) == {"link_short"}


def test_a_comment_needs_no_address_and_has_the_same_length():
    comment = {"comment_on": "5000000000000000", "text": "更正：时间为五月一日。", "picture": ""}
    assert post.findings(comment, SAFE) == []
    assert codes_of(post.findings(comment | {"text": "字" * 141}, SAFE)) == {"text_long"}
    assert codes_of(post.findings(comment | {"text": " "}, SAFE)) == {"text_empty"}


WEIBO_FILES = [
    ("JPEG", False, (60, 30), ""),
    ("PNG", False, (60, 30), ""),
    ("GIF", False, (60, 30), ""),
    ("BMP", False, (60, 30), "picture_type"),
    ("WEBP", False, (60, 30), "picture_type"),
    ("TIFF", False, (60, 30), "picture_type"),
    ("PNG", True, (2600, 2600), "picture_large"),
    ("BMP", True, (2600, 2600), "picture_large"),
]


@pytest.mark.parametrize(("form", "noise", "size", "code"), WEIBO_FILES)
def test_pictures_of_posts_are_taken_or_refused_as_predicted(user, form, noise, size, code):
    data = picture(form, size, noise=noise)
    assert codes_of(post.picture_findings(data)) == set(code.split())
    answer = user.share(f"{form}{size} {LINK}", files={"pic": ("a.jpg", data, "image/jpeg")})
    assert user.code(answer) == post.ERROR_CODES.get(code, 0)


@pytest.mark.parametrize("data", [b"no picture", picture()[:200]])
def test_files_that_are_no_pictures_are_refused_as_predicted(user, data):
    (finding,) = post.picture_findings(data)
    answer = user.share(f"坏图 {LINK}", files={"pic": ("a.jpg", data, "image/jpeg")})
    assert user.code(answer) == post.ERROR_CODES[finding.code]


PHRASES = st.lists(
    st.one_of(
        st.sampled_from(
            ["#", "#话题#", LINK, "http://t.cn/A6abc", "，", "\n", "😀", "&amp;", "a b"]
        ),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    ),
    max_size=6,
).map("".join)


@settings(unhurried, max_examples=40)
@given(words=PHRASES)
def test_whatever_the_words_weibo_shows_or_refuses_what_was_predicted(user, words):
    text = f"{words} {LINK}"
    predicted, findings = post.kept(text, SAFE)
    refused = [f.code for f in findings if f.severity == Severity.REFUSED]
    if refused:
        assert user.code(user.share(text)) == post.ERROR_CODES[refused[0]]
    else:
        assert read_back(user, text) == predicted
