"""The one question: is this ours, and does it still hold?"""

from dataclasses import dataclass

from syndication.models import Account
from syndication.verification.answers import Answer, OfficialAccount
from syndication.verification.official import listed
from syndication.verification.pasted import Pasted, read
from syndication.verification.reading import read_link
from syndication.verification.records import Records


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, what there is to say, and the accounts that are official."""

    pasted: Pasted
    answers: tuple[Answer, ...]
    accounts: tuple[OfficialAccount, ...]


def ask(text: str) -> Asked:
    """Answer for every link in a text, in a number of queries that does not depend on it.

    Makes no call to anybody and raises for no input.
    """
    accounts = list(Account.objects.all())
    pasted = read(text)
    answers: tuple[Answer, ...] = ()
    if pasted.links:
        records = Records([read_link(held) for held in pasted.links], accounts)
        answers = tuple(records.answer(reading) for reading in records.readings)
    return Asked(pasted, answers, listed(accounts))
