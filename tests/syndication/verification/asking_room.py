"""Asking by hand: one link, one answer; and a correction from beginning to end."""

from syndication import corrections
from syndication.channels.remedies import Remedy
from syndication.models import Account
from syndication.verification.answers import Answer, Reason, Verdict
from syndication.verification.asking import ask
from tests.syndication.engine_room import settle_down


def answer(text: str) -> Answer:
    (only,) = ask(text).answers
    return only


def verdict(text: str) -> tuple[Verdict, Reason]:
    return answer(text).verdict, answer(text).reason


def url_of(account: Account) -> str:
    return account.copies.get(part="").url


def correct(page, user, remedy: Remedy, note: str = "开放时间应为上午九时。") -> None:
    """Publish a new title as a major change and decide the same for every copy."""
    correction = corrections.open_for_change(page, user)
    page.title = "新标题"
    page.save_revision().publish()
    corrections.prepare(correction)
    lines = corrections.lines_of_change(page.pk)
    corrections.sign(correction, user, {line.copy.pk: remedy for line in lines}, note)
    settle_down()
