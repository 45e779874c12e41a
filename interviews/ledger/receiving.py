"""Taking a question: checked, masked, numbered, and given a receipt."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from attachments.personal import find, mask
from interviews.ledger import receipts, senders
from interviews.ledger.history import write
from interviews.ledger.kinds import Act
from interviews.models import Question, Sitting
from interviews.record.words import tidied
from interviews.refusals import Refused
from interviews.sittings import locked

LONGEST = 1000
LONGEST_NICKNAME = 20


def receive(
    sitting: Sitting,
    text: str,
    *,
    nickname: str = "",
    address: str = "",
    client_key: str = "",
    now: datetime | None = None,
) -> Question:
    """Write down a question; the same one sent twice under one key is one.

    `address` is the sender's IP address; only a hash of it is kept, and not for long. Raises
    Refused, in words for whoever asks.
    """
    text = checked(text)
    nickname = tidied(nickname).replace("\n", " ")[:LONGEST_NICKNAME]
    now = now or timezone.now()
    with locked(sitting) as held:
        if before := sent_before(held, client_key):
            return before
        if not held.stands.takes_questions:
            raise Refused(_("This interview takes no questions now."), code="closed")
        held.last_question += 1
        held.save(update_fields=["last_question"])
        question = Question.objects.create(
            sitting=held,
            number=held.last_question,
            group=held.last_question,
            receipt=receipts.new_receipt(),
            nickname=masked(nickname),
            text=text,
            shown_text=masked(text),
            submitted_at=now,
            sender=senders.mark_of(address, now),
            client_key=client_key,
        )
        write(question, Act.RECEIVED, None, {}, now)
    return question


def sent_before(sitting: Sitting, client_key: str) -> Question | None:
    """Return the question that was sent under a key before."""
    if not client_key:
        return None
    return Question.objects.filter(sitting=sitting, client_key=client_key).first()


def checked(text: str) -> str:
    """Return a question's words as they are kept. Raises Refused for none or too many."""
    text = tidied(text)
    if not any(letter.isalnum() for letter in text):
        raise Refused(_("Please write your question in words."), code="empty")
    if len(text) > LONGEST:
        raise Refused(
            _(
                "The question has %(length)d characters; at most %(most)d can be taken. Nothing "
                "was sent: shorten it, or write to the mailbox."
            )
            % {"length": len(text), "most": LONGEST},
            code="too_long",
        )
    return text


def masked(text: str) -> str:
    """Return text without the numbers of people in it."""
    return mask(text, find(text))


def by_receipt(typed: str) -> Question | None:
    """Return the question that a receipt number belongs to, as somebody typed it."""
    receipt = receipts.read(typed)
    if receipt is None:
        return None
    return Question.objects.filter(receipt=receipt).select_related("sitting__page").first()
