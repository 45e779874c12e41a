"""What a unit does: it offers items that it has published, and may take an offer back."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from contributions.content import digest_of, is_item, is_public
from contributions.models import Adoption, Contribution, State, What
from contributions.prints import keep_print
from contributions.telling import name_of, note
from contributions.units import unit_of
from home.models import ColumnPage


class Refused(Exception):
    """Nothing was done; `sentences` say why."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("".join(sentences))
        self.sentences = sentences


def may_offer(user: AbstractBaseUser, page: Page) -> bool:
    """Tell whether somebody may offer a page: whoever may work on it."""
    rights = page.permissions_for_user(user)
    return rights.can_edit() or rights.can_publish()


def obstacles(page: Page) -> Iterator[str]:
    """Yield why a page cannot be offered now.

    Only what is public can: it has passed the unit's own review, a reference can show nothing
    else, and the main site reads no unit's drafts.
    """
    page = page.specific
    if not is_item(page) or unit_of(page) is None:
        yield _("Only items on a unit's own site can be contributed.")
        return
    if page.alias_of_id:
        yield _("This is an alias of another page: contribute its original.")
        return
    if not is_public(page):
        yield _("Publish it first: only what has passed the unit's review can be contributed.")
    if Contribution.objects.filter(page=page.pk, state=State.OFFERED).exists():
        yield _("It has been contributed already and awaits a decision.")
    elif Adoption.objects.standing().filter(contribution__page=page.pk).exists():
        yield _("The main site has adopted it already.")


def can_be_offered(page: Page) -> bool:
    return next(obstacles(page), None) is None


def offer(
    page: Page,
    user: AbstractBaseUser,
    *,
    column: ColumnPage | None = None,
    note_to_main: str = "",
    is_urgent: bool = False,
) -> Contribution:
    """Offer the public version of a page to the main site. Raises Refused."""
    found = list(obstacles(page))
    if found:
        raise Refused(found)
    # What the public sees, whatever the draft at hand says.
    page = type(page.specific).objects.get(pk=page.pk)
    unit = unit_of(page)
    try:
        with transaction.atomic():
            contribution = Contribution.objects.create(
                page=page,
                page_ref=page.pk,
                title=page.title,
                digest=digest_of(page),
                revision_id=page.live_revision_id,
                unit=unit,
                unit_name=unit.name,
                column=column,
                column_title=column.title if column else "",
                note=note_to_main[:300],
                is_urgent=is_urgent,
                offered_by=user,
                offered_by_name=name_of(user),
                offered_at=timezone.now(),
            )
            note(contribution, What.OFFERED, user, note_to_main)
            keep_print(page)
    except IntegrityError:
        # Somebody else was quicker by a moment.
        raise Refused([_("It has been contributed already and awaits a decision.")]) from None
    return contribution


@transaction.atomic
def withdraw(contribution: Contribution, user: AbstractBaseUser | None, words: str = "") -> bool:
    """Take an offer back; tell whether it still awaited a decision. Without a user, because of
    what became of its page.
    """
    if not settle(contribution, State.WITHDRAWN, user, words=words):
        return False
    note(contribution, What.WITHDRAWN, user, words)
    return True


def settle(
    contribution: Contribution,
    state: State,
    user: AbstractBaseUser | None,
    *,
    before: State = State.OFFERED,
    words: str = "",
    reason: object = None,
) -> bool:
    """Bring a contribution from one state to another if it is in that still; of two people who
    decide at once, one does.
    """
    rows = Contribution.objects.filter(pk=contribution.pk, state=before)
    done = rows.update(
        state=state,
        decided_by=user,
        decided_by_name=name_of(user),
        decided_at=timezone.now() if state != State.OFFERED else None,
        reason=reason,
        reason_name=str(reason or "")[:40],
        words=words[:300],
        read_at=None,
    )
    contribution.refresh_from_db()
    return bool(done)
