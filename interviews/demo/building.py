"""The demo's interviews: one archived, one announced, one whose topic is put to the vote. Built
once, then left alone.
"""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from home.demo.building import picture_named
from interviews.ledger import moderating
from interviews.ledger.kinds import Reason
from interviews.ledger.receiving import receive
from interviews.models import (
    CandidateTopic,
    InterviewIndexPage,
    InterviewPage,
    Participant,
    Question,
    Sitting,
)
from interviews.moving import move_to
from interviews.record import acts
from interviews.record.projection import Picture
from interviews.record.speakers import add_speaker
from interviews.roles import Role
from interviews.states import State
from interviews.topics.casting import cast

SCRIPT = Path(__file__).with_name("elevators.txt")
ASK = re.compile(r"ask (?P<number>\d+) (?P<nickname>.+?)：(?P<text>.+)")
SAY = re.compile(
    r"(?:say|answer) (?P<name>\S+) (?:(?P<question>\d+) )?(?P<at>\d\d:\d\d) (?P<text>.+)"
)
PUT = re.compile(r"put (?P<question>\d+) (?P<at>\d\d:\d\d)")

INTRO = "市政府部门负责人与网友在线交流：事先征集提问，现场图文直播，每条提问都有结果。"
HELD = {
    "title": "老旧小区加装电梯，怎么谈、怎么装、怎么管",
    "slug": "jiazhuang-dianti",
    "introduction": "加装电梯是今年的民生实事。意见怎么统一，钱由谁出，装好以后谁来管？"
    "市住房和城乡建设局、市特种设备检验所负责人与网友面对面。",
    "place": "市民中心一楼直播间",
    "organiser": "云汀市住房和城乡建设局",
}
ANNOUNCED = {
    "title": "新学年入学和转学政策解读",
    "slug": "ruxue-zhuanxue",
    "introduction": "学区怎么查，随迁子女要带什么材料，学期中途能不能转学？"
    "市教育局负责人在线答疑。",
    "place": "市教育局三楼会议室",
    "organiser": "云汀市教育局",
}
PUT_TO_THE_VOTE = {
    "title": "走进水务局：谈什么，由您定",
    "slug": "zoujin-shuiwu",
    "introduction": "下个月，市水务局总工程师做客在线访谈。"
    "请从候选话题中选一个您最关心的，得票最多的就是本期话题。",
    "organiser": "云汀市水务局",
}
# Each with its votes.
TOPICS = (
    ("汛期城区排涝和地下空间安全", "下穿通道、地下车库怎么防，积水点改造到了哪一步？", 17),
    ("老旧小区的供水管网和水质", "水压低、水发黄找谁，管网什么时候换？", 11),
    ("汀江沿岸的污水治理", "排污口整治了多少，河水什么时候能变清？", 6),
)
PEOPLE = {
    "jiazhuang-dianti": [
        (Role.HOST, "林晓", "云汀市融媒体中心"),
        (Role.GUEST, "周明", "云汀市住房和城乡建设局局长"),
        (Role.GUEST, "何芳", "云汀市特种设备检验所所长"),
    ],
    "ruxue-zhuanxue": [
        (Role.HOST, "陈一诺", "云汀市融媒体中心"),
        (Role.GUEST, "吴静", "云汀市教育局副局长"),
    ],
    "zoujin-shuiwu": [(Role.GUEST, "郑江", "云汀市水务局总工程师")],
}
QUESTIONS = (
    ("向阳路家长", "孩子户口在爷爷奶奶家，算不算同一学区？"),
    ("外来务工的小杨", "随迁子女入学除了居住证还要什么材料？"),
    ("开学前的妈妈", "九月以后搬家，能转到新家附近的学校吗？我的电话13800138000。"),
)


def build() -> int:
    """Build what is missing; return how many interviews were made."""
    home = Site.objects.get(is_default_site=True).root_page
    index = InterviewIndexPage.objects.first() or _child(
        home,
        InterviewIndexPage(title="在线访谈", slug="fangtan", intro=INTRO, show_in_menus=True),
    )
    return _held(index) + _announced(index) + _put_to_the_vote(index)


