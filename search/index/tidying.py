"""Entries moved out of blocks that are worn: made by older rules, or with many dead places.

Few entries move at a time, each time in one transaction, so that readers always see all of them
and writers wait for moments only. It may be stopped anywhere and begun again.
"""

from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import QuerySet

from search.analysis import RULES
from search.index import tables, writing
from search.models.index import BLOCK, Block, Indexed, Shelf

# Entries that move together.
TOGETHER = 200
# The part of a block that may be dead.
DEAD = 0.25

Tell = Callable[[int], None]


def worn() -> list[int]:
    """Return the numbers of blocks whose entries had better be elsewhere, or that have none."""
    return [number for number, is_worn in _judged() if is_worn]


def _judged() -> Iterator[tuple[int, bool]]:
    for block in Block.objects.order_by("pk"):
        alive = int.from_bytes(bytes(block.live), "little").bit_count()
        dead = block.used - alive
        yield (
            block.pk,
            block.rules != RULES or dead > DEAD * BLOCK or (block.used == BLOCK and not alive),
        )


def tidy(tell: Tell = lambda moved: None) -> int:
    """Empty all worn blocks into open ones and drop them; return how many entries moved."""
    moved = 0
    numbers = worn()
    _close(numbers)
    for number in numbers:
        for few in _moves_out_of(number):
            moved += few
            tell(few)
    drop_empty()
    return moved


def condemn() -> None:
    """Have every block emptied by the next `tidy`, as if nobody knew what is in it.

    Entries in no block are let go: whoever offers them offers them again.
    """
    with transaction.atomic():
        tables.lock_for_writing()
        Block.objects.update(rules="")
        homeless = Indexed.objects.all()
        for number in Block.objects.values_list("pk", flat=True):
            homeless = homeless.exclude(id__gte=number * BLOCK, id__lt=(number + 1) * BLOCK)
        tables.delete(homeless)


def _close(numbers: list[int]) -> None:
    """Let nothing new into blocks."""
    with transaction.atomic():
        tables.lock_for_writing()
        Block.objects.filter(pk__in=numbers).update(used=BLOCK)


def _moves_out_of(number: int) -> Iterator[int]:
    while rows := list(_in_block(number).order_by("id")[:TOGETHER]):
        moved = writing.move(rows, Shelf(rows[0].shelf))
        if not moved:
            return  # they change as fast as they are read: another time
        yield moved


def _in_block(number: int) -> QuerySet[Indexed]:
    return Indexed.objects.filter(id__gte=number * BLOCK, id__lt=(number + 1) * BLOCK)


def drop_empty() -> None:
    """Drop blocks without entries, and the postings of blocks that are no more.

    One block stays in any case: changes are counted in blocks, and never backwards.
    """
    with transaction.atomic():
        tables.lock_for_writing()
        empty = [number for number in worn() if not _in_block(number).exists()]
        kept = Block.objects.exclude(pk__in=empty).order_by("pk").last()
        if kept is None:
            kept = Block.objects.order_by("pk").last()
            empty = [number for number in empty if kept and number != kept.pk]
        if kept and empty:
            Block.objects.filter(pk=kept.pk).update(change=writing.next_change())
            Block.objects.filter(pk__in=empty).delete()
    _drop_leavings()


def _drop_leavings() -> None:
    after = ("", -1)
    while some := tables.everything(after):
        after = some[-1][:2]
        # A block may have begun since: ask anew each time, after its postings were read.
        there = set(Block.objects.values_list("pk", flat=True))
        gone = [(term, block) for term, block, _places in some if block not in there]
        if gone:
            with transaction.atomic():
                tables.drop(gone)
