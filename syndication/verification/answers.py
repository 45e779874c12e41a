"""What can be said about a link; plain data, without models and without secrets."""

import enum
from dataclasses import dataclass
from datetime import datetime


class Verdict(enum.StrEnum):
    CURRENT = "current"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    ACCOUNT = "account"
    NOT_OURS = "not_ours"


class Reason(enum.StrEnum):
    """Why a verdict is what it is; each belongs to one verdict."""

    # Current.
    AS_PUBLISHED = "as_published"
    NOTICE = "notice"
    OWN_PAGE = "own_page"
    # Corrected since.
    REPLACED = "replaced"
    OUTDATED = "outdated"
    EDITED_THERE = "edited_there"
    BEING_CHECKED = "being_checked"
    # Withdrawn.
    TAKEN_BACK = "taken_back"
    BEING_REMOVED = "being_removed"
    GONE_THERE = "gone_there"
    ONLY_THERE = "only_there"
    PAGE_TAKEN_BACK = "page_taken_back"
    # An account.
    IN_USE = "in_use"
    NOT_IN_USE = "not_in_use"
    # Not ours, as far as can be known.
    UNKNOWN = "unknown"
    NAMES_OUR_ACCOUNT = "names_our_account"
    OTHER_ACCOUNT = "other_account"
    DISGUISED = "disguised"
    NO_SUCH_PAGE = "no_such_page"
    # These say that nobody can know from the link alone.
    OTHER_FORM = "other_form"
    UNREADABLE = "unreadable"
    CUT_OFF = "cut_off"


UNDECIDED = frozenset({Reason.OTHER_FORM, Reason.UNREADABLE, Reason.CUT_OFF, Reason.NO_SUCH_PAGE})


@dataclass(frozen=True, slots=True)
class OfficialAccount:
    """An account as the public may know it; `channel` is the platform's name for people."""

    kind: str
    channel: str
    name: str
    sponsor: str = ""
    filing_number: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Why it was corrected or withdrawn, as signed; `url`: the correction published beside it."""

    text: str
    signed_at: datetime
    url: str = ""
    is_withdrawal: bool = False


@dataclass(frozen=True, slots=True)
class OfficialCopy:
    """Where a page can be read elsewhere; `moment` is empty for pages that are told once."""

    account: OfficialAccount
    url: str
    published_at: datetime
    seen_at: datetime | None
    is_corrected: bool = False
    went_to_all: bool = False
    moment: str = ""
    moment_name: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to say about one link. `page_url` is set while the public may read it."""

    link: str
    verdict: Verdict
    reason: Reason
    title: str = ""
    moment: str = ""
    moment_name: str = ""
    account: OfficialAccount | None = None
    published_at: datetime | None = None
    seen_at: datetime | None = None
    withdrawn_at: datetime | None = None
    page_url: str = ""
    replaced_by: str = ""
    notes: tuple[Note, ...] = ()
    copies: tuple[OfficialCopy, ...] = ()

    @property
    def is_undecided(self) -> bool:
        """Whether the link alone does not tell; then it must not be called a forgery."""
        return self.reason in UNDECIDED