def _held(index: Page) -> int:
    page = _interview(index, HELD, begin=_day(-12, 13, 30), cover="hall")
    if page is None:
        return 0
    sitting = page.sitting
    with transaction.atomic():
        move_to(sitting, State.ANNOUNCED, None)
        questions = dict(_questions(sitting))
        move_to(sitting, State.LIVE, None)
        _speak(page, sitting, questions)
        move_to(sitting, State.DRAFT, None)
        _settle(sitting, questions)
        move_to(sitting, State.REVIEWED, None)
        move_to(sitting, State.ARCHIVED, None)
        # A turn corrected after the fact, so that the demo has one.
        turn = sitting.turns.get(text__contains="平均到场时间18分钟")
        mended = turn.text.replace("18分钟", "16分钟")
        note = "平均到场时间应为16分钟，原文误作18分钟。"
        acts.edit(sitting, turn.number, turn.version, mended, None, note=note)
        Sitting.objects.filter(pk=sitting.pk).update(
            went_live_at=page.starts_at, ended_at=page.ends_at
        )
    return 1


def _questions(sitting: Sitting) -> Iterator[tuple[int, Question]]:
    for match in map(ASK.fullmatch, SCRIPT.read_text(encoding="utf-8").splitlines()):
        if match:
            question = receive(sitting, match["text"], nickname=match["nickname"])
            if match["number"] not in ("5", "7"):
                moderating.approve(question, None)
            yield int(match["number"]), question


def _speak(page: InterviewPage, sitting: Sitting, questions: dict[int, Question]) -> None:
    speakers = {speaker.name: speaker for speaker in sitting.speakers.all()}
    speakers["主持人"] = sitting.speakers.get(role=Role.HOST)
    citizen = add_speaker(sitting, "网友", None, role=Role.CITIZEN)
    picture = Picture(picture_named("skyline").pk, "汀江北岸的住宅小区")
    for line in SCRIPT.read_text(encoding="utf-8").splitlines():
        if match := PUT.fullmatch(line):
            question = questions[int(match["question"])]
            acts.say(
                sitting, citizen, question.shown_text, None,
                asks=question, said_at=_at(page, match["at"]),
            )  # fmt: skip
        elif match := SAY.fullmatch(line):
            acts.say(
                sitting, speakers[match["name"]], match["text"].replace("//", "\n"), None,
                answers=questions[int(match["question"])] if match["question"] else None,
                said_at=_at(page, match["at"]),
                pictures=[picture] if match["text"].startswith("谢谢主持人") else (),
            )  # fmt: skip


def _settle(sitting: Sitting, questions: dict[int, Question]) -> None:
    moderating.merge(questions[4], questions[1], None)
    moderating.decline(questions[5], Reason.ABUSE, None)
    moderating.promise(questions[6], None, start=timezone.localdate(sitting.page.starts_at))
    moderating.decline(questions[7], Reason.OFF_TOPIC, None)


def _announced(index: Page) -> int:
    page = _interview(index, ANNOUNCED, begin=_day(6, 9, 30), cover="school")
    if page is None:
        return 0
    with transaction.atomic():
        move_to(page.sitting, State.ANNOUNCED, None)
        for nickname, text in QUESTIONS:
            receive(page.sitting, text, nickname=nickname)
        moderating.approve(page.sitting.questions.first(), None)
    return 1


def _put_to_the_vote(index: Page) -> int:
    candidates = [CandidateTopic(title=title, explanation=told) for title, told, _ in TOPICS]
    page = _interview(
        index, PUT_TO_THE_VOTE, begin=_day(30, 15, 0), cover="river",
        vote_ends_at=_day(16, 18, 0), candidates=candidates,
    )  # fmt: skip
    if page is None:
        return 0
    with transaction.atomic():
        move_to(page.sitting, State.TOPIC_VOTE, None)
        for topic, (_title, _told, votes) in enumerate(TOPICS, 1):
            for voter in range(votes):
                cast(page.sitting, topic, f"{topic}-{voter}")
    return 1


def _interview(
    index: Page, facts: dict[str, str], *, begin: datetime, cover: str = "", **values: Any
) -> InterviewPage | None:
    """Make an interview's page, or return None if there is one of that address."""
    if InterviewPage.objects.child_of(index).filter(slug=facts["slug"]).exists():
        return None
    page = InterviewPage(**facts, **values, starts_at=begin, ends_at=begin + timedelta(hours=1))
    page.cover = picture_named(cover) if cover else None
    page.participants = [
        Participant(role=role, name=name, post=post) for role, name, post in PEOPLE[page.slug]
    ]
    return _child(index, page)


def _child(parent: Page, page: Any) -> Any:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _day(days: int, hour: int, minute: int) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _at(page: InterviewPage, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return timezone.localtime(page.starts_at).replace(hour=hour, minute=minute)
