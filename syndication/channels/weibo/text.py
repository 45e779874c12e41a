"""Weibo's way of counting, and posts composed to it."""

import math
import re

from story import Story, plain
from story.blocks import Paragraph, Quote, Turn
from syndication.channels.dialogues import answer_in, best, question_in
from syndication.channels.options import PLAIN, Options

LIMIT = 140
# The server sometimes counts more than the page says; posts of up to 130 have been safe.
SAFE_LIMIT = 130
# Of the question that is quoted from an interview, so that the answer begins as well.
QUESTION = 50

URL = re.compile(
    r"https?://[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*(?::\d+)?[-A-Za-z0-9_$.+!*()/,:;@&=?~#%]*"
)
SHORT = ("http://t.cn/", "https://t.cn/")
_URL_UNITS, _URL_FREE_LENGTH = 20, 140
_OWN = re.compile(r"https?://(?:weibo\.com|weibo\.cn|t\.sina\.com\.cn|t\.sina\.cn)(?![-\w.])")
_OWN_FREE_LENGTH = 41


def _half_units(text: str) -> int:
    return sum(1 if ord(char) <= 0xFF else 2 if ord(char) <= 0xFFFF else 4 for char in text)


def weighted_length(text: str) -> int:
    """Return the length of a post as Weibo counts it, in 汉字.

    Characters up to U+00FF are half a unit, others one, those beyond the basic plane two; an
    address is ten, and more beyond 140 characters; t.cn addresses count as they are, and so do
    short ones of Weibo's own.
    Source: the front end's kit.extra.count.
    """
    units = 0
    rest = []
    last = 0
    text = text.replace("\r\n", "\n")
    for match in URL.finditer(text):
        url = match.group()
        if url.startswith(SHORT) or (len(url) <= _OWN_FREE_LENGTH and _OWN.match(url)):
            continue
        units += _URL_UNITS + max(0, len(url) - _URL_FREE_LENGTH)
        rest.append(text[last : match.start()])
        last = match.end()
    rest.append(text[last:])
    return math.ceil((units + _half_units("".join(rest))) / 2)


def fitted(text: str, limit: int) -> str:
    """Return `text`, or as much of it as fits `limit` with an ellipsis."""
    if weighted_length(text) <= limit:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if weighted_length(f"{text[:middle]}…") <= limit:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…"


def compose(story: Story, options: Options = PLAIN) -> str:
    """Return the post for a story: as the editor wrote it, as the route has it, or 【title】digest.

    The address stands last, after a space, so that nothing is taken for a part of it. `#` is
    written in its wide form: Weibo drops what stands between two of the narrow ones. What an
    editor wrote is never cut; elsewhere the digest gives way.
    """
    if options.text:
        return _with_address(flat(options.text), story.url)
    title = flat(options.title or story.short_title or story.title)
    digest = flat(options.digest or _exchange(story, options) or story.digest)
    digest = digest or flat(_first_words(story))
    if options.template:
        return _templated(options.template, story, title, digest)
    head = f"【{title}】"
    room = SAFE_LIMIT - weighted_length(f" {story.url}")
    if weighted_length(head) > room:
        head = f"【{fitted(title, room - 2)}】"
    room -= weighted_length(head)
    tail = fitted(digest, room) if digest and room >= 8 else ""
    return f"{head}{tail} {story.url}"


def _templated(template: str, story: Story, title: str, digest: str) -> str:
    def filled(digest: str) -> str:
        text = template
        for name, value in {"title": title, "digest": digest, "source": story.source}.items():
            text = text.replace(f"{{{name}}}", value)
        # The address goes in last: its `#` and spaces are not ours to change.
        return _with_address(flat(text).replace("{url}", story.url), story.url)

    over = weighted_length(filled(digest)) - SAFE_LIMIT
    if over > 0:
        digest = fitted(digest, max(0, weighted_length(digest) - over)) if digest else ""
    return filled(digest)


def _with_address(text: str, url: str) -> str:
    return text if url in text.split() else f"{text} {url}"


def _exchange(story: Story, options: Options) -> str:
    """Return the best question of an interview and the beginning of its answer."""
    dialogue = best(story, options)
    if dialogue is None:
        return ""
    # Not for translation: the post is Chinese whatever the interface.
    speaker, answer = answer_in(dialogue)
    question = fitted(flat(question_in(dialogue)), QUESTION)
    return f"问：{question} {speaker}：{answer}" if answer else f"问：{question}"


def _first_words(story: Story) -> str:
    """Return the first paragraph that says something; 同志们： only says to whom."""
    said = []
    for block in story.body:
        match block:
            case Paragraph(runs=runs) | Quote(runs=runs) | Turn(runs=runs):
                words = plain(runs).strip()
                if words and not words.endswith((":", "：")):
                    return words
                said.append(words)
    return next(filter(None, said), "")


def flat(text: str) -> str:
    """Return a text in one line, with `#` in its wide form and without invisible characters."""
    text = "".join(char for char in text if char.isprintable() or char in "\n\t")
    return " ".join(text.split()).replace("#", "＃")


def fingerprint(text: str) -> str:
    """Return what of a post survives the platform: no addresses, topics, spaces or entities.

    Two texts of one fingerprint are taken for the same post.
    """
    text = re.sub(r"https?://\S+", "", text)
    text = re.sub(r"#[^#]*#", "", text)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, char)
    return re.sub(r"[\s\u200b-\u200f\ufeff]+", "", text)[:100]
