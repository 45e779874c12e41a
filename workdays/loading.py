"""The notices that come with the portal, put into the table; what is there is left alone."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import router, transaction

NOTICES = Path(__file__).with_name("notices.json")


def shipped() -> list[dict[str, Any]]:
    """Return the notices of the data file, as they are written there."""
    return json.loads(NOTICES.read_text(encoding="utf-8"))


def load() -> int:
    """Add the shipped notices that are missing; return how many. May be run again at any time.

    A notice that an administrator has changed stays as it is, and so does a year for which
    somebody has typed a notice of their own.
    """
    from workdays.models import Holiday, Notice, SwappedDay

    with transaction.atomic():
        known = set(Notice.objects.values_list("number", flat=True))
        typed = set(Notice.objects.values_list("year", flat=True))
        new = [
            each
            for each in shipped()
            if each["number"] not in known
            and (each["year"] not in typed or _is_ours(each["year"], known))
        ]
        for each in new:
            notice = Notice.objects.create(
                year=each["year"],
                number=each["number"],
                issued_on=each.get("issued_on"),
                address=each.get("address", ""),
            )
            Holiday.objects.bulk_create(
                Holiday(
                    notice=notice, sort_order=at, name=name,
                    first=date.fromisoformat(first), last=date.fromisoformat(last),
                )
                for at, (name, first, last) in enumerate(each["holidays"])
            )  # fmt: skip
            SwappedDay.objects.bulk_create(
                SwappedDay(notice=notice, sort_order=at, name=name, day=date.fromisoformat(day))
                for at, (name, day) in enumerate(each["swapped"])
            )
    return len(new)


def _is_ours(year: int, known: set[str]) -> bool:
    """Tell whether a year in the table has a notice of the data file, so that the rest may join."""
    return any(each["year"] == year and each["number"] in known for each in shipped())


def load_after_migration(sender: Any, using: str, **kwargs: Any) -> None:
    """Load when the tables have been made or changed (receiver of post_migrate)."""
    apps = kwargs.get("apps")
    try:
        model = apps.get_model("workdays", "Notice") if apps else None
    except LookupError:
        return  # Migrated back to where the table did not exist yet.
    if model is not None and router.allow_migrate_model(using, model):
        load()
