"""A partner system as a channel: the story as JSON, signed, put where the partner keeps items."""

import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from story import Moment, Story
from syndication.channels.base import (
    Blame,
    Body,
    Done,
    Event,
    Finding,
    Found,
    Missing,
    Outcome,
    Refused,
    Rejected,
    Remote,
    Severity,
    Sighting,
    Stock,
    Unknown,
)
from syndication.channels.capabilities import Capabilities, Right
from syndication.channels.fields import FieldRule, dialogue_field
from syndication.channels.links import Link, Name, Recognised, names_of
from syndication.channels.meters import Meters
from syndication.channels.observation import Kept, Observation
from syndication.channels.options import Options
from syndication.channels.remedies import Offers
from syndication.channels.shown import Shown
from syndication.channels.webhook import (
    by_hand,
    corrections,
    messages,
    previewing,
    render,
    watching,
)
from syndication.channels.webhook.client import Answer, PartnerClient
from syndication.models import Account

POST = "post"
URL_LENGTH = 1024


class WebhookChannel:
    kind: ClassVar[str] = render.KIND
    label = _("partner system (webhook)")
    repeatable: ClassVar[frozenset[str]] = frozenset()
    visible: ClassVar[frozenset[str]] = frozenset({POST})
    # An item is asked for by its id, however many came after it.
    in_sight: ClassVar[int] = sys.maxsize
    # What a partner counts it says with 429 and Retry-After.
    meters: ClassVar[Meters] = {}
    keeps_drafts: ClassVar[bool] = False
    amends_published: ClassVar[bool] = True
    has_own_address: ClassVar[bool] = False
    usual_moments: ClassVar[frozenset[Moment]] = frozenset(Moment)
    account_fields: ClassVar[frozenset[str]] = frozenset()
    called_at: ClassVar[str] = ""
    steps_by_hand: ClassVar = by_hand.STEPS

    def __init__(self, account: Account) -> None:
        self.account = account
        self._client: PartnerClient | None = None

    @property
    def client(self) -> PartnerClient:
        if self._client is None:
            account = self.account
            self._client = PartnerClient(account.base_url, account.app_id, account.app_secret)
        return self._client

    def render(self, story: Story, stock: Stock, options: Options) -> Body:
        return render.item(story, stock, options)

    def edition_fields(self, story: Story) -> Mapping[str, FieldRule]:
        return {
            "title": FieldRule(story.title),
            "author": FieldRule(story.author),
            "digest": FieldRule(story.digest),
            **dialogue_field(story),
        }

    def words(self, body: Body) -> Mapping[str, str]:
        return render.words(body)

    def shown(self, body: Body) -> Shown:
        return previewing.shown(body, self.check(body))

    def check(self, body: Body) -> list[Finding]:
        if not body["title"].strip():
            return [Finding(Severity.REFUSED, "title_empty")]
        return []

    def offers(self, remote: Remote) -> Offers:
        return corrections.OFFERS

    def notice(self, story: Story, stock: Stock, remedy: str, remote: Remote, text: str) -> Body:
        raise TypeError("A partner's item is changed where it is; nothing is published beside it.")

    def next_step(self, body: Body, remote: Remote, *, as_draft: bool) -> str:
        return POST

    def likeness(self, body: Body) -> str:
        return render.id_of(body)

    def calls(self, step: str, body: Body, remote: Remote) -> tuple[str, ...]:
        return ()

    def create(self, body: Body, remote: Remote, *, as_draft: bool) -> Outcome:
        item_id, key = render.id_of(body), render.key_of(body)
        answer = self.client.post(render.document(item_id, body), key)
        if answer.status == 409:
            if answer.told.get("key") == key:
                return _live(item_id, answer)
            # Begun with the same contents by another page of the very same words and address.
            return Refused(Blame.ADMINISTRATOR, "taken", answer.words)
        if not answer.is_success:
            raise answer.failure()
        return _live(item_id, answer)

    def amend(self, body: Body, remote: Remote) -> Outcome:
        item_id = remote["item"]
        answer = self.client.put(item_id, render.document(item_id, body), render.key_of(body))
        if answer.misses(item_id):
            return Rejected("drift_deleted", answer.words)
        if not answer.is_success:
            raise answer.failure()
        return _live(item_id, answer)

    def names_what_is_live(self, remote: Remote) -> bool:
        return "item" in remote

    def retract(self, remote: Remote) -> Outcome:
        item_id = remote["item"]
        answer = self.client.delete(item_id)
        is_done = answer.status == 204 or (answer.is_success and answer.names(item_id))
        if is_done or answer.misses(item_id):
            return Done()
        if answer.is_success:
            return Unknown("bad_answer", f"HTTP {answer.status} without the item's id")
        raise answer.failure()

    def look(
        self, step: str, body: Body, remote: Remote, since: datetime, not_these: Iterable[Remote]
    ) -> Sighting:
        # An id is made of the contents, so an earlier copy under it said the same and was deleted.
        item_id = render.id_of(body)
        answer = self.client.get(item_id)
        if answer.misses(item_id):
            # Another with the same key would be the same.
            return Missing(harmless=True)
        if not answer.is_success:
            raise answer.failure()
        outcome = _live(item_id, answer)
        return Found(outcome) if isinstance(outcome, Done) else outcome

    def poll(self, remote: Remote, asked: int) -> Outcome:
        raise TypeError("A partner answers at once; there is nothing to ask for later.")

    def observe(self, kept: Iterable[Kept]) -> Iterable[Observation]:
        return watching.observe(self.client, list(kept))

    def prove(self) -> str:
        """An empty list needs a good signature and nothing else."""
        name = self.client.listed([]).get("name")
        return name if isinstance(name, str) and name else urlsplit(self.account.base_url).netloc

    def probe(self) -> Capabilities:
        return Capabilities(known_as=self.prove(), rights={Right.READ_BACK.value: True})

    def understand(self, kind: str, body: Mapping[str, Any]) -> Event | None:
        return None

    @staticmethod
    def names(remote: Remote, url: str) -> tuple[Name, ...]:
        return names_of(url)

    @staticmethod
    def recognise(link: Link) -> Recognised | None:
        """A partner's addresses follow no rule that we know; they are compared as they are."""
        return None

    @staticmethod
    def explain(code: str, values: Mapping[str, Any]) -> str:
        return messages.explain(code, values)


def _live(item_id: str, answer: Answer) -> Done | Unknown:
    """Read the partner's word that the item is there: its id, and where people see it."""
    if not answer.names(item_id):
        return Unknown("bad_answer", f"HTTP {answer.status} without the item's id")
    url = answer.told.get("url")
    is_address = isinstance(url, str) and url.startswith(("http://", "https://"))
    return Done({"item": item_id}, url if is_address and len(url) <= URL_LENGTH else "")
