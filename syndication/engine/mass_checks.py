"""May a mass send go out: each of its articles must still be what everybody was shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from syndication.engine import declare, public
from syndication.engine.approve import is_approved
from syndication.models import ChannelCopy, MassSend, MassSendItem
from syndication.models.copy import Position


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an article cannot be sent to all followers as it was chosen."""

    code: str
    item: MassSendItem


def troubles_of(send: MassSend) -> list[Trouble]:
    """Return what is in the way, by what the database knows."""
    items = list(send.items.select_related("payload"))
    copies = _copies(send, items)
    found = ((_code_for(item, copies.get(item.page_ref), send), item) for item in items)
    return [Trouble(code, item) for code, item in found if code]


def not_answering(send: MassSend) -> tuple[Trouble, str] | None:
    """Ask for the public pages of all articles; return the first that answers otherwise.

    Always anew: a page may have been taken down a second ago.
    """
    if not settings.SYNDICATION_ASKS_PUBLIC:
        return None
    items = list(send.items.all())
    copies = _copies(send, items)
    for item in items:
        copy = copies[item.page_ref]
        answer = public.asked(copy.page_url, copy.version) if copy.version else ""
        if answer:
            return Trouble("page_not_there", item), answer
    return None


def _copies(send: MassSend, items: Iterable[MassSendItem]) -> dict[int, ChannelCopy]:
    rows = ChannelCopy.objects.filter(
        account=send.account_id, part="", page_ref__in=[item.page_ref for item in items]
    )
    return {copy.page_ref: copy for copy in rows}


def _code_for(item: MassSendItem, copy: ChannelCopy | None, send: MassSend) -> str:
    if copy is None or not copy.wanted:
        return "mass_withdrawn"
    if copy.correcting_id or copy.drift or declare.is_asked_about(item.page_ref):
        return "mass_correcting"
    if copy.position != Position.LIVE:
        return "mass_not_live"
    if {copy.payload_id, copy.sent_payload_id} != {item.payload_id}:
        return "mass_changed"
    if not item.payload.is_intact:
        return "payload_altered"
    if not is_approved(item.page_ref, send.account_id, item.payload_id):
        return "not_approved"
    return ""
