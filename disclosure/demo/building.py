"""Building the demo's lists. Every step looks whether it has been done, so it can be repeated."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from wagtail.models import Page, Site

from disclosure.adjustments import Choice
from disclosure.causes import Cause
from disclosure.demo import lists, pending
from disclosure.demo.powers import CHANGES, FIRST_DAY, INTRO, ORGANS, POWERS, WATER
from disclosure.history.recording import Change, record
from disclosure.kinds import ListKind
from disclosure.models import (
    LocalHelp,
    Organ,
    PowerListIndexPage,
    PowerListPage,
    PowerNoticePage,
)
from disclosure.related import link_locally

DAY = date.fromisoformat(FIRST_DAY)
LATER = date(2026, 4, 1)


def build() -> int:
    """Build what is missing of the demo's lists; return how many entries were recorded."""
    home = Site.objects.get(is_default_site=True).root_page
    index = PowerListIndexPage.objects.first() or _child(
        home,
        PowerListIndexPage(title="三清单一目录", slug="lists", intro=INTRO, show_in_menus=True),
    )
    done = 0
    for number, name in enumerate(POWERS, 1):
        organ = _organ(name, ORGANS[name])
        powers = [{**power, "body": name} for power in POWERS[name]]
        done += _list(index, organ, ListKind.POWERS, f"list-{number}", powers)
        duties = [{**duty, "body": name} for duty in lists.DUTIES[name]]
        done += _list(index, organ, ListKind.DUTIES, f"duties-{number}", duties)
    reform = _organ(lists.REFORM, lists.REFORM_NAMES)
    done += _list(index, reform, ListKind.NEGATIVE, "negative", lists.NEGATIVE, lists.NEGATIVE_2024)
    done += _list(index, reform, ListKind.PROJECTS, "projects", lists.PROJECTS)
    _notice(PowerListPage.objects.get(organ__name=WATER, kind=ListKind.POWERS))
    pending.bring()
    return done


def _organ(name: str, short_names: str) -> Organ:
    return Organ.objects.get_or_create(name=name, defaults={"short_names": short_names})[0]


def _list(
    index: Page,
    organ: Organ,
    kind: ListKind,
    slug: str,
    said: list[dict[str, str]],
    document: str = "",
) -> int:
    with transaction.atomic():
        intro = lists.NEGATIVE_INTRO if kind.is_national else ""
        page = PowerListPage.objects.filter(organ=organ, kind=kind).first() or _child(
            index,
            PowerListPage(
                title=lists.titles(organ.name, kind), slug=slug, organ=organ, kind=kind, intro=intro
            ),
        )
        if page.items.exists():
            return 0
        new = [
            Change(None, fields, Cause.NEW, "首次公布", DAY, document, position)
            for position, fields in enumerate(said, 1)
        ]
        record(page, new, None)
        record(page, _later(page), None)
        _help(page)
    return len(said)


def _later(page: PowerListPage) -> Iterable[Change]:
    """Return what has changed since: in one department's powers, or in a new edition."""
    items = {item.code: item for item in page.items.select_related("newest")}
    if page.kind == ListKind.POWERS:
        for whose, code, cause, fields, reason, document, day in CHANGES:
            if whose == page.organ.name:
                item = items[code]
                yield Change(
                    item, {**item.fields, **fields}, cause, reason, date.fromisoformat(day),
                    document, item.position,
                )  # fmt: skip
    if page.is_national:
        for code, fields in lists.NEGATIVE_LATER.items():
            item = items[code]
            cause = Cause.ADJUSTED if fields else Cause.CANCELLED
            told = {name: text for name, text in {**item.fields, **fields}.items() if text}
            yield Change(item, told, cause, "新版发布", LATER, lists.NEGATIVE_2026, item.position)


def _help(page: PowerListPage) -> None:
    if not page.is_national:
        return
    for code, (contact, permits) in lists.LOCAL_HELP.items():
        item = page.items.get(code=code)
        link_locally(LocalHelp.objects.create(item=item, contact=contact, permits=permits))


def _notice(power_list: PowerListPage) -> None:
    if power_list.get_children().exists():
        return
    notice = PowerNoticePage(
        title=lists.NOTICE_TITLE, slug="tiaozheng-gonggao-2026", intro=lists.NOTICE_INTRO,
        summary=lists.NOTICE_SUMMARY, document="2026",
    )  # fmt: skip
    notice.choose(power_list, Choice(document="2026"))
    _child(power_list, notice)


def _child(parent: Page, page: Page) -> Page:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
