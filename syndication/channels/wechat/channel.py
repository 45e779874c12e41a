"""One official account as a channel: pictures, draft, publication, and back."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from story import Moment, Story
from syndication.channels.base import (
    AboutAccount,
    Body,
    Done,
    Drafted,
    Event,
    Finding,
    Found,
    Later,
    Missing,
    Outcome,
    Rejected,
    Remote,
    Sighting,
    Step,
    Stock,
    Stopped,
    Submitted,
    Unknown,
)
from syndication.channels.capabilities import Capabilities
from syndication.channels.fields import FieldRule, dialogue_field
from syndication.channels.ledger import Ledger
from syndication.channels.links import Link, Name, Recognised
from syndication.channels.meters import Meter, Meters
from syndication.channels.observation import Kept, Observation
from syndication.channels.options import Options
from syndication.channels.remedies import Offers
from syndication.channels.shown import Shown
from syndication.channels.wechat import (
    by_hand,
    check,
    corrections,
    links,
    massing,
    messages,
    previewing,
    probing,
    pushes,
    render,
    waiting,
    watching,
)
from syndication.channels.wechat.client import OfficialAccountClient
from syndication.channels.wechat.errors import ARTICLE_NOT_THERE, MEDIA_NOT_THERE
from syndication.channels.wechat.tokens import TokenShelf
from syndication.channels.wechat.uploads import Uploads
from syndication.models import Account

# 接口调用频次限制, newly registered accounts.
METERS: Meters = {
    "media/uploadimg": Meter(1000, label=_("pictures uploaded")),
    "draft/add": Meter(1000, reserve=20, label=_("drafts made")),
    "draft/update": Meter(1000, label=_("drafts changed")),
    "draft/delete": Meter(1000, label=_("drafts deleted")),
    "draft/batchget": Meter(1000, readings=800, label=_("draft box read")),
    "draft/get": Meter(500, label=_("drafts read")),
    "freepublish/submit": Meter(100, reserve=3, label=_("articles published")),
    "freepublish/get": Meter(100, reserve=5, label=_("outcomes asked for")),
    "freepublish/delete": Meter(10, label=_("articles deleted")),
    "freepublish/batchget": Meter(100, readings=60, label=_("published list read")),
    "message/mass/sendall": Meter(100, label=_("mass sends")),
    "message/mass/preview": Meter(100, label=_("mass sends previewed")),
    "message/mass/delete": Meter(10, label=_("mass sends deleted")),
}
CALLS = {
    "pictures": ("media/uploadimg",),
    "draft": ("draft/add",),
    "submit": ("freepublish/submit",),
    "poll": ("freepublish/get",),
    "amend": ("draft/update",),
}
# What a removal counts on, by what the copy is called.
REMOVALS = {
    "msg_id": ("message/mass/delete",),
    "article_id": ("freepublish/delete",),
    "draft_id": ("draft/delete",),
}


class WeChatChannel:
    kind: ClassVar[str] = "wechat"
    label = _("WeChat official account")
    repeatable: ClassVar[frozenset[str]] = frozenset({"pictures"})
    visible: ClassVar[frozenset[str]] = frozenset({"submit"})
    # draft/batchget and freepublish/batchget tell twenty at a time.
    in_sight: ClassVar[int] = 20
    meters: ClassVar[Meters] = METERS
    keeps_drafts: ClassVar[bool] = True
    amends_published: ClassVar[bool] = False
    has_own_address: ClassVar[bool] = True
    # Subscribers read an article hours later.
    usual_moments: ClassVar[frozenset[Moment]] = frozenset({Moment.ANNOUNCE, Moment.FINAL})
    account_fields: ClassVar[frozenset[str]] = frozenset(
        {"remote_id", "callback_token", "callback_aes_key", "preview_to", "service_account"}
    )
    called_at: ClassVar[str] = "wechat_callback"
    steps_by_hand: ClassVar = by_hand.STEPS

    def __init__(self, account: Account) -> None:
        self.account = account
        self.ledger = Ledger(account, METERS)
        self.uploads = Uploads(account, lambda: self.client)
        self._client: OfficialAccountClient | None = None

    @property
    def client(self) -> OfficialAccountClient:
        if self._client is None:
            self._client = OfficialAccountClient(
                self.account.app_id,
                self.account.app_secret,
                self.account.base_url or settings.WECHAT_API_BASE_URL,
                TokenShelf(self.account.pk),
                self.ledger,
            )
        return self._client

    def render(self, story: Story, stock: Stock, options: Options) -> Body:
        return render.article(story, stock, options)

    def edition_fields(self, story: Story) -> Mapping[str, FieldRule]:
        return {
            "title": FieldRule(story.short_title or story.title, render.TITLE_LENGTH),
            "author": FieldRule(story.author, render.AUTHOR_LENGTH),
            "digest": FieldRule(story.digest, render.DIGEST_LENGTH),
            **dialogue_field(story),
        }

    def words(self, body: Body) -> Mapping[str, str]:
        return watching.told(body)

    def shown(self, body: Body) -> Shown:
        return previewing.shown(body)

    def check(self, body: Body) -> list[Finding]:
        return check.findings(body)

    def offers(self, remote: Remote) -> Offers:
        return corrections.offers(remote, as_draft=self.account.as_draft)

    def notice(self, story: Story, stock: Stock, remedy: str, remote: Remote, text: str) -> Body:
        return corrections.notice(story, stock, text)

    def next_step(self, body: Body, remote: Remote, *, as_draft: bool) -> str:
        if "draft_id" in remote:
            return "" if as_draft else "submit"
        return "pictures" if self.uploads.lacking(body) else "draft"

    def likeness(self, body: Body) -> str:
        return f"{body['content_source_url']} {body['title']}"

    def calls(self, step: str, body: Body, remote: Remote) -> tuple[str, ...]:
        if step == "retract":
            return next((calls for name, calls in REMOVALS.items() if name in remote), ())
        return CALLS.get(step, ())

    def create(self, body: Body, remote: Remote, *, as_draft: bool) -> Outcome:
        if "draft_id" in remote:
            return self._submit(remote["draft_id"])
        lacking = self.uploads.lacking(body)
        if lacking:
            self.uploads.bring(lacking)
            return Step({})
        return self._add_draft(body, as_draft=as_draft)

    def amend(self, body: Body, remote: Remote) -> Outcome:
        self.uploads.bring(self.uploads.lacking(body))
        try:
            self.client.write(
                self.client.draft.update, remote["draft_id"], self.uploads.article(body)
            )
        except Stopped as stopped:
            if stopped.outcome.code == str(MEDIA_NOT_THERE):
                return Rejected("draft_gone", stopped.outcome.text)
            raise
        return Done()

    def names_what_is_live(self, remote: Remote) -> bool:
        return "article_id" in remote or "msg_id" in remote

    def retract(self, remote: Remote) -> Outcome:
        if "msg_id" in remote:
            return massing.recall(self.client, remote)
        try:
            if "article_id" in remote:
                self.client.write(self.client.publish.delete, remote["article_id"])
            elif "draft_id" in remote:
                self.client.write(self.client.draft.delete, remote["draft_id"])
        except Stopped as stopped:
            if stopped.outcome.code in {str(ARTICLE_NOT_THERE), str(MEDIA_NOT_THERE)}:
                return Done()
            raise
        return Done()

    def look(
        self, step: str, body: Body, remote: Remote, since: datetime, not_these: Iterable[Remote]
    ) -> Sighting:
        if step == "draft":
            return self._look_for_draft(body, since, not_these)
        return self._look_for_article(body, since, not_these)

    def observe(self, kept: Iterable[Kept]) -> Iterable[Observation]:
        return watching.observe(self.client, self.ledger, list(kept), self.client.read)

    def probe(self) -> Capabilities:
        return probing.probe(self.client, METERS, self.prove(), self.client.read)

    def poll(self, remote: Remote, asked: int) -> Outcome:
        result = self.client.read(self.client.publish.get, remote["publish_id"])
        outcome = self._verdict(result)
        return Submitted({}, waiting.wait(self.account, asked + 1)) if outcome is None else outcome

    def prove(self) -> str:
        """获取草稿总数 needs a token and nothing else."""
        self.client.read(self.client.draft.count)
        return self.account.app_id

    def understand(self, kind: str, body: Mapping[str, Any]) -> Event | AboutAccount | None:
        if kind in pushes.VERIFICATION:
            return _verification(kind, body)
        if kind == "MASSSENDJOBFINISH":
            return Event({"msg_id": str(body["msg_id"])}, massing.verdict(body))
        if kind != "PUBLISHJOBFINISH":
            return None
        outcome = self._verdict(body)
        return Event({"publish_id": str(body["publish_id"])}, outcome) if outcome else None

    def mass(self) -> massing.MassSends:
        return massing.MassSends(self.account, self.client, self.uploads)

    @staticmethod
    def names(remote: Remote, url: str) -> tuple[Name, ...]:
        return links.names(remote, url)

    @staticmethod
    def recognise(link: Link) -> Recognised | None:
        return links.recognise(link)

    @staticmethod
    def explain(code: str, values: Mapping[str, Any]) -> str:
        return messages.explain(code, values)

    # --- writing -----------------------------------------------------------------------------

    def _submit(self, draft_id: str) -> Outcome:
        try:
            publish_id = self.client.call(self.client.publish.submit, draft_id, repeatable=False)
        except Stopped as stopped:
            if stopped.outcome.code == str(MEDIA_NOT_THERE):
                # The draft left the box: published by an attempt whose answer was lost, or
                # taken out by a person. Looking tells which.
                return Unknown(stopped.outcome.code, stopped.outcome.text)
            raise
        return Submitted({"publish_id": publish_id}, waiting.wait(self.account, 0))

    def _add_draft(self, body: Body, *, as_draft: bool) -> Outcome:
        try:
            draft_id = self.client.call(
                self.client.draft.add, self.uploads.article(body), repeatable=False
            )
        except Stopped as stopped:
            if stopped.outcome.code == str(MEDIA_NOT_THERE):
                self.uploads.forget_cover(body)
                return Later(stopped.outcome.code, stopped.outcome.text)
            raise
        remote = {"draft_id": draft_id}
        return Drafted(remote) if as_draft else Step(remote)

    # --- reading -----------------------------------------------------------------------------

    def _look_for_draft(self, body: Body, since: datetime, not_these: Iterable[Remote]) -> Sighting:
        known = {remote.get("draft_id") for remote in not_these}
        for item in self.client.read(self.client.draft.batchget).get("item", []):
            if item["media_id"] not in known and _is_ours(item, body, since):
                return Found(Step({"draft_id": item["media_id"]}))
        # A draft is no publication: should the lost one turn up later, nobody has seen it.
        return Missing(final=True)

    def _look_for_article(
        self, body: Body, since: datetime, not_these: Iterable[Remote]
    ) -> Sighting:
        known = {remote.get("article_id") for remote in not_these}
        for item in self.client.read(self.client.publish.batchget).get("item", []):
            article_id = item["article_id"].strip()
            if article_id not in known and _is_ours(item, body, since):
                url = item["content"]["news_item"][0].get("url", "")
                return Found(Done({"article_id": article_id}, url))
        # A draft leaves the box with its first publication; a second submission finds none.
        return Missing(harmless=True)

    def _verdict(self, result: Mapping[str, Any]) -> Outcome | None:
        """Read publish_status (发布状态查询); None while the platform has not decided."""
        status = int(result["publish_status"])
        if status == 1:
            return None
        if status == 0:
            items = result.get("article_detail", {}).get("item", [])
            items = items if isinstance(items, list) else [items]
            url = items[0]["article_url"].strip() if items else ""
            return Done({"article_id": str(result["article_id"]).strip()}, url)
        if status == 3:
            # Also the answer to a second submission of a draft that the first one used up.
            return Unknown("publish_status_3", str(result))
        return Rejected(f"publish_status_{status}")


def _is_ours(item: Mapping[str, Any], body: Body, since: datetime) -> bool:
    # Of several articles there are only mass sends.
    [article, *others] = item["content"]["news_item"]
    return (
        not others
        and article.get("content_source_url") == body["content_source_url"]
        and article.get("title") == body["title"]
        and not article.get("is_deleted")
        and waiting.is_since(item.get("update_time", 0), since)
    )


def _verification(kind: str, body: Mapping[str, Any]) -> AboutAccount:
    """Read what is pushed about the yearly verification (微信认证事件推送)."""
    until = body.get("expired_at")
    is_well = kind.endswith("_success") or kind == "annual_renew"
    return AboutAccount(
        datetime.fromtimestamp(until, UTC) if until else None,
        "" if is_well else kind,
        body.get("reason", ""),
    )
