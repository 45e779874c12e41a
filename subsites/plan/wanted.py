"""What a unit should have, as data: the parts of its site by their keys, in the order of making."""

from subsites.plan.facts import ColumnFacts, Fields, Standard, UnitFacts

EDITORS, REVIEWERS = "editors", "reviewers"
# 编辑 writes; 审核 writes too, and alone publishes and withdraws.
PAGE_RIGHTS = {
    EDITORS: ("add_page", "change_page"),
    REVIEWERS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
# One collection holds a unit's pictures and its documents.
FILE_RIGHTS = tuple(
    f"{action}_{kind}" for kind in ("image", "document") for action in ("add", "change", "choose")
)


def wanted(unit: UnitFacts, standard: Standard) -> dict[str, Fields]:
    """Return the parts that a unit should have. Of one that gets no site, the roster's row only."""
    parts = {"unit": unit.as_fields()}
    if not unit.wants_site:
        return parts
    parts["home"] = _home(unit, standard)
    for column in standard.columns:
        parts[f"column:{column.key}"] = _column(unit, column)
    for role in PAGE_RIGHTS:
        parts[f"group:{role}"] = {}
    for role, rights in PAGE_RIGHTS.items():
        parts |= {f"page:{role}:{right}": {} for right in rights}
    # Its name is given once: renamed collections upset the order of their tree.
    parts["collection"] = {}
    for role in PAGE_RIGHTS:
        parts |= {f"files:{role}:{right}": {} for right in FILE_RIGHTS}
    parts["workflow"] = {}
    parts["reviewed"] = {}
    if unit.host:
        parts["site"] = {"hostname": unit.host, "site_name": unit.name}
    return parts


def _home(unit: UnitFacts, standard: Standard) -> Fields:
    main = standard.main
    own = bool(unit.host)
    return {
        "title": unit.name,
        "slug": unit.slug,
        "organ": unit.name,
        "sponsor": unit.name,
        "contact": unit.phone,
        "introduction": unit.introduction,
        "address": unit.address,
        "phone": unit.phone,
        "hours": unit.hours,
        "site_code": unit.site_code if own else main.site_code,
        # What is filed for the main site holds for its parts.
        **({} if own else {"icp_number": main.icp_number, "police_number": main.police_number}),
    }


def _column(unit: UnitFacts, column: ColumnFacts) -> Fields:
    return {
        "title": column.title,
        "slug": column.slug,
        "column_class": column.column_class,
        "update_cycle": column.update_cycle,
        "owner_department": (column.owner or "{unit}").format(unit=unit.name),
        "intro": column.intro,
        "show_in_menus": column.in_menu,
    }
