"""Proposals of changes: who may make them, who may approve them, and what approval does."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models.query import QuerySet
from django.utils import timezone

from disclosure.causes import Cause
from disclosure.history.recording import Change, record
from disclosure.models import ImportBatch, PowerListPage, PowerVersion, Proposal
from disclosure.models.proposal import Standing

APPROVE = "disclosure.approve_proposal"
EDIT_ALL = "disclosure.change_powerlistpage"


class Outdated(Exception):
    """A power was changed after the proposal to change it had been made."""


class Faulty(Exception):
    """A workbook with errors in it is shown, and never recorded."""


class NotOurs(Exception):
    """An entry of a national list was to be written by hand (优化营商环境条例, article 20)."""


def may_propose(user: AbstractBaseUser, power_list: PowerListPage) -> bool:
    """A department's editors change that department's lists, and nobody else's."""
    if not user.is_active:
        return False
    if user.has_perm(EDIT_ALL):
        return True
    editors = power_list.organ.editors_id
    return editors is not None and user.groups.filter(pk=editors).exists()


def lists_of(user: AbstractBaseUser) -> QuerySet[PowerListPage]:
    """Return the lists that somebody may propose changes to."""
    lists = PowerListPage.objects.select_related("organ").order_by("title")
    if user.has_perm(EDIT_ALL):
        return lists
    return lists.filter(organ__editors__in=user.groups.all())


def approve(proposals: Iterable[Proposal], user: AbstractBaseUser) -> list[PowerVersion]:
    """Record proposals of one list, all or none. Raises Outdated, NotOurs.

    Twice is as good as once: what has been decided already is left out.
    """
    with transaction.atomic():
        wanted = [proposal.pk for proposal in proposals]
        rows = list(
            Proposal.objects.select_for_update(of=("self",))
            .filter(pk__in=wanted, standing__in=[Standing.OPEN, Standing.SUBMITTED])
            .select_related("item__newest", "power_list", "created_by")
        )
        for proposal in rows:
            if proposal.batch_id is None and proposal.power_list.is_national:
                raise NotOurs(str(proposal))
            if proposal.item and proposal.based_on != proposal.item.newest.number:
                raise Outdated(str(proposal))
        versions = record(rows[0].power_list, map(_change, rows), user) if rows else []
        Proposal.objects.filter(pk__in=[row.pk for row in rows]).update(
            standing=Standing.APPROVED, decided_at=timezone.now(), decided_by=user
        )
    return versions


def approve_batch(batch: ImportBatch, user: AbstractBaseUser) -> list[PowerVersion]:
    """Record everything a workbook proposes, all or none. Raises Outdated, Faulty."""
    with transaction.atomic():
        if any(each["weight"] == "error" for each in batch.report.get("problems", [])):
            raise Faulty(batch.file_name)
        versions = approve(batch.proposals.all(), user)
        ImportBatch.objects.filter(pk=batch.pk).update(standing=Standing.APPROVED)
    return versions


def hand_in(batch: ImportBatch) -> None:
    """Ask for the review of an import that was only looked at."""
    with transaction.atomic():
        changed = {"standing": Standing.SUBMITTED}
        ImportBatch.objects.filter(pk=batch.pk, standing=Standing.OPEN).update(**changed)
        batch.proposals.filter(standing=Standing.OPEN).update(**changed)


def refuse_batch(batch: ImportBatch, user: AbstractBaseUser, answer: str) -> None:
    """Send a whole import back; what has been approved stays."""
    with transaction.atomic():
        if refuse(batch.proposals.all(), user, answer) or not batch.proposals.exists():
            ImportBatch.objects.filter(pk=batch.pk).update(standing=Standing.REFUSED)


def refuse(proposals: QuerySet[Proposal], user: AbstractBaseUser, answer: str) -> int:
    """Send proposals back with the reviewer's words; return how many."""
    return proposals.filter(standing__in=[Standing.OPEN, Standing.SUBMITTED]).update(
        standing=Standing.REFUSED, answer=answer, decided_at=timezone.now(), decided_by=user
    )


def _change(proposal: Proposal) -> Change:
    return Change(
        item=proposal.item,
        fields=proposal.fields,
        cause=Cause(proposal.cause),
        reason=proposal.reason,
        effective_on=proposal.effective_on,
        document=proposal.document,
        position=proposal.position,
        proposed_by=proposal.created_by,
    )
