"""Who may have a site of its own, and under which name: 国办发〔2017〕47号, rules G1 to G4."""

import re
from collections.abc import Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from subsites.codes import is_credit_code, is_site_code
from subsites.kinds import Kind, Level

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"^(?:{LABEL}\.)+gov\.cn$")
# Which levels a kind can have, where not all.
LEVELS = {
    Kind.GOVERNMENT: {Level.PROVINCE, Level.CITY, Level.COUNTY},
    Kind.TOWNSHIP: {Level.TOWNSHIP},
    Kind.DEPARTMENT: {Level.PROVINCE, Level.CITY, Level.COUNTY},
}


class Claim(Protocol):
    """What a unit says of itself, as far as the rules ask."""

    kind: str
    level: str
    host: str
    site_code: str
    credit_code: str


def objections(claim: Claim, main_host: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, objection) for whatever the rules do not allow a unit.

    `main_host` is the main site's name; departments' names stand below it where it is one of
    gov.cn.
    """
    if claim.kind == Kind.CAMPAIGN:
        yield "kind", _("Campaigns get no site: make a column of special topics (G1).")
        return
    if claim.level not in LEVELS.get(Kind(claim.kind), set(Level)):
        yield "level", _("This kind of unit does not exist on this level.")
    if claim.credit_code and not is_credit_code(claim.credit_code):
        yield "credit_code", _("This is no unified social credit code: the check digit is wrong.")
    if claim.site_code and not is_site_code(claim.site_code):
        yield "site_code", _("A site code has ten digits and begins with a division code (G4).")
    yield from _about_host(claim, main_host)


def may_have_host(kind: str, level: str) -> bool:
    """Tell whether a unit may have a site of its own (G1); others are a part of the portal."""
    return level in {Level.PROVINCE, Level.CITY} or kind == Kind.GOVERNMENT


def _about_host(claim: Claim, main_host: str) -> Iterator[tuple[str, str]]:
    if not claim.host:
        if claim.site_code:
            yield "site_code", _("Only a site with a host of its own has a site code.")
        return
    if not may_have_host(claim.kind, claim.level):
        yield "host", _("Below city level only governments have a host of their own (G1).")
    if not claim.site_code:
        yield "site_code", _("A site with a host of its own needs its site code (G4).")
    if not HOST.match(claim.host):
        yield "host", _("The host must be a name in lower case that ends in .gov.cn (G2).")
        return
    labels = claim.host.removesuffix(".gov.cn").split(".")
    if claim.kind == Kind.GOVERNMENT:
        if labels[0] != "www" or len(labels) != 2:
            yield "host", _("A government's host has the form www.X.gov.cn (G2).")
        return
    region = main_host.removeprefix("www.")
    is_below = claim.host.endswith(f".{region}") if HOST.match(main_host) else len(labels) > 1
    if labels[0] == "www" or not is_below:
        yield "host", _("A department's host stands below its government's: D.X.gov.cn (G2).")
