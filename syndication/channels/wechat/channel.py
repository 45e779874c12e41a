"""One official account as a channel: pictures, draft, publication, and back."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from story import Story
from syndication.channels import pictures
from syndication.channels.base import (
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
from syndication.channels.fields import FieldRule
from syndication.channels.ledger import Ledger
from syndication.channels.links import Link, Name, Recognised
from syndication.channels.meters import Meter, Meters
from syndication.channels.observation import Kept, Observation
from syndication.channels.options import Options
from syndication.channels.remedies import Offers
from syndication.channels.shown import Shown
from syndication.channels.stocked import stocked_bytes
from syndication.channels.wechat import (
    check,
    corrections,
    links,
    messages,
    previewing,
    probing,
    render,
    watching,
)
from syndication.channels.wechat.client import OfficialAccountClient
from syndication.channels.wechat.cover import plain_cover
from syndication.channels.wechat.errors import ARTICLE_NOT_THERE, MEDIA_NOT_THERE
from syndication.channels.wechat.tokens import TokenShelf
from syndication.models import Account, Upload
from syndication.timing import timing

# 上传图文消息图片: strictly below 1 MB. The column is 677 px wide on a desktop; 1080 serves phones.
BODY_BYTES, BODY_WIDTH = 1024 * 1024, 1080
# 上传永久素材: 10 MB; less is quicker and a cover is never shown larger.
COVER_BYTES, COVER_WIDTH = 2 * 1024 * 1024, 1280
COVER, BODY = "cover", "body"
NO_COVER = "plain"

# Clocks differ, and an answer may have been long on its way.
SLACK = timedelta(seconds=120)


# 接口调用频次限制, newly registered accounts.
METERS: Meters = {
    "media/uploadimg": Meter(1000),
    "draft/add": Meter(1000, reserve=20),
    "draft/update": Meter(1000),
    "draft/delete": Meter(1000),
    "draft/batchget": Meter(1000, readings=800),
    "freepublish/submit": Meter(100, reserve=3),
    "freepublish/get": Meter(100, reserve=5),
    "freepublish/delete": Meter(10),
    "freepublish/batchget": Meter(100, readings=60),
}
CALLS = {
    "pictures": ("media/uploadimg",),
    "draft": ("draft/add",),
    "submit": ("freepublish/submit",),
    "poll": ("freepublish/get",),
    "amend": ("draft/update",),
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
    account_fields: ClassVar[frozenset[str]] = frozenset(
        {"remote_id", "callback_token", "callback_aes_key"}
    )
    called_at: ClassVar[str] = "wechat_callback"

    def __init__(self, account: Account) -> None:
        self.account = account
        self.ledger = Ledger(account, METERS)
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
        }

    def words(self, body: Body) -> Mapping[str, str]:
        return watching.told(body)

    def shown(self, body: Body) -> Shown:
        return previewing.shown(body)

    def check(self, body: Body) -> list[Finding]:
        return check.findings(body)

    def offers(self) -> Offers:
        return corrections.offers(as_draft=self.account.as_draft)

    def notice(self, story: Story, stock: Stock, remedy: str, remote: Remote, text: str) -> Body:
        return corrections.notice(story, stock, text)

    def next_step(self, body: Body, remote: Remote, *, as_draft: bool) -> str:
        if "draft_id" in remote:
            return "" if as_draft else "submit"
        return "pictures" if self._not_uploaded(body) else "draft"

    def likeness(self, body: Body) -> str:
        return f"{body['content_source_url']} {body['title']}"

    def calls(self, step: str, body: Body) -> tuple[str, ...]:
        return CALLS.get(step, ())

    def create(self, body: Body, remote: Remote, *, as_draft: bool) -> Outcome:
        if "draft_id" in remote:
            return self._submit(remote["draft_id"])
        lacking = self._not_uploaded(body)
        if lacking:
            for sha256, use in lacking:
                self._upload(sha256, use)
            return Step({})
        return self._add_draft(body, as_draft=as_draft)

    def amend(self, body: Body, remote: Remote) -> Outcome:
        for sha256, use in self._not_uploaded(body):
            self._upload(sha256, use)
        try:
            self._write(self.client.draft.update, remote["draft_id"], self._article(body))
        except Stopped as stopped:
            if stopped.outcome.code == str(MEDIA_NOT_THERE):
                return Rejected("draft_gone", stopped.outcome.text)
            raise
        return Done()

    def names_what_is_live(self, remote: Remote) -> bool:
        return "article_id" in remote

    def retract(self, remote: Remote) -> Outcome:
        try:
            if "article_id" in remote:
                self._write(self.client.publish.delete, remote["article_id"])
            elif "draft_id" in remote:
                self._write(self.client.draft.delete, remote["draft_id"])
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
        return watching.observe(self.client, self.ledger, list(kept), self._read)

    def probe(self) -> Capabilities:
        return probing.probe(self.client, METERS, self.prove(), self._read)

    def poll(self, remote: Remote, asked: int) -> Outcome:
        result = self._read(self.client.publish.get, remote["publish_id"])
        outcome = self._verdict(result)
        return Submitted({}, self._wait(asked + 1)) if outcome is None else outcome

    def prove(self) -> str:
        """获取草稿总数 needs a token and nothing else."""
        self._read(self.client.draft.count)
        return self.account.app_id

    def understand(self, kind: str, body: Mapping[str, Any]) -> Event | None:
        if kind != "PUBLISHJOBFINISH":
            return None
        outcome = self._verdict(body)
        return Event({"publish_id": str(body["publish_id"])}, outcome) if outcome else None

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
        return Submitted({"publish_id": publish_id}, self._wait(0))

    def _add_draft(self, body: Body, *, as_draft: bool) -> Outcome:
        try:
            draft_id = self.client.call(
                self.client.draft.add, self._article(body), repeatable=False
            )
        except Stopped as stopped:
            if stopped.outcome.code == str(MEDIA_NOT_THERE):
                # Not replicated yet, or removed from the library by hand: upload it anew.
                self._uploads(body)[self._cover_of(body), COVER].delete()
                return Later(stopped.outcome.code, stopped.outcome.text)
            raise
        remote = {"draft_id": draft_id}
        return Drafted(remote) if as_draft else Step(remote)

    def _article(self, body: Body) -> dict[str, Any]:
        """Return the fields of 新增草稿, with the pictures' names at this account."""
        uploads = self._uploads(body)
        content = body["content"]
        for sha256 in body["pictures"]:
            content = content.replace(f"{render.PICTURE_SCHEME}{sha256}", uploads[sha256, BODY].url)
        return {
            "article_type": "news",
            "title": body["title"],
            "author": body["author"],
            "digest": body["digest"],
            "content": content,
            "content_source_url": body["content_source_url"],
            "thumb_media_id": uploads[self._cover_of(body), COVER].remote_id,
            "need_open_comment": 0,
        }

    def _uploads(self, body: Body) -> dict[tuple[str, str], Upload]:
        uploads = Upload.objects.filter(
            account=self.account, sha256__in=[*body["pictures"], self._cover_of(body)]
        )
        return {(upload.sha256, upload.use): upload for upload in uploads}

    def _not_uploaded(self, body: Body) -> list[tuple[str, str]]:
        needed = [(sha256, BODY) for sha256 in body["pictures"]]
        needed.append((self._cover_of(body), COVER))
        there = set(
            Upload.objects.filter(
                account=self.account, sha256__in=[sha256 for sha256, _ in needed]
            ).values_list("sha256", "use")
        )
        return [key for key in needed if key not in there]

    @staticmethod
    def _cover_of(body: Body) -> str:
        return body["cover"] or NO_COVER

    def _upload(self, sha256: str, use: str) -> None:
        data = plain_cover() if sha256 == NO_COVER else stocked_bytes(sha256)
        if use == BODY:
            data = pictures.fit(data, max_bytes=BODY_BYTES, max_width=BODY_WIDTH)
            names = {"url": self._write(self.client.picture.for_body, data)}
        else:
            data = pictures.fit(data, max_bytes=COVER_BYTES, max_width=COVER_WIDTH)
            names = {"remote_id": self._write(self.client.picture.for_cover, data)}
        Upload.objects.get_or_create(account=self.account, sha256=sha256, use=use, defaults=names)

    def _write(self, method: Any, *args: Any) -> Any:
        return self.client.call(method, *args, repeatable=True)

    # --- reading -----------------------------------------------------------------------------

    def _read(self, method: Any, *args: Any) -> Any:
        """Make a reading call. No answer to it leaves nothing unknown but the answer."""
        try:
            return self.client.call(method, *args, repeatable=True)
        except Stopped as stopped:
            if isinstance(stopped.outcome, Unknown):
                raise Stopped(Later(stopped.outcome.code, stopped.outcome.text)) from stopped
            raise

    def _look_for_draft(self, body: Body, since: datetime, not_these: Iterable[Remote]) -> Sighting:
        known = {remote.get("draft_id") for remote in not_these}
        for item in self._read(self.client.draft.batchget).get("item", []):
            if item["media_id"] not in known and _is_ours(item, body, since):
                return Found(Step({"draft_id": item["media_id"]}))
        # A draft is no publication: should the lost one turn up later, nobody has seen it.
        return Missing(final=True)

    def _look_for_article(
        self, body: Body, since: datetime, not_these: Iterable[Remote]
    ) -> Sighting:
        known = {remote.get("article_id") for remote in not_these}
        for item in self._read(self.client.publish.batchget).get("item", []):
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

    def _wait(self, asked: int) -> float:
        limits = timing()
        waits = limits.asks_if_called_back if self.account.called_back_at else limits.asks
        return waits[min(asked, len(waits) - 1)]


def _is_ours(item: Mapping[str, Any], body: Body, since: datetime) -> bool:
    article = item["content"]["news_item"][0]
    return (
        article.get("content_source_url") == body["content_source_url"]
        and article.get("title") == body["title"]
        and not article.get("is_deleted")
        and int(item.get("update_time", 0)) >= (since - SLACK).timestamp()
    )
