"""Units to test with, and what their sites are made of."""

from typing import Any

from subsites.codes import credit_check, organ_check
from subsites.kinds import Kind, Level
from subsites.models import SubsitePage, Unit
from subsites.plan.carrying_out import carry_out, plans_for
from subsites.plan.facts import UnitFacts
from subsites.standard import make_standard_template


def credit_code(number: int) -> str:
    """Return an invented credit code of the right form."""
    organ = f"{number:08d}"
    body = f"11430700{organ}{organ_check(organ)}"
    return body + credit_check(body)


def facts(number: int = 1, **said: Any) -> UnitFacts:
    return UnitFacts(
        **{
            "name": f"云汀市第{number}局",
            "short_name": f"第{number}局",
            "kind": Kind.DEPARTMENT,
            "level": Level.CITY,
            "slug": f"ju-{number}",
            "credit_code": credit_code(number),
            "address": f"云汀市滨河路{number}号",
            "phone": f"0000-{number:08d}",
            "hours": "工作日9:00—17:00",
            **said,
        }
    )


def make_site(unit: UnitFacts) -> Unit:
    """Make the site of a unit; a portal must be there."""
    make_standard_template()
    [planned] = plans_for([unit])
    carry_out(planned)
    return Unit.objects.get(name=unit.name)


def home_of(unit: Unit) -> SubsitePage:
    return SubsitePage.objects.get(slug=unit.slug)


def csv_of(*units: UnitFacts) -> str:
    """Return a roster of these units as text."""
    kinds = {Kind.DEPARTMENT: "政府部门", Kind.GOVERNMENT: "人民政府", Kind.TOWNSHIP: "乡镇街道"}
    levels = {Level.CITY: "市级", Level.COUNTY: "县级", Level.TOWNSHIP: "乡级"}
    lines = [
        "单位名称,简称,单位性质,层级,路径,域名,网站标识码,统一社会信用代码,地址,电话,办公时间,建站"
    ]
    for unit in units:
        cells = (
            unit.name, unit.short_name, kinds[Kind(unit.kind)], levels[Level(unit.level)],
            unit.slug, unit.host, unit.site_code, unit.credit_code, unit.address, unit.phone,
            unit.hours, "是" if unit.wants_site else "否",
        )  # fmt: skip
        lines.append(",".join(cells))
    return "\n".join(lines)
