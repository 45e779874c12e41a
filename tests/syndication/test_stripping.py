"""What a platform will remove, change or refuse is known before it does, and then it does so.

The witness is the sandbox: it filters by a hand of its own, is asked over HTTP, and is never
imported here.
"""

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings

from syndication.channels.base import Finding, Severity
from syndication.channels.wechat import check, messages, render
from syndication.channels.wechat.channel import WeChatChannel
from syndication.channels.wechat.kept import REFUSED_BY_SOME, kept
from syndication.channels.weibo import kept as post
from syndication.channels.weibo import messages as weibo_messages
from syndication.channels.weibo.channel import WeiboChannel
from syndication.models import Account
from tests.sandbox.callers import WeChat, picture
from tests.sandbox_process import SandboxProcess
from tests.syndication.markup import RUBBLE, WELL_FORMED, seen
from tests.syndication.stories import stock_of, stories
from tests.syndication.stripping_cases import FIELDS, FOREIGN, HTML, OWN, PORTAL, POSTS, SAFE
from tests.syndication.stripping_witness import PLENTY, codes_of, ids, unhurried

WECHAT_QUOTAS = dict.fromkeys(("draft/add", "draft/get", "media/uploadimg"), PLENTY)
# Kept to the letter, and still told of: they come out differently.
ONLY_SHOWN_DIFFERENTLY = {
    "class_name",
    "style_unstable",
    "picture_size",
    "list_nested",
    "list_marks",
    "table_width",
    "div_style",
}


# --- WeChat ------------------------------------------------------------------------------------


class Witness:
    """An official account at the sandbox that has uploaded OWN; FOREIGN is another account's."""

    def __init__(self, sandbox: SandboxProcess, app_id: str, foreign: str, **account: Any) -> None:
        self.caller = WeChat(sandbox, app_id, quotas=WECHAT_QUOTAS, **account)
        self.cover = self.caller.cover()
        self.own = self.caller.upload(picture())["url"]
        self.foreign = foreign

    def draft(self, **fields: Any) -> dict[str, Any]:
        """Put an article into the box; return it as it is kept there, or the refusal."""
        if "content" in fields:
            sent = fields["content"].replace(OWN, self.own).replace(FOREIGN, self.foreign)
            fields = {**fields, "content": sent}
        article = self.caller.article(cover=self.cover, **fields)
        answer = self.caller.post("draft/add", {"articles": [article]})
        if "errcode" in answer:
            return answer
        (item,) = self.caller.post("draft/get", {"media_id": answer["media_id"]})["news_item"]
        return item | {"content": item["content"].replace(self.own, OWN)}


@pytest.fixture(scope="module")
def fresh(sandbox_process: SandboxProcess) -> SandboxProcess:
    sandbox_process.reset()
    return sandbox_process


@pytest.fixture(scope="module")
def foreign(fresh: SandboxProcess) -> str:
    return WeChat(fresh, "wx0003").upload(picture())["url"]


@pytest.fixture(scope="module")
def official(fresh: SandboxProcess, foreign: str) -> Witness:
    return Witness(fresh, "wx0001", foreign)


@pytest.fixture(scope="module")
def strict(fresh: SandboxProcess, foreign: str) -> Witness:
    """An account of those that are refused for what others merely lose."""
    return Witness(fresh, "wx0002", foreign, strict_content=True)


@pytest.mark.parametrize(("html", "codes"), HTML, ids=ids(HTML))
def test_wechat_keeps_what_was_predicted_and_strict_accounts_refuse_it_as_predicted(
    official, strict, html, codes
):
    content = f"<p>正文。</p>{html}"
    predicted, findings = kept(content, {OWN})

    assert codes_of(findings) == set(codes.split())
    assert seen(official.draft(content=content)["content"]) == seen(predicted)
    refusal = strict.draft(content=content).get("errcode", 0)
    assert refusal == (45166 if codes_of(findings) & REFUSED_BY_SOME else 0)


