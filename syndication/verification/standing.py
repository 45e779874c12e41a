"""How what a copy shows stands to what its page says: the rules behind every answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from syndication.channels.remedies import Remedy
from syndication.models import ChannelCopy, CorrectionItem, Edition
from syndication.models.copy import Drift, Position
from syndication.models.correction import CorrectionKind
from syndication.verification.answers import Note, Reason, Verdict

MOST_NOTES = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """A copy with its signed corrections, oldest first.

    `is_older`: the page, or the editor's version for this account, was changed after the
    published bytes were frozen, or the page says something else since they went out. A route
    that words its posts differently is no correction.
    """

    copy: ChannelCopy
    items: tuple[CorrectionItem, ...] = ()
    is_older: bool = False

    def verdict(self, until: datetime | None = None) -> tuple[Verdict, Reason]:
        """Judge an address of the copy, `until` being when it stopped to exist there."""
        copy = self.copy
        if until is not None:
            return self._of_a_former_address()
        if not copy.wanted:
            return Verdict.WITHDRAWN, Reason.BEING_REMOVED
        if copy.position != Position.LIVE:
            return Verdict.CORRECTED, Reason.BEING_CHECKED
        if copy.drift:
            return Verdict.CORRECTED, Reason.EDITED_THERE
        if self.is_older and not self._is_mended_by_hand:
            return Verdict.CORRECTED, Reason.OUTDATED
        return Verdict.CURRENT, Reason.NOTICE if copy.is_notice else Reason.AS_PUBLISHED

    def notes(self, since: datetime | None) -> tuple[Note, ...]:
        """Return what was signed about an address since it exists, newest first."""
        return tuple(
            Note(
                item.correction.note,
                item.correction.signed_at,
                _beside(item),
                item.correction.kind == CorrectionKind.WITHDRAWAL,
            )
            for item in reversed(self.items)
            if item.correction.note.strip()
            and (since is None or item.correction.signed_at >= since)
        )[:MOST_NOTES]

    def _of_a_former_address(self) -> tuple[Verdict, Reason]:
        copy = self.copy
        if copy.wanted and copy.position == Position.LIVE and copy.url:
            return Verdict.CORRECTED, Reason.REPLACED
        if copy.drift in {Drift.DELETED, Drift.BLOCKED}:
            return Verdict.WITHDRAWN, Reason.GONE_THERE
        return Verdict.WITHDRAWN, Reason.TAKEN_BACK

    @property
    def _is_mended_by_hand(self) -> bool:
        copy = self.copy
        if copy.payload_id is None or copy.settled_payload_id != copy.payload_id:
            return False
        return not self.items or self.items[-1].remedy == Remedy.BY_HAND


def standings(
    copies: Iterable[ChannelCopy], changed_at: Mapping[int, datetime | None]
) -> dict[int, Standing]:
    """Return the standing of copies by key, in two queries.

    `changed_at` tells for the keys of pages when each was last published. The copies come with
    their `sent_payload`.
    """
    copies = list(copies)
    items = _signed_items(copies)
    edited_at = _editions(copies)
    return {
        copy.pk: Standing(
            copy,
            tuple(items.get(copy.pk, ())),
            _is_older(
                copy,
                changed_at.get(copy.page_ref),
                edited_at.get((copy.page_ref, copy.account_id, copy.tells_of)),
            ),
        )
        for copy in copies
    }


def _signed_items(copies: list[ChannelCopy]) -> dict[int, list[CorrectionItem]]:
    rows = (
        CorrectionItem.objects.filter(
            copy__in=[copy.pk for copy in copies], correction__signed_at__isnull=False
        )
        .select_related("correction", "beside")
        .order_by("correction__signed_at", "pk")
    )
    items: dict[int, list[CorrectionItem]] = {}
    for item in rows:
        items.setdefault(item.copy_id, []).append(item)
    return items


def _editions(copies: list[ChannelCopy]) -> dict[tuple[int, int, str], datetime]:
    rows = Edition.objects.filter(page_ref__in={copy.page_ref for copy in copies}).values_list(
        "page_ref", "account", "moment", "updated_at"
    )
    return {(page_ref, account, moment): at for page_ref, account, moment, at in rows}


def _is_older(copy: ChannelCopy, *changes: datetime | None) -> bool:
    if not copy.is_outdated or copy.is_notice:
        return False
    if copy.version_since and copy.live_at and copy.version_since > copy.live_at:
        return True
    frozen_at = copy.sent_payload.frozen_at if copy.sent_payload else None
    return frozen_at is None or any(moment and moment > frozen_at for moment in changes)


def _beside(item: CorrectionItem) -> str:
    """Return where the correction of a line can be read, if it has an address of its own."""
    notice = item.beside
    if notice is None or notice.position != Position.LIVE or item.remedy != Remedy.NOTICE:
        return ""
    return notice.url
