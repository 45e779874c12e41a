"""What to do about a copy next: from what should be and what is, nothing else."""

import enum

from syndication.models import ChannelCopy
from syndication.models.copy import Position


class Move(enum.Enum):
    LOOK = enum.auto()
    POLL = enum.auto()
    RETRACT = enum.auto()
    SEND = enum.auto()
    AMEND = enum.auto()
    REST = enum.auto()


def next_move(copy: ChannelCopy, to_send: int | None, *, as_draft: bool, in_place: bool) -> Move:
    """Return the one move that brings a copy nearer to what was declared.

    `to_send` is the key of the payload that a send would use; `in_place`, whether what is
    published may be changed where it is. What is unknown is looked for before anything else is
    done, and what was begun with other bytes is taken back first.
    """
    if copy.position == Position.UNKNOWN:
        return Move.LOOK
    if copy.position == Position.SUBMITTED:
        return Move.POLL
    if not copy.wanted:
        has_traces = copy.is_there or bool(copy.remote)
        return Move.RETRACT if has_traces else Move.REST
    if copy.position == Position.LIVE:
        if copy.replacing:
            return Move.RETRACT
        return Move.AMEND if in_place and copy.is_outdated and to_send is not None else Move.REST
    if copy.position == Position.DRAFT:
        if copy.is_outdated and to_send is not None:
            return Move.AMEND
        return Move.REST if as_draft or copy.closed else Move.SEND
    if copy.closed:
        # What was begun in time and not finished is taken back.
        return Move.RETRACT if copy.remote else Move.REST
    if to_send is None or copy.was_mass_sent:
        # What was sent to all followers is taken back once and for all.
        return Move.REST
    if copy.remote and copy.sent_payload_id != to_send:
        return Move.RETRACT
    return Move.SEND
