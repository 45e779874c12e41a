"""Writing down what should be: copies declared as wished, or unwanted."""

from collections.abc import Mapping

from django.utils import timezone
from wagtail.models import Page

from syndication.channels.registry import channel_for
from syndication.channels.remedies import Remedy
from syndication.engine import tasks_for_people as people
from syndication.engine.wish import Key, Wish
from syndication.models import ChannelCopy, Correction
from syndication.models.account import OnChange, OnWithdrawal
from syndication.models.copy import FINAL, Drift, Fault, Position
from syndication.models.correction import CorrectionKind
from syndication.models.task import TaskKind


def declare(page_ref: int, page: Page | None, wishes: Mapping[Key, Wish]) -> set[int]:
    """Declare a page's copies; return the accounts with something to do.

    Runs in the transaction of its caller. Corrections published beside a copy stay as they are.
    """
    rows = list(
        ChannelCopy.objects.of_the_page()
        .select_for_update(of=("self",))
        .select_related("account")
        .filter(page_ref=page_ref)
    )
    copies = {(copy.account_id, copy.part): copy for copy in rows if not copy.was_mass_sent}
    left_out = {key for key, copy in copies.items() if copy.left_out}
    under_correction = is_asked_about(page_ref)
    busy: set[int] = set()
    for key, wish in wishes.items():
        account_id, part = key
        copy = copies.pop(key, None)
        if wish.closed and not _is_begun(copy):
            continue
        copy = copy or ChannelCopy(page_ref=page_ref, account=wish.account, part=part, wanted=False)
        if _want(copy, page, wish, asked=under_correction):
            busy.add(account_id)
    for (account_id, _), copy in copies.items():
        if copy.wanted:
            _want_not(copy)
            copy.save()
            busy.add(account_id)
    for copy in rows:
        key = (copy.account_id, FINAL)
        wish = None if key in left_out else wishes.get(key)
        if copy.was_mass_sent and _follow(copy, page, wish):
            busy.add(copy.account_id)
    return busy


def _is_begun(copy: ChannelCopy | None) -> bool:
    """Whether a copy is declared already, or anything of it may be on its platform."""
    if copy is None:
        return False
    return (
        copy.wanted or copy.position != Position.ABSENT or bool(copy.remote) or _is_being_sent(copy)
    )


def _follow(copy: ChannelCopy, page: Page | None, wish: Wish | None) -> bool:
    """Declare what the page means for the article that went to all followers.

    It goes with the page. It cannot be changed, nor ever be sent again, so no policy acts on it.
    """
    if wish is None or copy.left_out:
        if not copy.wanted:
            return False
        _want_not(copy)
        copy.save()
        return True
    if not copy.is_there:
        return False
    _describe(copy, page, wish)
    copy.payload = wish.payload or copy.payload
    if not copy.wanted:
        copy.wanted = True
        _let_stay(copy)
    copy.save()
    return False


def _want(copy: ChannelCopy, page: Page | None, wish: Wish, *, asked: bool) -> bool:
    """Declare that a copy should be there as wished; return whether that means work.

    `asked`: somebody is deciding what becomes of published copies, so no policy acts.
    """
    _describe(copy, page, wish)
    if copy.left_out:
        work = copy.wanted
        _want_not(copy)
        copy.save()
        return work
    restored = not copy.wanted
    returned = _take_back_withdrawal(copy, page, restored=restored)
    changed = restored or copy.payload_id != (wish.payload.pk if wish.payload else None)
    changed = changed or (returned and copy.payload_id != copy.settled_payload_id)
    moved = (copy.not_before, copy.release_id) != (wish.not_before, _pk(wish.release))
    copy.wanted, copy.payload = True, wish.payload
    copy.not_before, copy.release = wish.not_before, wish.release
    if restored and copy.position == Position.LIVE:
        _let_stay(copy)
    if copy.is_over:
        # Nothing more comes of it, so nobody need mend it.
        if copy.fault != Fault.PERSON:
            copy.fault, copy.code, copy.text = Fault.NOBODY, "", ""
    elif wish.payload is None:
        # What is live stays; there is nothing to replace it with.
        copy.fault, copy.code, copy.text = Fault.EDITOR, wish.code, wish.text
        copy.next_at = None if copy.position == Position.ABSENT else copy.next_at
        changed = moved = False
    elif copy.position == Position.LIVE:
        if copy.fault == Fault.EDITOR and not copy.replacing:
            copy.fault, copy.code, copy.text = Fault.NOBODY, "", ""
        if changed and not asked:
            _follow_policy(copy, restored=restored)
    elif (changed or moved) and copy.fault != Fault.PERSON:
        copy.fault = Fault.NOBODY
        is_moving = copy.position in {Position.SUBMITTED, Position.UNKNOWN}
        if restored and not asked and (is_moving or _is_being_sent(copy)):
            # What was sent before the withdrawal was to go; should it go live yet, it still is.
            copy.replacing = True
        copy.next_at = (copy.next_at if is_moving else None) or timezone.now()
    copy.save()
    return (changed or moved) and copy.next_at is not None


def _describe(copy: ChannelCopy, page: Page | None, wish: Wish) -> None:
    copy.page, copy.title, copy.page_url = page, wish.title[:255], wish.url
    copy.moment, copy.closed = wish.moment, wish.closed
    if copy.version != wish.version:
        copy.version, copy.version_since = wish.version, timezone.now()


