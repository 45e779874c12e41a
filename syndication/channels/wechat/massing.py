"""群发: one draft of up to eight articles, sent to all followers of an official account.

Sources: 群发 (guide), 根据标签群发消息, 删除群发消息, 新增草稿.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from syndication.channels.base import (
    Blame,
    Body,
    Done,
    Found,
    Later,
    Missing,
    Outcome,
    Refused,
    Remote,
    Sighting,
    Step,
    Stopped,
    Submitted,
    Unknown,
)
from syndication.channels.ledger import Ledger
from syndication.channels.massing import Allowance, Confirming, Ended, Ending, NoneLeft
from syndication.channels.meters import Meter, Meters, Window
from syndication.channels.wechat import waiting, watching
from syndication.channels.wechat.client import OfficialAccountClient
from syndication.channels.wechat.errors import MEDIA_NOT_THERE, NOT_AUTHORISED
from syndication.channels.wechat.uploads import Uploads
from syndication.models import Account

MOST_ARTICLES = 8
# API群发保护: an administrator has half an hour.
PATIENCE = 1800.0
NOT_KNOWN = "40059"
TOO_SOON = "45066"
# 公众号: one a day; 服务号: four a natural month. The console's sends count as well.
A_DAY, A_MONTH = "mass-day", "mass-month"
ALLOWANCES: Meters = {A_DAY: Meter(1, Window.DAY), A_MONTH: Meter(4, Window.MONTH)}

_ENDINGS: Mapping[str, Ending] = MappingProxyType(
    {"40001": Ending.DECLINED, "40002": Ending.UNCONFIRMED}
)
_COUNTS = ("TotalCount", "FilterCount", "SentCount", "ErrorCount")
_STATUS = re.compile(r"err\((\d+)\)")


class MassSends:
    """The way of one official account to its followers."""

    most = MOST_ARTICLES

    def __init__(self, account: Account, client: OfficialAccountClient, uploads: Uploads) -> None:
        self.account = account
        self.client = client
        self.uploads = uploads
        self.ledger = Ledger(account, ALLOWANCES)

    def reviewers(self) -> tuple[str, ...]:
        names = re.split(r"[\s,，、;；]+", self.account.options.get("preview_to", ""))
        return tuple(filter(None, names))

    # --- The draft ---------------------------------------------------------------------------

    def next_step(self, bodies: Sequence[Body], remote: Remote) -> str:
        if "draft_id" in remote:
            return ""
        return "pictures" if any(map(self.uploads.lacking, bodies)) else "draft"

    def prepare(self, bodies: Sequence[Body], remote: Remote) -> Outcome:
        lacking = [key for body in bodies for key in self.uploads.lacking(body)]
        if lacking:
            self.uploads.bring(dict.fromkeys(lacking))
            return Step({})
        articles = [self.uploads.article(body) for body in bodies]
        try:
            draft_id = self.client.call(self.client.draft.add_all, articles, repeatable=False)
        except Stopped as stopped:
            if stopped.outcome.code == str(MEDIA_NOT_THERE):
                # Which cover it is, nobody says.
                for body in bodies:
                    self.uploads.forget_cover(body)
                return Later(stopped.outcome.code, stopped.outcome.text)
            raise
        return Step({"draft_id": draft_id})

    def look(
        self, bodies: Sequence[Body], since: datetime, not_these: Iterable[Remote]
    ) -> Sighting:
        known = {remote.get("draft_id") for remote in not_these}
        ours = [(body["content_source_url"], body["title"]) for body in bodies]
        for item in self.client.read(self.client.draft.batchget).get("item", []):
            there = [
                (article.get("content_source_url"), article.get("title"))
                for article in item["content"]["news_item"]
            ]
            if (
                there == ours
                and item["media_id"] not in known
                and waiting.is_since(item.get("update_time", 0), since)
            ):
                return Found(Step({"draft_id": item["media_id"]}))
        # A draft is no publication: should the lost one turn up later, nobody has seen it.
        return Missing(final=True)

    def read(self, remote: Remote) -> list[Mapping[str, str]] | None:
        try:
            draft = self.client.read(self.client.draft.get, remote["draft_id"])
        except Stopped as stopped:
            if stopped.outcome.code == str(MEDIA_NOT_THERE):
                return None
            raise
        return [watching.told(article) for article in draft.get("news_item", [])]

    def discard(self, draft_id: str) -> Done:
        try:
            self.client.write(self.client.draft.delete, draft_id)
        except Stopped as stopped:
            if stopped.outcome.code != str(MEDIA_NOT_THERE):
                raise
        return Done()

    def preview(self, remote: Remote, to: str) -> Done:
        try:
            self.client.write(self.client.mass.preview, remote["draft_id"], to)
        except Stopped as stopped:
            raise Stopped(_of_this_only(stopped.outcome)) from stopped
        return Done()

    # --- The message -------------------------------------------------------------------------

    def send(
        self, remote: Remote, key: str, *, ignore_reprint: bool
    ) -> Submitted | Confirming | NoneLeft | Refused | Later | Unknown:
        try:
            answer = self.client.call(
                lambda: self.client.mass.send_to_all(
                    remote["draft_id"], key, ignore_reprint=ignore_reprint
                ),
                repeatable=False,
            )
        except Stopped as stopped:
            raise Stopped(_of_this_only(stopped.outcome)) from stopped
        if "confirming" in answer:
            return Confirming(answer["confirming"], answer["text"], PATIENCE)
        if "none_left" in answer:
            return NoneLeft(answer["none_left"], answer["text"])
        names = {name: str(answer[name]) for name in ("msg_id", "msg_data_id") if name in answer}
        return Submitted(names, waiting.wait(self.account, 0))

    def poll(self, remote: Remote, asked: int) -> Submitted | Ended | Refused | Later | Unknown:
        try:
            status = self.client.read(self.client.mass.status, remote["msg_id"])
        except Stopped as stopped:
            if stopped.outcome.code == NOT_KNOWN:
                # So it has been answered for fresh ones.
                return Later(stopped.outcome.code, stopped.outcome.text)
            raise
        match status:
            case "SEND_SUCCESS" | "DELETE":
                return Ended(Ending.SENT)
            case "SEND_FAIL":
                return Ended(Ending.FAILED, "mass_fail")
        return Submitted({}, waiting.wait(self.account, asked + 1))

    @staticmethod
    def remote_of(remote: Remote, position: int) -> Remote:
        return {"msg_id": remote["msg_id"], "article_idx": str(position)} if remote else {}

    # --- How many are left ---------------------------------------------------------------------

    @property
    def _meter(self) -> str:
        return A_MONTH if self.account.options.get("service_account") else A_DAY

    def allowance(self) -> Allowance:
        meter = ALLOWANCES[self._meter]
        [reading] = self.ledger.readings([self._meter])
        return Allowance(meter.window, meter.usual, reading.used, reading.used_up)

    def exhaust(self) -> None:
        self.ledger.exhaust(self._meter)

    def count(self) -> None:
        self.ledger.count(self._meter)


def verdict(report: Mapping[str, Any]) -> Ended:
    """Read a stored MASSSENDJOBFINISH."""
    status = str(report["status"])
    counts = {
        name.removesuffix("Count").lower(): report["counts"][name]
        for name in _COUNTS
        if name in report["counts"]
    }
    urls = {int(number): url for number, url in report["urls"].items() if url}
    if status == "send success":
        return Ended(Ending.SENT, counts=counts, urls=urls)
    failure = _STATUS.fullmatch(status)
    code = failure.group(1) if failure else "fail"
    ending = _ENDINGS.get(code, Ending.FAILED)
    return Ended(ending, f"mass_{code}", status, counts, urls)


def recall(client: OfficialAccountClient, remote: Remote) -> Done:
    """Delete one article of a message that was sent (删除群发消息); its card stays. Raises Stopped.

    40059 is answered for what is gone as well as for what is not known yet, so it is asked which.
    """
    number = remote["msg_id"]
    try:
        client.write(client.mass.delete, number, int(remote["article_idx"]))
    except Stopped as stopped:
        gone = stopped.outcome.code == NOT_KNOWN and _is_deleted(client, number)
        if not gone:
            raise Stopped(_of_this_only(stopped.outcome)) from stopped
    return Done()


def _is_deleted(client: OfficialAccountClient, number: str) -> bool:
    try:
        return client.read(client.mass.status, number) == "DELETE"
    except Stopped:
        return False


def _of_this_only(outcome: Refused | Later | Unknown) -> Refused | Later | Unknown:
    """Let neither a missing right to mass send nor a pause of one message stop the account."""
    if outcome.code == str(NOT_AUTHORISED):
        return Refused(Blame.ADMINISTRATOR, "mass_not_allowed", outcome.text)
    if outcome.code == TOO_SOON and isinstance(outcome, Later):
        return Later(outcome.code, outcome.text, outcome.seconds)
    return outcome
