"""Voting for a topic: one vote a visitor, which may be moved to another topic to the end."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.ledger import senders
from interviews.models import Sitting, TopicVote
from interviews.refusals import Refused
from interviews.sittings import locked
from interviews.topics.ballots import Ballot, ballot_of
from interviews.voters import brake, hash_of

MOST_FROM_ONE_ADDRESS = 20
"""Votes from one address in a day. More than for a question: the vote decides something, and people
are sent to it together, who share the exit of an office or of a mobile network.
"""


def cast(
    sitting: Sitting, topic: int, voter: str, *, address: str = "", now: datetime | None = None
) -> bool:
    """Count a vote, or move it; return whether it is a new one. Raises Refused.

    The sitting is held, so that one voter's double click counts once, and no vote comes between
    the count and the step that ends the vote.
    """
    now = now or timezone.now()
    with locked(sitting) as held:
        ballot = ballot_of(held)
        if ballot is None or not ballot.is_open_at(now):
            raise Refused(_("The vote on topics has ended."), code="closed")
        if ballot.topic(topic) is None:
            raise Refused(_("Please choose one of the topics."), code="no_topic")
        votes = TopicVote.objects.filter(ballot=ballot.entry)
        if votes.filter(voter=hash_of(voter)).update(topic=topic):
            return False
        sender = senders.mark_of(address, now)
        brake(
            votes, sender, MOST_FROM_ONE_ADDRESS,
            _("Many votes came from your network today. Please vote tomorrow or elsewhere."),
        )  # fmt: skip
        TopicVote.objects.create(
            ballot=ballot.entry, topic=topic, voter=hash_of(voter), sender=sender, at=now
        )
    return True


def choice_of(ballot: Ballot, voter: str) -> int | None:
    """Return the number of the topic that a visitor votes for, as long as the vote runs."""
    if not voter or not ballot.is_running:
        return None
    votes = TopicVote.objects.filter(ballot=ballot.entry, voter=hash_of(voter))
    return votes.values_list("topic", flat=True).first()
