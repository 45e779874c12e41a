"""What a unit gets beside its pages when its site is made: an organ, routes, rights in interviews.

Filled into the hook of `subsites.plan.belongings`; no app needs to know another for it.
"""

from collections.abc import Iterator, Sequence

from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from django.utils.translation import gettext as _

from disclosure.models import Organ
from subsites.plan.belongings import Belonging, BelongingsOf, Made
from subsites.plan.facts import UnitFacts
from syndication.models import Account, Route

# Each works on pages of the own site only: the page's permissions say where.
RIGHTS = {
    "group:editors": ("conduct", "moderate"),
    "group:reviewers": ("conduct", "moderate", "review"),
}


def belongings_of(units: Sequence[UnitFacts]) -> BelongingsOf:
    """Return a function that yields the belongings of one of these; all is read at once."""
    edited = Organ.objects.filter(name__in=[unit.name for unit in units], editors__isnull=False)
    organs = {organ.name: organ for organ in edited}
    names = {name for unit in units for name in unit.account_names}
    accounts = {account.name: account for account in Account.objects.filter(name__in=names)}
    of_accounts = Route.objects.filter(account__in=accounts.values())
    routes = {(route.account_id, route.root_id): route for route in of_accounts}
    rights = {
        right.codename: right
        for right in Permission.objects.filter(content_type__app_label="interviews")
    }
    rows = Group.permissions.through.objects.filter(permission__in=rights.values())
    held = set(rows.values_list("group", "permission"))

    def of_unit(unit: UnitFacts) -> Iterator[Belonging]:
        yield _organ(unit, organs.get(unit.name))
        for name in unit.account_names:
            yield _route(name, accounts.get(name), routes)
        for group, codenames in RIGHTS.items():
            for codename in codenames:
                yield _right(group, rights[codename], held)

    return of_unit


def _key(thing: Model | None) -> int | None:
    return thing.pk if thing else None


def _organ(unit: UnitFacts, there: Organ | None) -> Belonging:
    def make(made: Made) -> Organ:
        organ, _is_new = Organ.objects.get_or_create(
            name=unit.name, defaults={"short_names": unit.short_name, "code": unit.credit_code}
        )
        organ.editors = made["group:editors"]
        organ.save(update_fields=["editors"])
        return organ

    return Belonging("organ", _("Organ with its power lists"), lambda made: there, make)


def _route(
    name: str, account: Account | None, routes: dict[tuple[int | None, int | None], Route]
) -> Belonging:
    def find(made: Made) -> Route | None:
        return routes.get((_key(account), _key(made.get("home"))))

    def make(made: Made) -> Route:
        return Route.objects.create(account=account, root=made["home"])

    label = _("Route to %(account)s") % {"account": name}
    obstacle = "" if account else _("No account of this name is bound.")
    return Belonging(f"route:{name}"[:50], label, find, make, obstacle)


def _right(group: str, right: Permission, held: set[tuple[int, int]]) -> Belonging:
    def find(made: Made) -> Permission | None:
        return right if (_key(made.get(group)), right.pk) in held else None

    def make(made: Made) -> Permission:
        made[group].permissions.add(right)
        return right

    key = f"right:{group.removeprefix('group:')}:{right.codename}"
    return Belonging(key, _("Right in interviews: %(right)s") % {"right": right.name}, find, make)
