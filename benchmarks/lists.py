"""Invented powers in any number, for the benchmark of power lists. Needs Django to be set up."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from disclosure.causes import ENDED, Cause
from disclosure.history.recording import Change, record
from disclosure.models import (
    BasisLink,
    ImportBatch,
    Organ,
    PowerItem,
    PowerListIndexPage,
    PowerListPage,
    PowerVersion,
    Proposal,
)
from tests.disclosure import workbook as making
from tests.disclosure.factories import PowerListIndexPageFactory, PowerListPageFactory

FIRST_DAY = date(2020, 1, 1)
KINDS = ["行政许可", "行政处罚", "行政强制", "行政检查", "行政确认", "其他行政权力"]
LEVELS = ["省级", "市级", "县级"]
HEADS = [
    "序号",
    "职权编码",
    "事项名称",
    "权力类型",
    "行使主体",
    "实施层级",
    "实施依据",
    "责任事项",
    "追责情形",
]


def power(number: int, version: int = 1) -> dict[str, str]:
    """Return what a power says; about as much as real ones do."""
    kind = KINDS[number % len(KINDS)]
    return {
        "code": f"99{number % 9 + 1:02d}{number:08d}",
        "name": f"第{number}号{kind}事项的办理",
        "kind": kind,
        "body": f"云汀市第{number % 12}局",
        "level": LEVELS[number % len(LEVELS)],
        "basis": f"【法律】《云汀市样本法》第{number % 90 + 1}条　" + "依照规定办理有关手续。" * 15,
        "duty": f"第{version}版：" + "受理、审查、决定、送达，公开结果。" * 8,
        "accountability": "不依法受理、超过期限的，依法追究责任。" * 4,
    }


def workbook(count: int, version: int = 1) -> bytes:
    """Return an .xlsx with that many powers."""
    order = ("code", "name", "kind", "body", "level", "basis", "duty", "accountability")
    powers = (power(number, version) for number in range(count))
    rows = [[number, *map(each.get, order)] for number, each in enumerate(powers, 1)]
    return making.workbook([["云汀市权责清单"], HEADS, *rows])


def new_list(title: str) -> PowerListPage:
    index = PowerListIndexPage.objects.first() or PowerListIndexPageFactory(parent=_home())
    name = f"{title}{Organ.objects.count()}"
    organ = Organ.objects.create(name=name)
    return PowerListPageFactory(parent=index, title=name, slug=f"{organ.pk}", organ=organ)


def _home():
    from home.models import HomePage

    return HomePage.objects.get()


def copies() -> tuple[Callable[[], None], Callable[[], None]]:
    """Return what writes the newest list's rows once more, and what writes all other rows.

    They are read before, and written to another list with keys of their own.
    """
    source = PowerListPage.objects.latest("pk")
    target = new_list("对照")
    items, versions, links, proposals = (
        list(rows.order_by("pk").values())
        for rows in (
            PowerItem.objects.filter(power_list=source),
            PowerVersion.objects.filter(power_list=source, number=1),
            BasisLink.objects.filter(item__power_list=source),
            Proposal.objects.filter(power_list=source, item=None),
        )
    )
    new: dict[int, PowerItem] = {}

    def listed() -> None:
        for row in items:
            own = {**row, "id": None, "power_list_id": target.pk, "newest_id": None}
            new[row["id"]] = PowerItem(**own)
        PowerItem.objects.bulk_create(new.values(), batch_size=500)
        PowerVersion.objects.bulk_create(
            [
                PowerVersion(
                    **{**row, "id": None, "power_list_id": target.pk}
                    | {"item_id": new[row["item_id"]].pk}
                )
                for row in versions
            ],
            batch_size=500,
        )

    def rest() -> None:
        batch = ImportBatch.objects.create(power_list=target, file_name="对照.xlsx")
        BasisLink.objects.bulk_create(
            [BasisLink(**{**row, "id": None, "item_id": new[row["item_id"]].pk}) for row in links],
            batch_size=500,
        )
        Proposal.objects.bulk_create(
            [
                Proposal(**{**row, "id": None, "power_list_id": target.pk, "batch_id": batch.pk})
                for row in proposals
            ],
            batch_size=500,
        )

    return listed, rest


def clear() -> None:
    """Take away every list with all that hangs on it."""
    PowerItem.objects.update(newest=None)
    for model in (BasisLink, Proposal, ImportBatch, PowerVersion, PowerItem):
        rows = model.objects.all()
        rows._raw_delete(rows.db)
    for page in PowerListPage.objects.all():
        page.delete()


def history(title: str, count: int, versions: int) -> PowerListPage:
    """Record powers that change once a month, and of which one in fifty ends now and then."""
    power_list = new_list(title)
    record(power_list, (_change(None, number, 1) for number in range(count)), None)
    for version in range(2, versions + 1):
        items = power_list.items.select_related("newest").order_by("pk")
        record(power_list, (_change(item, n, version) for n, item in enumerate(items)), None)
    return power_list


def _change(item: PowerItem | None, number: int, version: int) -> Change:
    cause = Cause.NEW if item is None else Cause.ADJUSTED
    if item is not None and (number + version) % 50 == 0:
        cause = Cause.CANCELLED
    day = FIRST_DAY + timedelta(days=30 * (version - 1) + number % 7)
    return Change(item, power(number, version), cause, "年度调整", day, position=number + 1)


def long_list(title: str, count: int) -> PowerListPage:
    return history(title, count, 1)


def days(versions: int) -> list[date]:
    """Return days all over a history, most of them amid a month's changes."""
    return [FIRST_DAY + timedelta(days=30 * at // 2 + 3) for at in range(2 * versions)]


def replayed(power_list: PowerListPage, day: date) -> dict[int, int]:
    """Return the version in force of each power, by going through the record row by row."""
    shown: dict[int, int] = {}
    for item, number, cause in _rows(power_list, day):
        if cause in ENDED:
            shown.pop(item, None)
        else:
            shown[item] = number
    return shown


def _rows(power_list: PowerListPage, day: date) -> Iterator[tuple[int, int, str]]:
    rows = power_list.versions.filter(effective_on__lte=day).order_by("effective_on", "number")
    return rows.values_list("item", "number", "cause").iterator()
