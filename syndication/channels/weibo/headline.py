"""Headline articles (头条文章): a long text and the post that leads to it (Toutiao/api)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup
from django.utils import timezone

from story import Picture, Story
from syndication.channels.base import (
    Blame,
    Body,
    Done,
    Finding,
    Later,
    Outcome,
    Refused,
    Remainder,
    Remote,
    Severity,
    Stock,
    Unknown,
)
from syndication.channels.capabilities import Right
from syndication.channels.dialogues import fitted
from syndication.channels.fields import FieldRule
from syndication.channels.markup import html_of, length_of
from syndication.channels.meters import Window
from syndication.channels.options import Options
from syndication.channels.stocked import address_of
from syndication.channels.weibo import errors
from syndication.channels.weibo.kept import kept
from syndication.channels.weibo.text import compose, flat
from syndication.models import Account

TITLE, CONTENT, TEXT = 32, 90_000, 1900
# For the source and the closing line.
MARGIN = 2000
# The web editor cuts there.
SUMMARY = 44
SUCCESS = "100000"
PARAMETER, TOO_OFTEN, NO_POST, NOT_BOUND, NO_RIGHT = 10008, 11001, 11002, 11003, 10014


def is_allowed(account: Account) -> bool:
    """Whether an account has the right: no call tells, so an administrator may have said so."""
    rights = account.capabilities.get("rights", {})
    return bool(rights.get(Right.HEADLINE) or account.options.get("headline_right"))


def is_wanted(account: Account, options: Options, picture: Picture | None) -> bool:
    """Whether a story goes out as an article: as its editor asks, or as the account usually does.

    An article needs a cover; where nobody asked for one, a story without a picture stays a post.
    """
    if not is_allowed(account):
        return False
    return options.headline or bool(account.options.get("headline_articles") and picture)


def edition_fields(account: Account, story: Story) -> dict[str, FieldRule]:
    """Return what an editor may choose for an article; nothing without the right to one."""
    if not is_allowed(account):
        return {}
    return {
        "headline": FieldRule(),
        "title": FieldRule(story.short_title or story.title, TITLE),
        "digest": FieldRule(story.digest),
    }


def words(body: Body) -> dict[str, str]:
    """Return what an article says, in plain words; nothing for an ordinary post."""
    told = body.get("article")
    if not told:
        return {}
    soup = BeautifulSoup(told["content"], "lxml")
    text = "\n".join(line for line in soup.get_text("\n").splitlines() if line.strip())
    return {"title": told["title"], "digest": told["summary"], "article": text}


def article(
    story: Story, stock: Stock, options: Options, picture: Picture | None
) -> dict[str, Any]:
    """Return the payload: the article, and in `text` the post that leads to it."""
    digest = flat(options.digest or story.digest)
    told = fitted(story, options, [CONTENT - MARGIN], lambda block: [length_of(block, stock)])
    return {
        "text": compose(story, options),
        "picture": "",
        "article": {
            "title": flat(options.title or story.short_title or story.title),
            "content": html_of(told, stock, options.closing),
            "cover": address_of(stock[picture.source]) if picture else "",
            "summary": digest if len(digest) <= SUMMARY else f"{digest[: SUMMARY - 1]}…",
        },
    }


def findings(body: Body) -> list[Finding]:
    """Return what Weibo will refuse (Toutiao/api, field table). Pure."""
    told = body["article"]
    found = []
    for code, length, limit in (
        ("headline_title_long", len(told["title"]), TITLE),
        ("headline_body_long", len(told["content"]), CONTENT),
        ("headline_text_long", len(body["text"]), TEXT),
    ):
        if length > limit:
            values = {"length": length, "limit": limit}
            found.append(Finding(Severity.REFUSED, code, values))
    for code, value in (
        ("headline_title_empty", told["title"]),
        ("headline_body_empty", told["content"]),
        ("headline_no_cover", told["cover"]),
    ):
        if not value:
            found.append(Finding(Severity.REFUSED, code))
    return [*found, *_of_post(body["text"])]


def _of_post(text: str) -> list[Finding]:
    """Return what becomes of the post's words; its limits are those of the article."""
    return [
        finding
        for finding in kept(text)[1]
        if finding.severity == Severity.CHANGED and finding.code != "text_near_limit"
    ]


def fields(account: Account, body: Body, rip: str) -> dict[str, str]:
    """Return the fields of the call.

    `content` is percent-encoded before the form is, because the platform decodes it twice; the
    account's option `headline_encoding` = "plain" is for the day it no longer does.
    """
    told = body["article"]
    content = told["content"]
    if account.options.get("headline_encoding") != "plain":
        content = quote(content, safe="")
    return {
        "title": told["title"],
        "content": content,
        "cover": told["cover"],
        "summary": told["summary"],
        "text": body["text"],
        "rip": rip,
    }


def outcome_of(answer: Mapping[str, Any], body: Body) -> Outcome:
    """Read the envelope of this call: `code`, `msg` and `data`."""
    title = body["article"]["title"]
    data = answer.get("data")
    code = str(answer.get("code"))
    if code == SUCCESS and isinstance(data, Mapping) and data.get("mid"):
        url = str(data.get("url") or "")
        return Done(remote_of(str(data["mid"]), title, str(data.get("object_id") or ""), url), url)
    if code == SUCCESS or not code.isdecimal():
        return Unknown("bad_answer", str(answer)[:200])
    return refusal_of(int(code), str(answer.get("msg") or ""), title)


def refusal_of(code: int, text: str, title: str) -> Outcome:
    """Sort a code of this call; most are those of all calls."""
    if code == NO_RIGHT:
        # Ordinary posts go on.
        return Refused(Blame.ADMINISTRATOR, "headline_no_right", text)
    if code == PARAMETER:
        return Refused(Blame.EDITOR, "headline_parameter", text)
    if code == TOO_OFTEN:
        return Later(str(code), text, Window.DAY.seconds_left(timezone.now()))
    if code == NO_POST:
        return Unknown(str(code), title)
    if code == NOT_BOUND:
        return Unknown(str(code), title, rest=Remainder("headline_not_bound", title))
    return errors.outcome_of(code, text, repeatable=False)


def remote_of(mid: str, title: str, number: str = "", url: str = "") -> dict[str, str]:
    """Return the platform's names; the last two are empty where only the post was found."""
    return {"mid": mid, "article": number, "article_url": url, "article_title": title}


def left_behind(remote: Remote) -> Remainder | None:
    """Return what is left when the post is deleted: no call removes an article's own page."""
    if "article" not in remote:
        return None
    return Remainder("headline_left", remote["article_title"], remote["article_url"])
