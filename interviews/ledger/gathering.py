"""Putting near duplicates together (`interviews.grouping`) as they arrive.

The groups follow from the questions alone, in whatever order they came; so a process that has been
running keeps what it knows of a sitting and adds what is new, and one that begins reads all of it.
Either finds the same. Nobody waits for it: a question is in the queue before it is in a group.
"""

import logging
from collections import OrderedDict
from threading import Lock

from django.db.models import F

from interviews.grouping import Grouping
from interviews.models import Question, Sitting
from interviews.sittings import locked

log = logging.getLogger(__name__)

KEPT = 4
"""Sittings that a process remembers; hardly ever are more of them open at once."""
AT_ONCE = 2000

_known: "OrderedDict[int, Grouping]" = OrderedDict()
_turn = Lock()


def gather_all() -> int:
    """Put the questions that have arrived since the last time into groups; return how many.

    A sitting in which it fails waits for the next time and stops no other.
    """
    number = 0
    for sitting in Sitting.objects.filter(last_question__gt=F("gathered")):
        try:
            number += gather(sitting)
        except Exception:
            # Whatever it is, the next run begins where this one began.
            log.exception("The questions of sitting %s cannot be gathered", sitting.pk)
    return number


def gather(sitting: Sitting) -> int:
    """Do it for one sitting. Running it twice, or twice at a time, changes nothing."""
    with _turn:
        grouping, last = _with_new_ones(sitting)
        groups = list(grouping.groups())
    with locked(sitting) as held:
        if last <= held.gathered:
            return 0
        stored = dict(
            Question.objects.filter(sitting=held, number__lte=last).values_list("number", "group")
        )
        for members in groups:
            first = min(members)
            moved = [number for number in members if stored.get(number, first) != first]
            for at in range(0, len(moved), AT_ONCE):
                some = moved[at : at + AT_ONCE]
                Question.objects.filter(sitting=held, number__in=some).update(group=first)
        new = last - held.gathered
        held.gathered = last
        held.save(update_fields=["gathered"])
    return new


def _with_new_ones(sitting: Sitting) -> tuple[Grouping, int]:
    """Return what is known of a sitting, with all that has arrived, and its last number.

    Numbers are given out under the sitting's lock, so that nothing can arrive below the last.
    """
    grouping = _known.setdefault(sitting.pk, Grouping())
    _known.move_to_end(sitting.pk)
    while len(_known) > KEPT:
        _known.popitem(last=False)
    # Numbers have no gaps: as many as are known are the first so many.
    arrived = Question.objects.filter(sitting=sitting, number__gt=len(grouping))
    for number, text in arrived.order_by("number").values_list("number", "text").iterator():
        grouping.add(number, text)
    return grouping, len(grouping)


def forget() -> None:
    """Forget what this process knows."""
    with _turn:
        _known.clear()
