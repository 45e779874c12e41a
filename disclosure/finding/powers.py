"""Powers as they are found: each is an owner of one entry, "power:<key>"."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.apps import apps

from disclosure.causes import State
from disclosure.fields import elements, grouped
from findable import Entry, Kind
from home.finding import in_public_words, text_of
from home.places import Place, places_of
from home.plain_text import in_a_line

if TYPE_CHECKING:
    from disclosure.models import PowerItem, PowerListPage

NAME = "power"
# What answers whoever looks for a power, in this order; what is longer is read on its page.
ANSWERS = ("body", "office", "promised_days", "fees", "phone", "redress")
LONGEST_ANSWER = 80
# These have a field of their own.
APART = frozenset({"name", "sub_name", "code"})


class Powers:
    """All powers of public lists, whatever state they are in (`findable.Source`)."""

    name = NAME

    def owners(self, after: str, limit: int) -> Sequence[str]:
        items = apps.get_model("disclosure", "PowerItem").objects.filter(pk__gt=int(after or 0))
        return [str(key) for key in items.order_by("pk").values_list("pk", flat=True)[:limit]]

    def entries_of(self, ids: Sequence[str]) -> Mapping[str, Sequence[Entry]]:
        """Return the entries of powers, in a fixed number of queries."""
        items = list(
            apps.get_model("disclosure", "PowerItem")
            .objects.filter(pk__in=ids, newest__isnull=False)
            .select_related("newest", "local_help")
            .defer("words")
        )
        lists = _public_lists(item.power_list_id for item in items)
        places = places_of(lists.values())
        with in_public_words():
            return {
                str(item.pk): [_entry(item, power_list, places[power_list.pk])]
                for item in items
                if (power_list := lists.get(item.power_list_id))
            }


def owners_of(items: Iterable[int]) -> list[str]:
    """Return the names of owners by the keys of powers."""
    return [f"{NAME}:{key}" for key in items]


def _public_lists(keys: Iterable[int]) -> "dict[int, PowerListPage]":
    lists = apps.get_model("disclosure", "PowerListPage").objects.live().public()
    found = lists.select_related("organ").filter(pk__in=set(keys))
    return {page.pk: page for page in found if page.url}


def _entry(item: "PowerItem", power_list: "PowerListPage", place: Place) -> Entry:
    fields, kind = item.fields, power_list.kind
    said = [*elements(fields, kind), *grouped(fields, kind)]
    return Entry(
        key=f"{NAME}:{item.pk}",
        kind=Kind.POWER,
        title=str(item),
        url=f"{power_list.url}{item.address}/",
        text=text_of(
            text for _label, group in said for name, _own, text in group if name not in APART
        ),
        department=power_list.organ.name,
        site=place.site,
        column=place.column,
        validity=str(State(item.state).label),
        number=fields.get("code", ""),
        within=power_list.title,
        answer=_answer(item, power_list),
        day=item.newest.effective_on,
    )


def _answer(item: "PowerItem", power_list: "PowerListPage") -> str:
    """Say who exercises a power and how to reach them; nothing of one that is not exercised."""
    if item.state != State.IN_FORCE:
        return ""
    local = getattr(item, "local_help", None)
    if power_list.is_national and local and local.contact:
        return in_a_line(local.contact)
    said = {name: in_a_line(item.fields.get(name)).rstrip("。；;") for name in ANSWERS}
    form = power_list.form
    told = [
        f"{form.label_of(name)}：{text}"
        for name, text in said.items()
        if text and len(text) <= LONGEST_ANSWER
    ]
    return "；".join(told) + "。" if told else ""
