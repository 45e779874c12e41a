"""Looking at what is published and at the draft box, twenty at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup

from syndication.channels.base import Stopped
from syndication.channels.ledger import Ledger
from syndication.channels.meters import Urgency
from syndication.channels.observation import Kept, Observation, Sight
from syndication.channels.wechat.client import OfficialAccountClient

PAGE = 20
BLOCKED = 6

Read = Callable[..., Any]


def observe(
    client: OfficialAccountClient, ledger: Ledger, kept: list[Kept], read: Read
) -> Iterator[Observation]:
    """Yield what is seen of the copies, newest pages first, within the day's allowance.

    A copy is called deleted only after the whole list has been read without it.
    """
    articles = {k.remote["article_id"]: k for k in kept if "article_id" in k.remote}
    drafts = {
        k.remote["draft_id"]: k
        for k in kept
        if "article_id" not in k.remote and "draft_id" in k.remote
    }
    if articles:
        listing = Listing(client.publish.batchget, "freepublish/batchget", "article_id")
        for one, item in _listed(articles, listing, ledger, read):
            article = item["content"]["news_item"][0] if item else {"is_deleted": True}
            if article.get("is_deleted"):
                yield Observation(one.key, _why_gone(client, read, one))
            else:
                url = article.get("url", "")
                yield Observation(one.key, Sight.PRESENT, told(article), url=url)
    if drafts:
        listing = Listing(client.draft.batchget, "draft/batchget", "media_id")
        for one, item in _listed(drafts, listing, ledger, read):
            if item:
                yield Observation(one.key, Sight.PRESENT, told(item["content"]["news_item"][0]))
            else:
                yield from _published_by_hand(client, ledger, read, one)


@dataclass(frozen=True, slots=True)
class Listing:
    """One of the two lists: its call, its meter, and what its items are called by."""

    batchget: Callable[..., dict[str, Any]]
    meter: str
    name: str


def _listed(
    wanted: dict[str, Kept], listing: Listing, ledger: Ledger, read: Read
) -> Iterator[tuple[Kept, dict[str, Any] | None]]:
    """Yield each copy with its item, or with None once the list has ended without it."""
    offset, total = 0, 1
    while wanted and offset < total:
        if ledger.wait_for([listing.meter], Urgency.READING):
            return
        page = read(lambda offset=offset: listing.batchget(offset, PAGE, content=True))
        total, items = page["total_count"], page.get("item", [])
        for item in items:
            one = wanted.pop(str(item[listing.name]).strip(), None)
            if one is not None:
                yield one, item
        if not items:
            break
        offset += len(items)
    for one in wanted.values():
        yield one, None


def _published_by_hand(
    client: OfficialAccountClient, ledger: Ledger, read: Read, one: Kept
) -> Iterator[Observation]:
    """A draft that left the box was published, sent or thrown away by a person.

    Which of these, only the list of what is published tells; without it nothing is said.
    """
    if ledger.wait_for(["freepublish/batchget"], Urgency.READING):
        return
    page = read(lambda: client.publish.batchget(0, PAGE, content=True))
    for item in page.get("item", []):
        article = item["content"]["news_item"][0]
        if article.get("content_source_url") == one.body["content_source_url"]:
            remote = {"article_id": str(item["article_id"]).strip()}
            yield Observation(one.key, Sight.PRESENT, told(article), remote, article.get("url", ""))
            return
    yield Observation(one.key, Sight.DELETED)


def told(article: dict[str, Any]) -> dict[str, str]:
    """Return what of an article can be compared: colours and attributes come back changed."""
    soup = BeautifulSoup(article.get("content", ""), "lxml")
    text = "\n".join(line for line in soup.get_text("\n").splitlines() if line.strip())
    return {
        "title": article.get("title", ""),
        "author": article.get("author", ""),
        "digest": article.get("digest", ""),
        "address": article.get("content_source_url", ""),
        "text": text,
        "pictures": str(len(soup.find_all("img"))),
    }


def _why_gone(client: OfficialAccountClient, read: Read, one: Kept) -> Sight:
    """Ask for the publication's status: 5 is deleted by the account, 6 blocked by the platform."""
    if "publish_id" not in one.remote:
        return Sight.DELETED
    try:
        status = int(read(client.publish.get, one.remote["publish_id"])["publish_status"])
    except Stopped:
        return Sight.DELETED
    return Sight.BLOCKED if status == BLOCKED else Sight.DELETED
