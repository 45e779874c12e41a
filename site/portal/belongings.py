"""What a unit gets beside its pages when its site is made: an organ, routes, rights in interviews.

Filled into the hook of `subsites.plan.belongings`; no app needs to know another for it.
"""

from collections.abc import Iterator

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _

from disclosure.models import Organ
from subsites.plan.belongings import Belonging, Made
from subsites.plan.facts import UnitFacts
from syndication.models import Account, Route

# Each works on pages of the own site only: the page's permissions say where.
RIGHTS = {
    "group:editors": ("conduct", "moderate"),
    "group:reviewers": ("conduct", "moderate", "review"),
}


def belongings_of(unit: UnitFacts) -> Iterator[Belonging]:
    yield _organ(unit)
    for name in unit.account_names:
        yield _route(name)
    for group, codenames in RIGHTS.items():
        for codename in codenames:
            yield _right(group, codename)


def _organ(unit: UnitFacts) -> Belonging:
    def find(made: Made) -> Organ | None:
        return Organ.objects.filter(name=unit.name, editors__isnull=False).first()

    def make(made: Made) -> Organ:
        organ, _is_new = Organ.objects.get_or_create(
            name=unit.name, defaults={"short_names": unit.short_name, "code": unit.credit_code}
        )
        organ.editors = made["group:editors"]
        organ.save(update_fields=["editors"])
        return organ

    return Belonging("organ", _("Organ with its power lists"), find, make)


def _route(name: str) -> Belonging:
    account = Account.objects.filter(name=name).first()

    def find(made: Made) -> Route | None:
        return Route.objects.filter(account=account, root=made.get("home")).first()

    def make(made: Made) -> Route:
        return Route.objects.create(account=account, root=made["home"])

    label = _("Route to %(account)s") % {"account": name}
    obstacle = "" if account else _("No account of this name is bound.")
    return Belonging(f"route:{name}"[:50], label, find, make, obstacle)


def _right(group: str, codename: str) -> Belonging:
    right = Permission.objects.get(content_type__app_label="interviews", codename=codename)

    def find(made: Made) -> Permission | None:
        found: Group | None = made.get(group)
        return right if found and found.permissions.filter(pk=right.pk).exists() else None

    def make(made: Made) -> Permission:
        made[group].permissions.add(right)
        return right

    key = f"right:{group.removeprefix('group:')}:{codename}"
    return Belonging(key, _("Right in interviews: %(right)s") % {"right": right.name}, find, make)
