"""What people do on platforms: their answers to tasks, believed with proof."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from syndication import choices
from syndication.engine import addresses
from syndication.hints import work_soon
from syndication.models import ChannelCopy, HumanTask
from syndication.models.copy import Drift, Fault, Position
from syndication.models.task import TaskKind

DONE, THERE, NOT_THERE, DROPPED = "done", "there", "not_there", "dropped"

ANSWERS = {
    TaskKind.FIND: [
        (THERE, _("It was published; its link is in the proof")),
        (NOT_THERE, _("It was not published; send it again")),
    ],
    TaskKind.DELETE: [(DONE, _("It has been deleted"))],
    TaskKind.CHANGE: [(DONE, _("It has been changed"))],
    TaskKind.PUBLISH: [
        (DONE, _("It has been published; its link is in the proof")),
        (DROPPED, _("It will not be published")),
    ],
    TaskKind.DRIFT: [
        (THERE, _("Leave it as it is now")),
        (NOT_THERE, _("Publish it again as the page has it")),
    ],
}
USUAL = [(DONE, _("It has been done"))]
# What the platform will show by itself, or what changes nothing there, needs no proof.
WITHOUT_PROOF = frozenset({NOT_THERE, DROPPED})


def answers_to(task: HumanTask) -> list[tuple[str, str]]:
    """Return the answers a task can be closed with."""
    return ANSWERS.get(TaskKind(task.kind), USUAL)


def needs_proof(task: HumanTask, answer: str) -> bool:
    return task.copy_id is not None and answer not in WITHOUT_PROOF


@transaction.atomic
def answer(task: HumanTask, given: str, proof: str, user: AbstractBaseUser) -> None:
    """Close a task and let its copy be what the person says."""
    task.proof, task.closed_by = proof, user
    task.closed_at = task.closed_at or timezone.now()
    task.save(update_fields=["proof", "closed_by", "closed_at"])
    copy = task.copy
    if copy is None:
        return
    match TaskKind(task.kind), given:
        case TaskKind.FIND, "not_there":
            choices.resend(copy)
        case TaskKind.DRIFT, "not_there":
            choices.restore(copy)
        case TaskKind.DRIFT, "there":
            choices.accept(copy)
        case TaskKind.FINISH, _:
            # It is about what was left over, not about the copy as it is now.
            return
        case TaskKind.DELETE, _:
            deleted(copy, user, proof)
        case TaskKind.PUBLISH, "dropped":
            if copy.page:
                choices.leave_out(copy.page, copy.account, copy.tells_of)
        case _:
            done(copy, user, proof)


@transaction.atomic
def deleted(copy: ChannelCopy, user: AbstractBaseUser, proof: str) -> None:
    """Believe a person, with proof, that a copy is gone; if it is wanted, publish it again."""
    copy = ChannelCopy.objects.select_for_update(of=("self",)).get(pk=copy.pk)
    if not copy.wanted:
        done(copy, user, proof)
        return
    _is_gone(copy)
    copy.replacing = False
    copy.fault, copy.code, copy.text, copy.next_at = Fault.NOBODY, "", "", timezone.now()
    copy.first_seen = copy.last_seen = {}
    copy.drift = Drift.NONE
    copy.save()
    work_soon(copy.account_id)


@transaction.atomic
def done(copy: ChannelCopy, user: AbstractBaseUser, proof: str) -> None:
    """Believe a person, with proof, that a copy is on the platform as it should be."""
    copy = ChannelCopy.objects.select_for_update(of=("self",)).get(pk=copy.pk)
    item = copy.correcting
    if copy.wanted:
        _is_there(copy, proof)
    else:
        _is_gone(copy)
    copy.fault, copy.code, copy.text, copy.next_at = Fault.NOBODY, "", "", None
    copy.first_seen = copy.last_seen = {}
    copy.drift = Drift.NONE
    copy.correcting = None
    copy.save()
    if item is not None:
        item.proof = proof
        item.settle(user)


def _is_there(copy: ChannelCopy, proof: str) -> None:
    copy.settled_payload = copy.payload
    if copy.position == Position.LIVE:
        return
    copy.position, copy.live_at, copy.withdrawn_at = Position.LIVE, timezone.now(), None
    copy.sent_payload = copy.sent_payload or copy.payload
    link = next((word for word in proof.split() if word.startswith(("http://", "https://"))), "")
    copy.url = link[:1024]
    addresses.went_live(copy)


def _is_gone(copy: ChannelCopy) -> None:
    if copy.remote:
        copy.past = [*copy.past, {**copy.remote, "url": copy.url}]
    copy.position, copy.remote, copy.url = Position.ABSENT, {}, ""
    copy.withdrawn_at = timezone.now()
    copy.sent_payload = copy.settled_payload = None
    addresses.retired(copy)
