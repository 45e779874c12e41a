"""What the main site does: it adopts, declines, and may take both back.

Whoever decides first has decided. A state changes only from the one that was seen
(`offering.settle`), and a column holds an item once (a constraint), so that two editors who press
at once do nothing twice and the second one is told who was quicker.
"""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page

from contributions.models import Adoption, Contribution, Ending, Reason, State, Way, What
from contributions.obstacles import obstacles_of_place, obstacles_of_reference
from contributions.offering import Refused, settle
from contributions.signals import adopted
from contributions.telling import name_of, note
from home.models import ArticlePage, ColumnPage
from home.slugs import free_slug


def adopt_by_reference(
    contribution: Contribution, columns: Sequence[ColumnPage], user: AbstractBaseUser
) -> list[Adoption]:
    """Show the original in columns of the main site: one text in several places.

    All of them or none. Raises Refused.
    """
    return _adopt(contribution, columns, user, Way.REFERENCE)


def adopt_as_copy(
    contribution: Contribution, columns: Sequence[ColumnPage], user: AbstractBaseUser
) -> list[Adoption]:
    """Put drafts with the text of the original into columns, to be edited and published there.

    All of them or none. Raises Refused.
    """
    return _adopt(contribution, columns, user, Way.COPY)


def decline(contribution: Contribution, reason: Reason, words: str, user: AbstractBaseUser) -> None:
    """Say that an item is not adopted, and why. Raises Refused."""
    words = words.strip()
    if reason.asks_words and not words:
        raise Refused([_("Write an explanation: this reason says nothing by itself.")])
    with transaction.atomic():
        if not settle(contribution, State.DECLINED, user, words=words, reason=reason):
            raise Refused([_already(contribution)])
        note(contribution, What.DECLINED, user, "：".join(filter(None, (reason.name, words))))


def reopen(contribution: Contribution, user: AbstractBaseUser) -> None:
    """Take back that an item was not adopted. Raises Refused."""
    if not contribution.source_is_public:
        raise Refused([_("The original is not public any more.")])
    try:
        with transaction.atomic():
            if not settle(contribution, State.OFFERED, None, before=State.DECLINED):
                raise Refused([_already(contribution)])
            note(contribution, What.REOPENED, user)
    except IntegrityError:
        raise Refused([_("The unit has contributed it again in the meantime.")]) from None


def undo(adoption: Adoption, user: AbstractBaseUser) -> None:
    """Take an adoption back: the reference goes, and so does a draft that was never published.

    When it was the last one, the contribution awaits a decision again, if its original is public
    still. Raises Refused.
    """
    contribution = adoption.contribution
    with transaction.atomic():
        page = adoption.page
        if adoption.way == Way.COPY and page and (page.live or page.first_published_at):
            words = _("The copy has been published. Unpublish or delete it as a page.")
            raise Refused([words])
        if not end(adoption, Ending.UNDONE):
            raise Refused([_("The adoption has been undone already.")])
        if page is not None:
            if not page.permissions_for_user(user).can_delete():
                raise Refused([_("You may not delete “%(page)s”.") % {"page": page.title}])
            page.specific.delete(user=user)
        note(contribution, What.UNDONE, user, adoption.column_title)
        if not contribution.adoptions.exclude(ended_why=Ending.UNDONE).exists():
            _await_again(contribution, user)


def end(adoption: Adoption, why: Ending) -> bool:
    """Note that an adoption is over; tell whether it was not before."""
    rows = Adoption.objects.standing().filter(pk=adoption.pk)
    return bool(rows.update(ended_at=timezone.now(), ended_why=why))


def look_at(adoption: Adoption, digest: str, user: AbstractBaseUser) -> bool:
    """Note that somebody has seen how the original is now, if it still is as they saw it."""
    contribution = adoption.contribution
    if contribution.digest != digest:
        return False
    adoption.seen_digest, adoption.seen_revision = digest, contribution.revision
    adoption.save(update_fields=["seen_digest", "seen_revision"])
    note(contribution, What.CHECKED, user, adoption.column_title)
    return True


