"""An interview told at one of its moments. Pure of language: what is published is Chinese."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from home.telling import picture_of
from interviews import moments
from interviews.dialogues import dialogues_of
from interviews.roles import Role
from story import Block, Moment, Paragraph, Picture, Run, Story

if TYPE_CHECKING:
    from interviews.models import InterviewPage

SHORT_TITLE = 32
DIGEST = 120
# What stands before the title: at length, and where room is short.
MARKS = {
    Moment.ANNOUNCE: ("访谈预告｜", "预告｜"),
    Moment.LIVE: ("正在直播｜", "直播｜"),
    Moment.FINAL: ("访谈实录｜", "实录｜"),
}
WEEKDAYS = "一二三四五六日"
NAMED = "、"


def tell_at(page: "InterviewPage", moment: Moment) -> Story:
    """Return what an interview says at a moment, as plain data for other channels."""
    body = tuple(_BODIES[moment](page))
    return Story(
        title=f"{MARKS[moment][0]}{page.title}",
        url=page.full_url or "",
        body=body,
        short_title=short_title(page.short_title.strip() or page.title, moment),
        digest=_DIGESTS[moment](page),
        cover=_cover(page, body),
        source=page.organiser,
        published_at=page.first_published_at,
        version=moments.version_of(page, moment),
        published_by=moments.published_by(page.sitting, moment),
        moment=moment,
    )


def short_title(title: str, moment: Moment) -> str:
    """Return a title with as much of the moment's mark as it has room for; never cut."""
    marked = (f"{mark}{title}" for mark in MARKS[moment])
    return next((each for each in marked if len(each) <= SHORT_TITLE), title)


def _announcement(page: "InterviewPage") -> Iterator[Block]:
    yield from _introduction(page)
    yield from _facts(page)
    yield _leading_to(page, "现在就可以在访谈页面提问：")


def _live(page: "InterviewPage") -> Iterator[Block]:
    yield _leading_to(page, "访谈正在进行，图文直播：")
    yield from _introduction(page)
    yield from _facts(page)


def _record(page: "InterviewPage") -> Iterator[Block]:
    yield from _introduction(page)
    yield from _facts(page)
    yield from dialogues_of(page)


def _introduction(page: "InterviewPage") -> Iterator[Block]:
    for line in filter(None, map(str.strip, page.introduction.splitlines())):
        yield Paragraph((Run(line),))


def _facts(page: "InterviewPage") -> Iterator[Block]:
    people = list(page.participants.all())
    facts = [("时间", when(page)), ("地点", page.place)]
    for role, label in ((Role.HOST, "主持人"), (Role.GUEST, "嘉宾")):
        named = [f"{each.name}（{each.post}）" if each.post else each.name for each in people
                 if each.role == role]  # fmt: skip
        facts.append((label, NAMED.join(named)))
    facts.append(("主办", page.organiser))
    runs = [
        run
        for label, text in facts
        if text
        for run in (Run(f"{label}：", bold=True), Run(f"{text}\n"))
    ]
    if runs:
        runs[-1] = Run(runs[-1].text.rstrip("\n"))
        yield Paragraph(tuple(runs))


def _leading_to(page: "InterviewPage", words: str) -> Paragraph:
    url = page.full_url or ""
    return Paragraph((Run(f"{words}\n"), Run(url, href=url)))


def when(page: "InterviewPage") -> str:
    """Return the time of an interview: 2026年9月17日（星期四）9:30–11:30."""
    if page.starts_at is None:
        return ""
    begin = timezone.localtime(page.starts_at)
    told = f"{_day(begin)}{begin.hour}:{begin:%M}"
    if page.ends_at:
        end = timezone.localtime(page.ends_at)
        same = end.date() == begin.date()
        told += f"–{'' if same else _day(end)}{end.hour}:{end:%M}"
    return told


def _day(moment) -> str:
    weekday = WEEKDAYS[moment.weekday()]
    return f"{moment.year}年{moment.month}月{moment.day}日（星期{weekday}）"


def _guests(page: "InterviewPage") -> str:
    people = [each for each in page.participants.all() if each.role == Role.GUEST]
    return NAMED.join(f"{each.post}{each.name}" for each in people)


def _digest_ahead(page: "InterviewPage") -> str:
    guests = _guests(page)
    visit = f"，{guests}做客在线访谈" if guests else "，在线访谈开始"
    return f"{when(page)}{visit}，欢迎提问。"[:DIGEST]


def _digest_live(page: "InterviewPage") -> str:
    guests = _guests(page)
    return f"{guests or page.organiser}正在做客在线访谈，回答网友提问，图文直播中。"[:DIGEST]


def _digest_of_record(page: "InterviewPage") -> str:
    told = page.search_description or " ".join(page.introduction.split())
    return told.strip()[:DIGEST]


def _cover(page: "InterviewPage", body: tuple[Block, ...]) -> Picture | None:
    if page.cover:
        return picture_of(page.cover, page.title)
    first = next(Story(title="", url="", body=body).pictures(), None)
    if first is not None:
        return first
    photos = (each.photo for each in page.participants.all() if each.photo)
    photo = next(photos, None)
    return picture_of(photo, photo.title) if photo else None


_BODIES = {
    Moment.ANNOUNCE: _announcement,
    Moment.LIVE: _live,
    Moment.FINAL: _record,
}
_DIGESTS = {
    Moment.ANNOUNCE: _digest_ahead,
    Moment.LIVE: _digest_live,
    Moment.FINAL: _digest_of_record,
}
