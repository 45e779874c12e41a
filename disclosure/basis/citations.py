"""《…》第…条 in a text: which statute, in which version, and which of its articles."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.basis.numerals import NUMERAL, number_of

OPENING, CLOSING = "《〈<＜「『", "》〉>＞」』"
YEAR_MONTH_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
# 第五十八条 · 第5条 · 第五十八条之一
ARTICLE = re.compile(rf"第\s*({NUMERAL}+|\d+)\s*条(?:\s*之\s*({NUMERAL}+))?")
# What may stand between a title and its articles: a history in brackets, a comma, "的".
BETWEEN = re.compile(r"[\s,，、的之及和与]*")
FURTHER = re.compile(
    rf"\s*(?:第\s*(?:{NUMERAL}+|\d+)\s*[款项目]|第?\s*[(（]\s*(?:{NUMERAL}+|\d+)\s*[)）]\s*[项目]?"
    rf"|[、,，和及与或至到]|第\s*(?:{NUMERAL}+|\d+)\s*条(?:\s*之\s*{NUMERAL}+)?)"
)
NAMES = ("中华人民共和国",)
# (七) of an amendment is a part of its name; the year or kind of a version is not.
EXTRAS = re.compile(r"\((?:\d{4}|试行|暂行|修正|修订)[^()]*\)$")


@dataclass(frozen=True, slots=True)
class Citation:
    """One statute named in a text: `start` and `end` are where its title stands, brackets too."""

    title: str
    articles: tuple[str, ...]
    """As 12 or 12-1 (第十二条之一), in the order of the text."""
    version: date | None
    """The latest date in the bracket after the title: the version that was quoted."""
    start: int
    end: int

    @property
    def key(self) -> str:
        return title_key(self.title)


def citations(text: str) -> Iterator[Citation]:
    """Yield what a text cites; a title inside another's brackets is a part of its history."""
    at = 0
    while (start := _next(text, OPENING, at)) >= 0:
        end = _closing(text, start)
        if end < 0:
            at = start + 1
            continue
        rest, version = _history(text, end)
        articles, after = _articles(text, rest)
        title = text[start + 1 : end - 1].strip()
        if title:
            yield Citation(title, articles, version, start, end)
        at = max(end, after)


def title_key(title: str) -> str:
    """Return a title as titles are compared: without the state's name, blanks and brackets.

    《中华人民共和国水法》, 《水法》 and 《水 法（2016修正）》 are one.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", title))
    plain = plain.translate(str.maketrans("<>«»《》", "〈〉〈〉〈〉"))
    plain = EXTRAS.sub("", plain)
    for name in NAMES:
        # Names within a title, as in 实施〈中华人民共和国水法〉办法, go as well.
        plain = plain.replace(name, "")
    return plain


def _next(text: str, characters: str, at: int) -> int:
    return min((i for i in (text.find(each, at) for each in characters) if i >= 0), default=-1)


def _closing(text: str, start: int) -> int:
    """Return the position after the bracket that closes the one at `start`; -1 if none does."""
    depth = 0
    for at in range(start, min(len(text), start + 200)):
        if text[at] in OPENING:
            depth += 1
        elif text[at] in CLOSING:
            depth -= 1
            # 《〈…〉办法》》, as people type it: the surplus bracket belongs to the title.
            if depth == 0:
                return at + 2 if text[at + 1 : at + 2] == "》" else at + 1
        elif text[at] == "\n" and depth:
            continue
    return -1


def _history(text: str, at: int) -> tuple[int, date | None]:
    """Read the bracket after a title; return where it ends and the latest date in it."""
    begin = at + len(text[at:]) - len(text[at:].lstrip())
    if begin >= len(text) or text[begin] not in "(（":
        return at, None
    depth = 0
    for end in range(begin, min(len(text), begin + 1500)):
        if text[end] in "(（":
            depth += 1
        elif text[end] in ")）":
            depth -= 1
            if depth == 0:
                return end + 1, _latest(text[begin:end])
    return at, None


def _latest(text: str) -> date | None:
    dates = []
    for year, month, day in YEAR_MONTH_DAY.findall(text):
        try:
            dates.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return max(dates, default=None)


def _articles(text: str, at: int) -> tuple[tuple[str, ...], int]:
    at = BETWEEN.match(text, at).end()
    articles: list[str] = []
    while found := FURTHER.match(text, at):
        if article := ARTICLE.search(found.group()):
            articles.append(_named(*article.groups()))
        elif not articles:
            break
        at = found.end()
    return tuple(dict.fromkeys(articles)), at


def _named(number: str, addition: str | None) -> str:
    return f"{number_of(number)}-{number_of(addition)}" if addition else str(number_of(number))
