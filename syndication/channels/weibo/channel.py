"""One Weibo account as a channel: a post with a picture and the address of the page."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from story import Moment, Story
from syndication.channels import pictures
from syndication.channels.base import (
    Authorisation,
    Blame,
    Body,
    Done,
    Event,
    Finding,
    Found,
    Later,
    Missing,
    Outcome,
    Refused,
    Remote,
    Sighting,
    Stock,
    Stopped,
    Unknown,
)
from syndication.channels.capabilities import Capabilities
from syndication.channels.fields import FieldRule, dialogue_field
from syndication.channels.ledger import Ledger
from syndication.channels.links import Link, Name, Recognised
from syndication.channels.meters import Meter, Meters, Window
from syndication.channels.observation import Kept, Observation
from syndication.channels.options import Options
from syndication.channels.remedies import Offers
from syndication.channels.shown import Shown
from syndication.channels.stocked import stocked_bytes
from syndication.channels.weibo import (
    by_hand,
    corrections,
    headline,
    links,
    messages,
    mid,
    previewing,
    probing,
    watching,
)
from syndication.channels.weibo.client import WeiboClient, WeiboError
from syndication.channels.weibo.errors import (
    COMMENT_NOT_THERE,
    NOT_THERE,
    TEXT_WITHOUT_DOMAIN,
    outcome_of,
)
from syndication.channels.weibo.kept import PICTURE_BYTES, findings
from syndication.channels.weibo.text import LIMIT, compose, fingerprint, weighted_length
from syndication.models import Account

PICTURE_WIDTH = 2048
WEB = "https://weibo.com"
SHARE, COMMENT, ARTICLE = "share", "comment", "article"
USED_UP = {10023: "user_day", 10024: "posts_hour"}
SLACK = timedelta(seconds=120)


# 接口访问频次权限, newest revision: all calls of one user, and posts among them.
METERS: Meters = {
    "user_day": Meter(100, reserve=5, readings=60, label=_("calls in a day")),
    "posts_hour": Meter(30, Window.HOUR, reserve=1, label=_("posts in an hour")),
}


class WeiboChannel:
    kind: ClassVar[str] = "weibo"
    label = _("Weibo")
    repeatable: ClassVar[frozenset[str]] = frozenset()
    visible: ClassVar[frozenset[str]] = frozenset({SHARE, ARTICLE})
    # 2/statuses/user_timeline shows the five newest.
    in_sight: ClassVar[int] = 5
    meters: ClassVar[Meters] = METERS
    keeps_drafts: ClassVar[bool] = False
    amends_published: ClassVar[bool] = False
    has_own_address: ClassVar[bool] = True
    usual_moments: ClassVar[frozenset[Moment]] = frozenset(Moment)
    account_fields: ClassVar[frozenset[str]] = frozenset(
        {"remote_id", "rip", "web_url", "safe_domains", "headline_right", "headline_articles"}
    )
    called_at: ClassVar[str] = ""
    steps_by_hand: ClassVar = by_hand.STEPS

    def __init__(self, account: Account) -> None:
        self.account = account
        self.ledger = Ledger(account, METERS)
        self._client: WeiboClient | None = None

    @property
    def client(self) -> WeiboClient:
        if self._client is None:
            base_url = self.account.base_url or settings.WEIBO_API_BASE_URL
            self._client = WeiboClient(base_url, self.account.access_token, self.ledger)
        return self._client

    def render(self, story: Story, stock: Stock, options: Options) -> Body:
        picture = options.cover or next(story.pictures(), None)
        if headline.is_wanted(self.account, options, picture):
            return headline.article(story, stock, options, picture)
        return {
            "text": compose(story, options),
            "picture": stock[picture.source].sha256 if picture else "",
        }

    def edition_fields(self, story: Story) -> Mapping[str, FieldRule]:
        fields = {"text": FieldRule(compose(story), LIMIT, weighted_length, "weibo")}
        return {**fields, **dialogue_field(story), **headline.edition_fields(self.account, story)}

    def words(self, body: Body) -> Mapping[str, str]:
        return {"text": body["text"], **headline.words(body)}

    def shown(self, body: Body) -> Shown:
        return previewing.shown(body, self.check(body))

    def check(self, body: Body) -> list[Finding]:
        if "article" in body:
            return headline.findings(body)
        # Domains that nobody told us of may all be bound.
        return findings(body, self.account.options.get("safe_domains", "").split() or None)

    def offers(self, remote: Remote) -> Offers:
        return corrections.OFFERS

    def notice(self, story: Story, stock: Stock, remedy: str, remote: Remote, text: str) -> Body:
        return corrections.notice(story, remedy, remote, text)

    def next_step(self, body: Body, remote: Remote, *, as_draft: bool) -> str:
        if "article" in body:
            return ARTICLE
        return COMMENT if "comment_on" in body else SHARE

    def likeness(self, body: Body) -> str:
        return f"{body.get('comment_on', '')} {fingerprint(body['text'])}"

    def calls(self, step: str, body: Body, remote: Remote) -> tuple[str, ...]:
        return ("user_day", "posts_hour") if step in {SHARE, ARTICLE} else ("user_day",)

    def create(self, body: Body, remote: Remote, *, as_draft: bool) -> Outcome:
        rip = self.account.options.get("rip") or settings.EGRESS_IP
        if "article" in body:
            return self._publish_article(body, rip)
        if "comment_on" in body:
            comment = self._call(self.client.comment, body["comment_on"], body["text"], rip)
            return self._commented(comment, body)
        picture = None
        if body["picture"]:
            picture = pictures.fit(
                stocked_bytes(body["picture"]), max_bytes=PICTURE_BYTES, max_width=PICTURE_WIDTH
            )
        return self._live(self._call(self.client.share, body["text"], rip, picture), body)

    def amend(self, body: Body, remote: Remote) -> Outcome:
        raise TypeError("Weibo has no drafts and lets nobody change a post.")

    def names_what_is_live(self, remote: Remote) -> bool:
        return "mid" in remote or "cid" in remote

    def retract(self, remote: Remote) -> Outcome:
        is_comment = "cid" in remote
        call = self.client.destroy_comment if is_comment else self.client.destroy
        gone = COMMENT_NOT_THERE if is_comment else NOT_THERE
        try:
            self._call(call, remote["cid" if is_comment else "mid"], repeatable=True)
        except Stopped as stopped:
            if stopped.outcome.code != str(gone):
                raise
        return Done(rest=headline.left_behind(remote))

    def look(
        self, step: str, body: Body, remote: Remote, since: datetime, not_these: Iterable[Remote]
    ) -> Sighting:
        ours = fingerprint(body["text"])
        if step == COMMENT:
            return self._look_for_comment(body, ours, {remote.get("cid") for remote in not_these})
        known = {remote.get("mid") for remote in not_these}
        for post in self._read(self.client.own_newest, mid.lower_bound(since - SLACK)):
            if str(post["mid"]) not in known and fingerprint(post["text"]) == ours:
                return Found(self._live(post, body))
        # The article's own page may be there without a post, where no call of ours sees it.
        return Missing(resendable=step != ARTICLE)

    def _look_for_comment(self, body: Body, ours: str, known: set[str | None]) -> Sighting:
        for comment in self._read(self.client.own_comments):
            about = str(comment.get("status", {}).get("idstr", body["comment_on"]))
            if about != body["comment_on"] or fingerprint(comment["text"]) != ours:
                continue
            found = self._commented(comment, body)
            if found.remote["cid"] not in known:
                return Found(found)
        return Missing()

    def observe(self, kept: Iterable[Kept]) -> Iterable[Observation]:
        return watching.observe(self.client, self.ledger, list(kept), self._read)

    def probe(self) -> Capabilities:
        return probing.probe(self.client, self.prove(), self._read)

    def poll(self, remote: Remote, asked: int) -> Outcome:
        raise TypeError("Weibo decides at once; there is nothing to ask for later.")

    def prove(self) -> str:
        """oauth2/get_token_info says whose token it is."""
        info = self._call(self.client.token_info, repeatable=True)
        uid = str(info["uid"])
        if self.account.remote_id and uid != self.account.remote_id:
            text = f"token of {uid}, account of {self.account.remote_id}"
            raise Stopped(Refused(Blame.ADMINISTRATOR, "other_account", text, True))
        return uid

    def authorisation_url(self, redirect_uri: str, state: str) -> str:
        return self.client.authorisation_url(self.account.app_id, redirect_uri, state)

    def authorise(self, code: str, redirect_uri: str) -> Authorisation:
        account = self.account
        given = self._call(
            self.client.exchange_code, account.app_id, account.app_secret, code, redirect_uri
        )
        uid = str(given["uid"])
        if account.remote_id and uid != account.remote_id:
            text = f"authorised by {uid}, account of {account.remote_id}"
            raise Stopped(Refused(Blame.ADMINISTRATOR, "other_account", text))
        self.client.token = given["access_token"]
        user = self._call(self.client.user, uid, repeatable=True)
        return Authorisation(
            uid, user.get("screen_name", uid), given["access_token"], float(given["expires_in"])
        )

    def understand(self, kind: str, body: Mapping[str, Any]) -> Event | None:
        return None

    @staticmethod
    def names(remote: Remote, url: str) -> tuple[Name, ...]:
        return links.names(remote, url)

    @staticmethod
    def recognise(link: Link) -> Recognised | None:
        return links.recognise(link)

    @staticmethod
    def explain(code: str, values: Mapping[str, Any]) -> str:
        return messages.explain(code, values)

    def _publish_article(self, body: Body, rip: str) -> Outcome:
        fields = headline.fields(self.account, body, rip)
        try:
            answer = self._call(self.client.publish_article, fields)
        except Stopped as stopped:
            if stopped.outcome.code == str(headline.NO_RIGHT):
                return headline.refusal_of(headline.NO_RIGHT, stopped.outcome.text, "")
            raise
        return headline.outcome_of(answer, body)

    def _live(self, post: Mapping[str, Any], body: Body) -> Done:
        number = str(post.get("idstr") or post["mid"])
        web = self.account.options.get("web_url") or WEB
        url = mid.post_url(web, self.account.remote_id, number)
        if "article" in body:
            return Done(headline.remote_of(number, body["article"]["title"]), url)
        return Done({"mid": number}, url)

    def _commented(self, comment: Mapping[str, Any], body: Body) -> Done:
        web = self.account.options.get("web_url") or WEB
        url = mid.post_url(web, self.account.remote_id, body["comment_on"])
        cid = str(comment.get("idstr") or comment["id"])
        return Done({"cid": cid, "on": body["comment_on"]}, url)

    def _read(self, method: Callable[..., Any], *args: Any) -> Any:
        """Make a reading call. No answer to it leaves nothing unknown but the answer."""
        try:
            return self._call(method, *args, repeatable=True)
        except Stopped as stopped:
            if isinstance(stopped.outcome, Unknown):
                raise Stopped(Later(stopped.outcome.code, stopped.outcome.text)) from stopped
            raise

    def _call(self, method: Callable[..., Any], *args: Any, repeatable: bool = False) -> Any:
        try:
            return method(*args)
        except WeiboError as error:
            outcome = outcome_of(error.code, error.text, repeatable=repeatable)
            if error.code in USED_UP:
                self.ledger.exhaust(USED_UP[error.code])
            if error.code == 10017 and TEXT_WITHOUT_DOMAIN in error.text:
                outcome = Refused(outcome.blame, "no_safe_domain", error.text, whole_account=True)
            raise Stopped(outcome) from error
