import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.index import measuring, tidying
from search.index import verifying as within
from search.index.differences import Difference, Sort
from search.keeping import rebuilding
from search.keeping import verifying as offered
from search.keeping.rebuilding import Rebuilt
from search.models import Stale
from search.models.index import Shelf

# Differences of one sort that are named; the others are counted.
NAMED = 20
# Seconds between two lines of progress.
EVERY = 5.0


class Command(BaseCommand):
    help = "Rebuild the search index while it is in use, verify it, or tell how large it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument(
            "--rebuild",
            action="store_true",
            help="index anew whatever differs; may be stopped and run again",
        )
        what.add_argument(
            "--verify",
            action="store_true",
            help="compare the index with what is offered now, and its terms with its entries",
        )
        what.add_argument("--stats", action="store_true", help="tell how large the index is")
        parser.add_argument(
            "--everything",
            action="store_true",
            help="with --rebuild: also what looks as it should, where tables were damaged",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["everything"] and not options["rebuild"]:
            raise CommandError("--everything goes with --rebuild")
        if options["rebuild"]:
            self._rebuild(everything=options["everything"])
        elif options["verify"]:
            self._verify()
        else:
            self._tell_stats()

    # --- Rebuild -----------------------------------------------------------------------------
    def _rebuild(self, *, everything: bool) -> None:
        if everything:
            tidying.condemn()
        waiting, worn = Stale.objects.count(), len(tidying.worn())
        if waiting or worn:
            self.stdout.write(f"left from before: {waiting} hints, {worn} blocks to be emptied")
        last = time.monotonic()

        def tell(done: Rebuilt) -> None:
            nonlocal last
            if time.monotonic() - last >= EVERY:
                last = time.monotonic()
                self.stdout.write(_progress(done))

        done = rebuilding.rebuild(tell)
        self.stdout.write(_progress(done))
        if done.failed:
            self._name(Difference(Sort.FAILING, owner) for owner in done.failed)
            raise CommandError(
                f"{len(done.failed)} owners could not be indexed (see the log); "
                "they stay as they were and are tried again"
            )

    # --- Verify ------------------------------------------------------------------------------
    def _verify(self) -> None:
        found = self._name(chain(offered.differences(), within.differences()))
        if waiting := Stale.objects.values("owner").distinct().count():
            self.stdout.write(f"{waiting} owners changed a moment ago and wait to be looked at")
        if found:
            counts = "; ".join(f"{number} {sort}" for sort, number in found.most_common())
            raise CommandError(f"{found.total()} differences: {counts}")
        entries = sum(sum(measuring.kinds_of(shelf).values()) for shelf in Shelf)
        self.stdout.write(f"{entries} entries: nothing differs")

    def _name(self, differences: Iterable[Difference]) -> Counter[Sort]:
        """Write the first of each sort, and return how many there are."""
        found: Counter[Sort] = Counter()
        for each in differences:
            found[each.sort] += 1
            if found[each.sort] <= NAMED:
                self.stderr.write(str(each))
        for sort, number in found.items():
            if number > NAMED:
                self.stderr.write(f"… and {number - NAMED} more: {sort}")
        return found

    # --- Stats -------------------------------------------------------------------------------
    def _tell_stats(self) -> None:
        for shelf in Shelf:
            kinds = measuring.kinds_of(shelf)
            blocks = measuring.blocks_of(shelf)
            self.stdout.write(f"{shelf.name.lower()}: {sum(kinds.values())} entries")
            for kind, number in kinds.items():
                self.stdout.write(f"  {kind}: {number}")
            self.stdout.write(
                f"  {blocks.number} blocks, {blocks.used} places given out, {blocks.dead} of them "
                f"dead; {blocks.by_older_rules} blocks made by other rules\n"
                f"  {_bytes(measuring.memory_of(shelf))} in the memory of each process"
            )
        for name, room in (("entries", measuring.texts()), ("postings", measuring.postings())):
            stored = "" if room.stored is None else f", {_bytes(room.stored)} in the database"
            self.stdout.write(f"{name}: {room.rows} rows that say {_bytes(room.said)}{stored}")
        waiting, failing = Stale.objects.count(), Stale.objects.filter(failures__gt=0).count()
        self.stdout.write(f"{waiting} hints wait to be looked at, {failing} of them failed before")
        late = Stale.objects.order_by("due_at").values_list("due_at", flat=True).first()
        if late and late < timezone.now():
            self.stdout.write(f"the first is due since {late:%Y-%m-%d %H:%M:%S %Z}")


def _progress(done: Rebuilt) -> str:
    outcome = done.outcome
    return (
        f"{done.owners} owners, {done.entries} entries "
        f"({outcome.new} new, {outcome.changed} changed, {outcome.same} as they were), "
        f"{outcome.gone} taken out, {done.moved} moved; "
        f"{done.seconds:.1f} s, {done.entries_per_second:.0f} a second"
    )


def _bytes(number: int) -> str:
    return f"{number / 1e6:.1f} MB"