def _await_again(contribution: Contribution, user: AbstractBaseUser) -> None:
    goes = State.OFFERED if contribution.source_is_public else State.WITHDRAWN
    try:
        with transaction.atomic():
            settle(contribution, goes, None, before=State.ADOPTED)
    except IntegrityError:
        # It was contributed anew: that offer is the one to decide about.
        settle(contribution, State.WITHDRAWN, None, before=State.ADOPTED)


def _adopt(
    contribution: Contribution, columns: Sequence[ColumnPage], user: AbstractBaseUser, way: Way
) -> list[Adoption]:
    if not columns:
        raise Refused([_("Choose a column.")])
    try:
        with transaction.atomic():
            page = _claim(contribution, user)
            if sentences := list(dict.fromkeys(_against(page, columns, user, way))):
                raise Refused(sentences)
            made = [_make(contribution, page, column, user, way) for column in columns]
            titles = "、".join(column.title for column in columns)
            note(contribution, What.ADOPTED, user, f"{way.label}：{titles}")
            for adoption in made:
                adopted.send(Adoption, adoption=adoption, user=user)
            return made
    except IntegrityError:
        raise Refused([_("One of the columns has it already: look at the page again.")]) from None


def _claim(contribution: Contribution, user: AbstractBaseUser) -> ArticlePage:
    """Make the contribution adopted, or find it so; return its page as the public sees it."""
    Contribution.objects.select_for_update().get(pk=contribution.pk)
    if not settle(contribution, State.ADOPTED, user) and contribution.state != State.ADOPTED:
        raise Refused([_already(contribution)])
    page = Page.objects.filter(pk=contribution.page_id).first()
    if page is None:
        raise Refused([_("The original is not public any more.")])
    return page.specific


def _against(
    page: ArticlePage, columns: Iterable[ColumnPage], user: AbstractBaseUser, way: Way
) -> Iterable[str]:
    for column in columns:
        if way == Way.REFERENCE:
            yield from obstacles_of_reference(page, column, user)
            continue
        yield from obstacles_of_place(page, column, user)
        if type(page) is not ArticlePage:
            yield _("A document has one text only: adopt it by reference.")


def _make(
    contribution: Contribution, page: ArticlePage, column: ColumnPage, user: AbstractBaseUser,
    way: Way,
) -> Adoption:  # fmt: skip
    adoption = Adoption.objects.create(
        contribution=contribution,
        way=way,
        page_ref=0,
        column=column,
        column_title=column.title,
        adopted_by=user,
        adopted_by_name=name_of(user),
        adopted_at=timezone.now(),
        seen_digest=contribution.digest,
        seen_revision_id=page.live_revision_id,
    )
    slug = free_slug(page.title, column)
    if way == Way.REFERENCE:
        # Wagtail would ask for the right to edit the original; its unit has offered it instead.
        action = CreatePageAliasAction(page, parent=column, update_slug=slug, user=user)
        made = action.execute(skip_permission_checks=True)
    else:
        made = _copied(page, column, slug, contribution.unit_name, user)
    adoption.page, adoption.page_ref = made, made.pk
    adoption.save(update_fields=["page", "page_ref"])
    return adoption


def _copied(
    page: ArticlePage, column: ColumnPage, slug: str, unit: str, user: AbstractBaseUser
) -> Page:
    """Return a draft of its own in a column: it says where it is from, and not yet when."""
    said = {"slug": slug, "source": page.source or unit[:60], "displayed_at": None}
    return CopyPageAction(
        page, to=column, update_attrs=said, copy_revisions=False, keep_live=False, user=user
    ).execute(skip_permission_checks=True)


def _already(contribution: Contribution) -> str:
    """Say what somebody else has decided in the meantime."""
    return _("Nothing was done: %(name)s has dealt with it already (%(state)s).") % {
        "name": contribution.decided_by_name or _("the system"),
        "state": contribution.get_state_display(),
    }
