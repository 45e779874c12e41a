"""An interview to be told at its moments, and what followers can read of it."""

from typing import Any

from interviews.models import InterviewIndexPage, InterviewPage, Sitting
from interviews.moving import move_to
from interviews.record import acts
from interviews.states import State
from syndication.models import Account, ChannelCopy
from tests.interviews.factories import asked, host, interview, said
from tests.sandbox_process import SandboxProcess
from tests.syndication.engine_room import articles, posts, settle_down


def planned(index: InterviewIndexPage, **values: Any) -> InterviewPage:
    """Make an interview the way an editor does: published, and not announced yet."""
    page = interview(index, **{"title": "老旧小区怎么改", "live": False, **values})
    page.save_revision().publish()
    return InterviewPage.objects.get(pk=page.pk)


def edited(page: InterviewPage, **values: Any) -> InterviewPage:
    """Change an interview's page and publish it."""
    page = InterviewPage.objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return InterviewPage.objects.get(pk=page.pk)


def announce(page: InterviewPage) -> Sitting:
    sitting = fresh(page)
    move_to(sitting, State.ANNOUNCED, None)
    return sitting


def go_live(page: InterviewPage) -> Sitting:
    sitting = fresh(page)
    move_to(sitting, State.LIVE, None)
    return sitting


def talk(page: InterviewPage, *exchanges: tuple[str, str]) -> None:
    """Record a welcome, and questions with their answers."""
    sitting = fresh(page)
    acts.say(sitting, host(sitting), "各位网友大家好，欢迎收看在线访谈。", None)
    for question, answer in exchanges:
        put = asked(sitting, question)
        said(sitting, question, speaker=host(sitting), asks=put)
        said(sitting, answer, answers=put)


def archive(page: InterviewPage) -> Sitting:
    sitting = fresh(page)
    for state in (State.DRAFT, State.REVIEWED, State.ARCHIVED):
        if sitting.stands != state:
            move_to(sitting, state, None)
    return sitting


def fresh(page: InterviewPage) -> Sitting:
    return Sitting.objects.get(page=page.pk)


def told(sandbox: SandboxProcess) -> tuple[list[str], list[str]]:
    """Return the titles on WeChat and the beginnings of the posts on Weibo, in their order."""
    settle_down()
    heads = [post["sent_text"].split("】")[0].strip("【") for post in posts(sandbox)]
    return sorted(row["title"] for row in articles(sandbox)), sorted(heads)


def parts(account: Account) -> dict[str, ChannelCopy]:
    return {copy.part: copy for copy in ChannelCopy.objects.filter(account=account)}
