"""What should be: from a page, its routes and its editor's choices to declared copies."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from story import Story, Syndicatable
from syndication.channels.registry import channel_for
from syndication.engine.stock import PictureUnusable, stock
from syndication.models import Account, ChannelCopy, PagePlan, Payload, Route
from syndication.models.copy import Fault, Position
from syndication.models.plan import NEVER

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sight:
    """The columns of a page's row that decide whether it has to be planned again."""

    live: bool
    revision_ref: int
    published_at: datetime
    url_path: str

    @classmethod
    def of(cls, page: Page | None) -> Self:
        if page is None:
            return cls(False, 0, NEVER, "")
        return cls(
            page.live, page.live_revision_id or 0, page.last_published_at or NEVER, page.url_path
        )


def plan_page(page_ref: int) -> set[int]:
    """Declare the copies of a page as it is now; return the accounts with something to do.

    Knows deleted pages too: their copies are declared unwanted. Makes no call to a platform.
    Safe to run twice and at the same time; whoever saw an older page writes nothing.
    """
    for _ in range(3):
        page = Page.objects.filter(pk=page_ref).first()
        sight = Sight.of(page)
        wishes = _wishes(page.specific) if page else {}
        with transaction.atomic():
            current = Page.objects.select_for_update().filter(pk=page_ref).first()
            if Sight.of(current) != sight:
                continue
            busy = _declare(page_ref, page, wishes)
            _remember(page_ref, sight, exists=page is not None)
            return busy
    log.info("Page %s changes faster than it can be planned; the sweep will", page_ref)
    return set()


@dataclass(frozen=True, slots=True)
class Wish:
    """What one account should hold of a page: a payload, or the reason why there is none."""

    account: Account
    title: str
    url: str
    payload: Payload | None
    code: str = ""
    text: str = ""


def _wishes(page: Page) -> dict[int, Wish]:
    if not is_public(page):
        return {}
    accounts = routed_accounts(page)
    if not accounts:
        return {}
    story: Story = page.syndication_story()
    try:
        pictures = stock(story)
    except PictureUnusable as error:
        return {
            account.pk: Wish(account, story.title, story.url, None, "picture_unusable", str(error))
            for account in accounts
        }
    return {
        account.pk: Wish(
            account,
            story.title,
            story.url,
            Payload.objects.freeze(account.kind, channel_for(account).render(story, pictures)),
        )
        for account in accounts
    }


def is_public(page: Page) -> bool:
    """Whether a page is one that anybody may read and that offers a story to tell."""
    return (
        page.live
        and isinstance(page, Syndicatable)
        and page.alias_of_id is None
        and page.full_url is not None
        and not page.get_view_restrictions().exists()
    )


def routed_accounts(page: Page) -> list[Account]:
    """Return the accounts that routes lead this page to."""
    first_published = page.first_published_at or timezone.now()
    above = [*page.get_ancestors().values_list("pk", flat=True), page.pk]
    routes = Route.objects.filter(is_active=True, root__in=above, since__lte=first_published)
    return list(Account.objects.filter(pk__in=routes.values("account")))


def _declare(page_ref: int, page: Page | None, wishes: dict[int, Wish]) -> set[int]:
    busy: set[int] = set()
    copies = {
        copy.account_id: copy
        for copy in ChannelCopy.objects.select_for_update().filter(page_ref=page_ref)
    }
    for account_id, wish in wishes.items():
        copy = copies.pop(account_id, None) or ChannelCopy(
            page_ref=page_ref, account=wish.account, wanted=False
        )
        if _want(copy, page, wish):
            busy.add(account_id)
    for account_id, copy in copies.items():
        if copy.wanted:
            _want_not(copy)
            copy.save()
            busy.add(account_id)
    return busy


def _want(copy: ChannelCopy, page: Page | None, wish: Wish) -> bool:
    """Declare that a copy should be there as wished; return whether that means work."""
    copy.page, copy.title, copy.page_url = page, wish.title[:255], wish.url
    if copy.left_out:
        work = copy.wanted
        _want_not(copy)
        copy.save()
        return work
    changed = not copy.wanted or copy.payload_id != (wish.payload.pk if wish.payload else None)
    copy.wanted, copy.payload = True, wish.payload
    if wish.payload is None:
        # What is live stays; there is nothing to replace it with.
        copy.fault, copy.code, copy.text = Fault.EDITOR, wish.code, wish.text
        copy.next_at = None if copy.position == Position.ABSENT else copy.next_at
        changed = False
    elif changed and copy.position != Position.LIVE and copy.fault != Fault.PERSON:
        copy.fault = Fault.NOBODY
        copy.next_at = copy.next_at or timezone.now()
    copy.save()
    return changed and copy.next_at is not None


def _want_not(copy: ChannelCopy) -> None:
    copy.wanted = False
    if copy.fault in {Fault.EDITOR, Fault.ADMINISTRATOR}:
        copy.fault = Fault.NOBODY
    if copy.position in {Position.LIVE, Position.ABSENT}:
        copy.next_at = timezone.now()


def _remember(page_ref: int, sight: Sight, *, exists: bool) -> None:
    if not exists:
        PagePlan.objects.filter(page_ref=page_ref).delete()
        return
    PagePlan.objects.update_or_create(
        page_ref=page_ref,
        defaults={
            "live": sight.live,
            "revision_ref": sight.revision_ref,
            "published_at": sight.published_at,
            "url_path": sight.url_path,
        },
    )


def forget(page_refs: Iterable[int] | QuerySet) -> None:
    """Have the sweep plan these pages again, although they have not changed."""
    PagePlan.objects.filter(page_ref__in=page_refs).delete()