def payload(**fields: str) -> dict[str, Any]:
    article = {
        "title": "云汀市召开优化营商环境大会",
        "author": "政务公开办",
        "digest": "部署下一阶段重点任务",
        "content": "<p>正文</p>",
        "content_source_url": PORTAL,
    }
    return {**article, "cover": "", "pictures": [OWN.removeprefix("picture:")], **fields}


@pytest.mark.parametrize(("fields", "codes", "errcode"), FIELDS, ids=ids(FIELDS))
def test_fields_are_taken_or_refused_as_predicted(official, fields, codes, errcode):
    body = payload(**fields)
    remaining, findings = check.as_kept(body)
    names = ("title", "author", "digest", "content", "content_source_url")
    answer = official.draft(**{name: body[name] for name in names})

    assert codes_of(findings) == set(codes.split())
    assert answer.get("errcode", 0) == errcode
    if errcode:
        assert errcode in {check.ERRCODES.get(code) for code in codes_of(findings)}
    else:
        assert all(finding.severity == Severity.CHANGED for finding in findings)
        assert {name: answer[name] for name in names} | {"content": ""} == {
            name: remaining[name] for name in names
        } | {"content": ""}
        assert seen(answer["content"]) == seen(remaining["content"])


FILES = [
    ("JPEG", False, (60, 30), "", ""),
    ("PNG", False, (60, 30), "", ""),
    ("GIF", False, (60, 30), "picture_type", ""),
    ("BMP", False, (60, 30), "picture_type", ""),
    ("WEBP", False, (60, 30), "picture_type", "picture_type"),
    ("TIFF", False, (60, 30), "picture_type", "picture_type"),
    ("PNG", True, (1300, 1300), "picture_large", ""),
    ("BMP", True, (3400, 3200), "picture_large", "picture_large"),
]


def answered(uploaded: dict[str, Any]) -> int:
    return uploaded.get("errcode", 0)


@pytest.mark.parametrize(("form", "noise", "size", "in_body", "as_cover"), FILES)
def test_picture_files_are_taken_or_refused_as_predicted(
    official, form, noise, size, in_body, as_cover
):
    data = picture(form, size, noise=noise)
    for cover, code in ((False, in_body), (True, as_cover)):
        findings = check.picture_findings(data, cover=cover)
        assert codes_of(findings) == set(code.split())
        answer = official.caller.upload(data, kind="image" if cover else "")
        assert answered(answer) == check.ERRCODES.get(code, 0)


def test_a_file_that_is_no_picture_is_refused_as_predicted(official):
    (finding,) = check.picture_findings(b"<html>no picture</html>")
    assert finding.code == "picture_type"
    assert answered(official.caller.upload(b"<html>no picture</html>")) == 40137


def test_a_finding_says_how_often_and_what_it_concerns():
    html = '<p onclick="a()" onload="b()">一<img src="https://a.cn/1.png" alt="甲"/></p>'
    handler, lost = kept(html)[1]
    assert handler == Finding(
        Severity.CHANGED, "handler", {"count": 2, "what": ["onclick", "onload"]}
    )
    assert lost.values == {"count": 1, "what": ["甲 https://a.cn/1.png"]}


def test_what_a_finding_quotes_is_short():
    (finding,) = kept("".join(f'<a href="https://a.cn/{"x" * n}">链接</a>' for n in range(99)))[1]
    assert finding.values["count"] == 99
    assert len(finding.values["what"]) == 5
    assert all(len(text) <= 60 for text in finding.values["what"])


def test_a_comment_that_is_left_open_hides_the_rest_as_in_a_browser():
    remaining, (finding,) = kept("<p>一</p><!-- <p>二</p>")
    assert remaining == "<p>一</p>"
    assert finding.code == "comment"


def test_what_stands_behind_an_element_without_an_end_is_not_lost_with_it():
    for html in ("<p>一<embed src=a>二</p>三", "<p>一<source src=a>二<wbr></p>三"):
        remaining, _ = kept(html)
        assert "二" in remaining
        assert "三" in remaining


# --- any HTML ----------------------------------------------------------------------------------


