"""Correction plans (更正方案): opened when a page with published copies changes, signed once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from story import story_of
from syndication.channels.base import Body
from syndication.channels.ledger import Ledger
from syndication.channels.registry import channel_for
from syndication.channels.remedies import Cost, Offer, Remedy
from syndication.engine import progress
from syndication.engine import tasks_for_people as people
from syndication.engine.approve import approve
from syndication.engine.declare import change_in_place, delete_for_good, replace
from syndication.engine.plan import plan_page
from syndication.engine.stock import stock
from syndication.hints import plan_soon, work_soon
from syndication.models import ChannelCopy, Correction, CorrectionItem, Payload
from syndication.models.account import OnWithdrawal
from syndication.models.approval import Way
from syndication.models.copy import Position
from syndication.models.correction import CorrectionKind
from syndication.models.task import TaskKind

# What a person published and we never learnt the name of, no call of ours can touch.
NEEDS_ITS_NAME = frozenset({Remedy.AMEND, Remedy.REPLACE, Remedy.COMMENT, Remedy.DELETE})
# With these what is published stays as it is, while the page says what it said at signing.
STAYS = frozenset({Remedy.NOTICE, Remedy.COMMENT, Remedy.LEAVE})


LONGEST_NOTE = 300


class CannotSign(Exception):
    """A plan that cannot be signed as it is; the text says why, for people."""


@dataclass(frozen=True, slots=True)
class Line:
    """One copy of a plan: what its platform allows, what each costs, what is usual."""

    copy: ChannelCopy
    offers: tuple[Offer, ...]
    usual: Remedy
    deletions_left: int | None


def published_copies(page_ref: int) -> list[ChannelCopy]:
    """Return the copies that readers, or a person in the console, can see now."""
    return list(
        ChannelCopy.objects.on_platform()
        .of_the_page()
        .filter(page_ref=page_ref, wanted=True)
        .select_related("account", "payload", "sent_payload")
        .order_by("account__kind", "account__name", "part")
    )


def lines_of_change(page_ref: int) -> list[Line]:
    """Return the copies that are older than their page, with what can be done about each."""
    return [
        _line(copy, withdrawal=False) for copy in published_copies(page_ref) if copy.is_outdated
    ]


def lines_of_withdrawal(page_ref: int) -> list[Line]:
    return [_line(copy, withdrawal=True) for copy in published_copies(page_ref)]


def _line(copy: ChannelCopy, *, withdrawal: bool) -> Line:
    channel = channel_for(copy.account)
    offers = channel.offers(copy.remote)
    some = offers.withdrawal if withdrawal else offers.change
    if copy.position == Position.LIVE and not channel.amends_published:
        # A draft that somebody published.
        some = tuple(offer for offer in some if offer.remedy != Remedy.AMEND)
    if copy.closed and not withdrawal:
        # It would be deleted and not published again.
        some = tuple(offer for offer in some if offer.remedy != Remedy.REPLACE)
    if not copy.remote:
        some = tuple(offer for offer in some if offer.remedy not in NEEDS_ITS_NAME)
    usual = some[0].remedy
    if withdrawal and copy.account.on_withdrawal == OnWithdrawal.BY_HAND:
        usual = Remedy.BY_HAND
    return Line(copy, some, usual, _deletions_left(copy))


def _deletions_left(copy: ChannelCopy) -> int | None:
    channel = channel_for(copy.account)
    readings = Ledger(copy.account, channel.meters).readings(
        channel.calls("retract", {}, copy.remote)
    )
    left = [reading.left for reading in readings if reading.left is not None]
    return min(left, default=None)


def costs_a_deletion(offer: Offer) -> bool:
    return Cost.DELETION in offer.costs


# --- A major change ----------------------------------------------------------------------------


@transaction.atomic
def open_for_change(page: Page, user: AbstractBaseUser | None, note: str = "") -> Correction | None:
    """Open the plan for a major change before it is published, so that no policy acts on it.

    `note` is what was wrong, as far as it is known; whoever signs may word it otherwise. Returns
    None if nothing of the page is published anywhere.
    """
    if not published_copies(page.pk):
        return None
    correction, _ = Correction.objects.unsigned().get_or_create(
        page_ref=page.pk,
        defaults={"kind": CorrectionKind.MAJOR, "opened_by": user, "title": page.title[:255]},
    )
    if note:
        correction.note = "\n".join(filter(None, [correction.note, note]))[:LONGEST_NOTE]
        correction.save(update_fields=["note"])
    return correction


def prepare(correction: Correction) -> list[Line]:
    """Plan the page now and return what is to be decided; drops a plan with nothing to decide."""
    plan_page(correction.page_ref)
    lines = lines_of_change(correction.page_ref)
    if not lines and correction.signed_at is None:
        correction.dropped_at = timezone.now()
        correction.save(update_fields=["dropped_at"])
    return lines


@transaction.atomic
def sign(
    correction: Correction, user: AbstractBaseUser, decisions: Mapping[int, str], note: str
) -> None:
    """Sign a plan: one decision per copy, all of them carried out from here on.

    Raises CannotSign; then nothing has been decided.
    """
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.signed_at or correction.dropped_at:
        raise CannotSign("signed")
    lines = lines_of_change(correction.page_ref)
    if not lines:
        raise CannotSign("nothing")
    chosen = {line.copy.pk: _decision(line, decisions) for line in lines}
    if not note.strip() and {Remedy.NOTICE, Remedy.COMMENT} & set(chosen.values()):
        raise CannotSign("note")
    correction.note, correction.signed_by, correction.signed_at = note, user, timezone.now()
    correction.save()
    page = Page.objects.get(pk=correction.page_ref).specific
    for line in lines:
        _carry_out(correction, line.copy, chosen[line.copy.pk], page, user)


def _decision(line: Line, decisions: Mapping[int, str]) -> Remedy:
    remedy = decisions.get(line.copy.pk, "")
    if remedy not in {offer.remedy for offer in line.offers}:
        raise CannotSign("undecided")
    return Remedy(remedy)


def _carry_out(
    correction: Correction, copy: ChannelCopy, remedy: Remedy, page: Page, user: AbstractBaseUser
) -> None:
    copy = (
        ChannelCopy.objects.select_for_update(of=("self",))
        .select_related("account")
        .get(pk=copy.pk)
    )
    _overtake(copy, user)
    item = CorrectionItem.objects.create(correction=correction, copy=copy, remedy=remedy)
    copy.correcting = item
    if copy.payload:
        approve(copy.page_ref, copy.account, copy.payload, Way.CORRECTION, user)
    if remedy in STAYS:
        copy.settled_payload = copy.payload
    match remedy:
        case Remedy.REPLACE:
            replace(copy)
        case Remedy.AMEND:
            change_in_place(copy)
        case Remedy.DELETE:
            delete_for_good(copy)
        case Remedy.NOTICE | Remedy.COMMENT:
            item.beside = _publish_beside(item, copy, remedy, page, user)
            item.save(update_fields=["beside"])
        case Remedy.BY_HAND:
            people.ask(copy, TaskKind.CHANGE, "change_by_hand", "")
    copy.save()
    if remedy == Remedy.LEAVE:
        progress.settle_as_it_is(item, user)
    work_soon(copy.account_id)


def _overtake(copy: ChannelCopy, user: AbstractBaseUser) -> None:
    """End an earlier decision about a copy that has not been carried out yet."""
    if copy.correcting_id:
        copy.correcting.settle(user)
    people.close(copy, TaskKind.CHANGE)


def _publish_beside(
    item: CorrectionItem, copy: ChannelCopy, remedy: Remedy, page: Page, user: AbstractBaseUser
) -> ChannelCopy:
    payload = notice_for(copy, remedy, page, item.correction.note)
    approve(copy.page_ref, copy.account, payload, Way.CORRECTION, user)
    return ChannelCopy.objects.create(
        page=copy.page,
        page_ref=copy.page_ref,
        account=copy.account,
        part=f"correction-{item.pk}",
        moment=copy.moment,
        title=copy.title,
        page_url=copy.page_url,
        version=copy.version,
        payload=payload,
        urgent=True,
        next_at=timezone.now(),
    )


def notice_for(copy: ChannelCopy, remedy: Remedy, page: Page, note: str) -> Payload:
    """Return the frozen correction or comment for a copy."""
    story = story_of(page, copy.tells_of)
    body: Body = channel_for(copy.account).notice(
        story, stock(story.pictures()), remedy, copy.remote, note
    )
    return Payload.objects.freeze(copy.account.kind, body)


# --- A withdrawal ------------------------------------------------------------------------------


@transaction.atomic
def sign_withdrawal(
    page: Page, user: AbstractBaseUser, decisions: Mapping[int, str], note: str = ""
) -> Correction | None:
    """Decide what becomes of each copy before a page is taken down; undecided is as usual.

    Withdrawing must never wait for a form, so this raises nothing.
    """
    lines = lines_of_withdrawal(page.pk)
    if not lines:
        return None
    correction = Correction.objects.create(
        page_ref=page.pk,
        kind=CorrectionKind.WITHDRAWAL,
        title=page.title[:255],
        note=note[:300],
        opened_by=user,
        signed_by=user,
        signed_at=timezone.now(),
    )
    for line in lines:
        offered = {offer.remedy for offer in line.offers}
        remedy = decisions.get(line.copy.pk, "")
        _overtake(line.copy, user)
        item = CorrectionItem.objects.create(
            correction=correction,
            copy=line.copy,
            remedy=remedy if remedy in offered else line.usual,
        )
        ChannelCopy.objects.filter(pk=line.copy.pk).update(correcting=item)
    plan_soon(page.pk)
    return correction
