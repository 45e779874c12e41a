"""Building the demo's lists. Every step looks whether it has been done, so it can be repeated."""

from datetime import date

from django.db import transaction
from wagtail.models import Page, Site

from disclosure.causes import Cause
from disclosure.demo.powers import CHANGES, FIRST_DAY, INTRO, ORGANS, POWERS
from disclosure.history.recording import Change, record
from disclosure.models import Organ, PowerListIndexPage, PowerListPage


def build() -> int:
    """Build what is missing of the demo's lists; return how many powers were recorded."""
    home = Site.objects.get(is_default_site=True).root_page
    index = PowerListIndexPage.objects.first() or _child(
        home, PowerListIndexPage(title="权力清单", slug="lists", intro=INTRO, show_in_menus=True)
    )
    return sum(_list(index, number, name) for number, name in enumerate(POWERS, 1))


def _list(index: Page, number: int, name: str) -> int:
    organ, _ = Organ.objects.get_or_create(name=name, defaults={"short_names": ORGANS[name]})
    with transaction.atomic():
        page = PowerListPage.objects.filter(organ=organ).first() or _child(
            index, PowerListPage(title=f"{name}权力清单", slug=f"list-{number}", organ=organ)
        )
        if page.items.exists():
            return 0
        powers = [{**power, "body": name} for power in POWERS[name]]
        record(page, [_new(at, power) for at, power in enumerate(powers, 1)], None)
        items = {item.code: item for item in page.items.select_related("newest")}
        for whose, code, cause, fields, reason, document, day in CHANGES:
            if whose == name:
                item = items[code]
                change = Change(
                    item, {**item.fields, **fields}, cause, reason, date.fromisoformat(day),
                    document, item.position,
                )  # fmt: skip
                record(page, [change], None)
    return len(POWERS[name])


def _new(position: int, power: dict[str, str]) -> Change:
    return Change(
        None, power, Cause.NEW, "首次公布", date.fromisoformat(FIRST_DAY), position=position
    )


def _child(parent: Page, page: Page) -> Page:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