def has_nothing_forbidden(soup: BeautifulSoup) -> bool:
    return not any(
        tag.name in {"script", "style", "iframe", "form", "video", "input"}
        or any(name.lower().startswith("on") for name in tag.attrs)
        or (tag.name in {"img", "image"} and tag.get("src", OWN) != OWN)
        or (tag.name == "a" and tag.get("href", "https://mp.weixin.qq.com/s/a")[:5] != "https")
        or "url(" in tag.get("style", "")
        for tag in soup.find_all(True)
    )


@unhurried
@given(RUBBLE)
def test_what_is_kept_once_is_kept_for_ever(html):
    once, _ = kept(html, {OWN})
    again, findings = kept(once, {OWN})
    assert again == once
    assert codes_of(findings) <= ONLY_SHOWN_DIFFERENTLY


@unhurried
@given(RUBBLE)
def test_nothing_that_runs_and_no_foreign_picture_is_ever_kept_whoever_reads_it(html):
    remaining, _ = kept(html, {OWN})
    for reader in ("lxml", "html.parser"):
        assert has_nothing_forbidden(BeautifulSoup(remaining, reader)), reader


@unhurried
@given(RUBBLE)
def test_whatever_is_lost_is_told(html):
    remaining, findings = kept(html, {OWN})
    if codes_of(findings) <= ONLY_SHOWN_DIFFERENTLY:
        assert seen(remaining) == seen(html)


@settings(unhurried, max_examples=40)
@given(html=WELL_FORMED)
def test_whatever_the_html_wechat_keeps_what_was_predicted(official, html):
    content = f"<p>正文。</p>{html}"
    predicted, _ = kept(content, {OWN})
    assert seen(official.draft(content=content)["content"]) == seen(predicted)


@unhurried
@given(stories)
def test_our_own_articles_lose_nothing(story):
    body = render.article(story, stock_of(story))
    own = {f"picture:{sha256}" for sha256 in body["pictures"]}
    remaining, findings = kept(body["content"], own)
    assert findings == []
    assert seen(remaining) == seen(body["content"])


@unhurried
@given(stories)
def test_of_our_own_articles_nothing_but_length_and_emptiness_is_ever_found(story):
    remaining, findings = check.as_kept(render.article(story, stock_of(story)))
    assert codes_of(findings) <= {"title_long", "title_empty", "body_empty", "body_long"}
    assert remaining["content_source_url"] == story.url


# --- what the engine is told -------------------------------------------------------------------


def test_the_channels_themselves_say_what_was_proved_here():
    body = payload(title="长" * 33, content="<p>一</p><script>1</script>")
    assert WeChatChannel(Account(kind="wechat")).check(body) == check.findings(body)

    weibo = WeiboChannel(Account(kind="weibo", options={"safe_domains": " ".join(SAFE)}))
    text = "#话题# https://www.gov.cn/"
    assert weibo.check({"text": text, "picture": ""}) == post.kept(text, SAFE)[1]


# --- in words ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told() -> list[tuple[Any, Finding]]:
    """Every finding of every case, with the module that has words for it."""
    found = [(messages, finding) for html, _ in HTML for finding in kept(html, {OWN})[1]]
    for fields, *_ in FIELDS:
        found += [(messages, finding) for finding in check.findings(payload(**fields))]
    for text, *_ in POSTS:
        found += [(weibo_messages, finding) for finding in post.kept(text, SAFE)[1]]
    return found


def test_every_finding_is_told_in_chinese_with_all_its_values(told):
    for module, finding in told:
        json.dumps(dict(finding.values))
        sentence = module.explain(finding.code, finding.values)
        assert sentence.endswith("。"), finding.code
        assert "%(" not in sentence
        assert "…" not in sentence or any("…" in str(v) for v in finding.values.values())
        assert re.search("[\u4e00-\u9fff]", sentence), finding.code


def test_what_some_accounts_are_refused_for_is_said_to_be(told):
    mentioned = {
        finding.code
        for module, finding in told
        if module is messages and "退回" in messages.explain(finding.code, finding.values)
    }
    assert mentioned == REFUSED_BY_SOME
