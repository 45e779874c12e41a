"""What can be done about a copy that is published when its page has changed or gone."""

import enum
from dataclasses import dataclass


class Remedy(enum.StrEnum):
    AMEND = "amend"
    REPLACE = "replace"
    NOTICE = "notice"
    COMMENT = "comment"
    BY_HAND = "by_hand"
    LEAVE = "leave"
    DELETE = "delete"


class Cost(enum.StrEnum):
    """What a remedy takes from readers or from the day's allowance."""

    ADDRESS = "address"
    READS = "reads"
    DELETION = "deletion"
    POST = "post"
    TWO_VERSIONS = "two_versions"
    STAYS_WRONG = "stays_wrong"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Offer:
    """A remedy that a channel offers, and what it costs."""

    remedy: Remedy
    costs: tuple[Cost, ...] = ()


@dataclass(frozen=True, slots=True)
class Offers:
    """A channel's remedies for a change of the page, and for its withdrawal; the first is usual."""

    change: tuple[Offer, ...]
    withdrawal: tuple[Offer, ...]
