"""Sub-sites from a roster, all in one go; what exists is brought in step."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils.translation import override

from subsites.plan.carrying_out import Failed, UnitPlan, carry_out, plans_for
from subsites.plan.gathering import NoPortal
from subsites.plan.planning import Change
from subsites.roster.taking import roster_of


class Command(BaseCommand):
    help = "Make the sub-sites of a roster (units.csv or .xlsx), or bring them in step with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("roster", type=Path, metavar="units.csv")
        parser.add_argument("--dry-run", action="store_true", help="only show what would be done")

    @no_translations
    def handle(self, *args, **options) -> None:
        try:
            data = options["roster"].read_bytes()
        except OSError as error:
            raise CommandError(f"Cannot read {options['roster']}: {error.strerror}") from error
        # What is wrong in a roster concerns whoever keeps it, and they read Chinese.
        with override(settings.LANGUAGE_CODE):
            roster = roster_of(data)
            found = [str(each) for each in roster.problems]
        if found:
            for each in found:
                self.stderr.write(each)
            raise CommandError(f"{len(found)} problems in the roster; nothing was done")
        try:
            plans = plans_for(roster.units)
        except NoPortal as error:
            raise CommandError("There is no main site yet: make its home page first") from error
        self._carry_out(plans, is_dry=options["dry_run"])

    def _carry_out(self, plans: list[UnitPlan], *, is_dry: bool) -> None:
        done = failed = 0
        for planned in plans:
            self._tell(planned)
            if is_dry or not planned.to_do:
                continue
            try:
                carry_out(planned)
                done += 1
            except Failed as error:
                failed += 1
                self.stderr.write(f"not done: {error}")
        changed = sum(bool(planned.to_do) for planned in plans)
        said = f"{changed} to change" if is_dry else f"{done} changed"
        self.stdout.write(f"{len(plans)} units: {said}, {len(plans) - changed} as they should be")
        if failed:
            raise CommandError(f"{failed} units failed; each was left as it was")

    def _tell(self, planned: UnitPlan) -> None:
        for change in planned.changes:
            self.stdout.write(f"{planned.unit.name}: {_line(change)}")


def _line(change: Change) -> str:
    words = ", ".join(
        f"{each.field} {each.before!r} -> {each.after!r}" for each in change.differences
    )
    said = " ".join(filter(None, [change.act, change.key, change.title, words, change.note]))
    return f"{said} (changed on purpose)" if change.act == "keep" else said