def _is_being_sent(copy: ChannelCopy) -> bool:
    return copy.pk is not None and copy.attempts.filter(finished_at=None).exists()


def _take_back_withdrawal(copy: ChannelCopy, page: Page | None, *, restored: bool) -> bool:
    """Settle a decision about a withdrawal that the page's return has overtaken.

    It is signed while the page is still there, so a page that has only not gone yet ends nothing.
    """
    if not copy.correcting_id:
        return False
    signed: Correction = copy.correcting.correction
    if signed.kind != CorrectionKind.WITHDRAWAL:
        return False
    published = page.last_published_at if page else None
    if not restored and (published is None or published <= signed.signed_at):
        return False
    copy.correcting.settle()
    copy.correcting = None
    return True


def _let_stay(copy: ChannelCopy) -> None:
    """Take back the request to delete what is published, whoever was to do it."""
    copy.fault, copy.code, copy.text = Fault.NOBODY, "", ""
    people.close(copy, TaskKind.DELETE)


def _follow_policy(copy: ChannelCopy, *, restored: bool = False) -> None:
    """Treat a minor change of a page without asking.

    What can be changed where it is follows the page; for the rest there is the account's policy.
    `restored`: the old version had been withdrawn and has not been deleted yet.
    """
    if not copy.is_outdated or copy.correcting_id:
        return
    account = copy.account
    to_go = restored and account.on_withdrawal == OnWithdrawal.DELETE
    channel = channel_for(account)
    if channel.amends_published and channel.names_what_is_live(copy.remote):
        change_in_place(copy)
    elif to_go or (account.on_change == OnChange.REPLACE and not copy.closed):
        # What is over would not be published again.
        replace(copy)


def change_in_place(copy: ChannelCopy) -> None:
    """Have what is published, or in the draft box, changed where it is."""
    copy.urgent = True
    copy.fault = Fault.NOBODY
    copy.next_at = timezone.now()


def delete_for_good(copy: ChannelCopy) -> None:
    """Have what is published deleted though its page stays; nothing takes its place."""
    copy.left_out = copy.urgent = True
    _want_not(copy)


def replace(copy: ChannelCopy) -> None:
    """Have what is published deleted, and published again once it is proven gone."""
    copy.replacing = copy.urgent = True
    if channel_for(copy.account).names_what_is_live(copy.remote):
        copy.fault = Fault.NOBODY
        copy.next_at = timezone.now()
    else:
        _have_deleted_by_hand(copy, "replace_by_hand")


def _have_deleted_by_hand(copy: ChannelCopy, code: str) -> None:
    copy.fault, copy.code, copy.text, copy.next_at = Fault.PERSON, code, "", None
    people.ask(copy, TaskKind.DELETE, code, "")


def _want_not(copy: ChannelCopy) -> None:
    copy.wanted = copy.replacing = False
    if copy.fault in {Fault.EDITOR, Fault.ADMINISTRATOR, Fault.REVIEWER}:
        copy.fault = Fault.NOBODY
    if copy.position == Position.LIVE and _is_left_to_a_person(copy):
        _have_deleted_by_hand(copy, "withdraw_by_hand")
    elif copy.position == Position.ABSENT:
        # Nothing is there and nothing should be: whatever was asked about it is answered.
        copy.fault, copy.code, copy.text, copy.drift = Fault.NOBODY, "", "", Drift.NONE
        people.close(copy, *TaskKind.about_copies())
        copy.next_at = timezone.now()
    elif copy.is_there:
        copy.next_at = timezone.now()


def catch_up(copy: ChannelCopy) -> None:
    """Apply what was declared while a copy was under way to one that has just gone live."""
    copy.replacing = copy.replacing and copy.is_outdated
    if not copy.wanted:
        _want_not(copy)
    elif copy.replacing:
        replace(copy)
    elif copy.is_outdated and not is_asked_about(copy.page_ref):
        _follow_policy(copy)


def follow_again(copy: ChannelCopy) -> None:
    """Follow the page after a decision that was carried out: what came since it did not cover."""
    if not copy.wanted or copy.position != Position.LIVE:
        return
    if copy.payload_id != copy.settled_payload_id and not is_asked_about(copy.page_ref):
        _follow_policy(copy)


def overrule(copy: ChannelCopy) -> None:
    """Let a refusal stand only if what was refused is what is wanted still."""
    if copy.fault not in {Fault.EDITOR, Fault.ADMINISTRATOR}:
        return
    if copy.wanted and copy.payload_id in {None, copy.sent_payload_id}:
        return
    copy.fault, copy.code, copy.text = Fault.NOBODY, "", ""
    copy.resends = 0
    copy.next_at = timezone.now()


def is_asked_about(page_ref: int) -> bool:
    """Whether somebody is deciding what becomes of a page's published copies."""
    return Correction.objects.unsigned().filter(page_ref=page_ref).exists()


def _is_left_to_a_person(copy: ChannelCopy) -> bool:
    if not channel_for(copy.account).names_what_is_live(copy.remote):
        # A person told us that it is there; the platform's name for it we never learnt.
        return True
    if copy.correcting_id:
        return copy.correcting.remedy == Remedy.BY_HAND
    return copy.account.on_withdrawal == OnWithdrawal.BY_HAND


def _pk(row: object) -> int | None:
    return row.pk if row else None
