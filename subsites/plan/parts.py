"""The parts of a site: for each kind of key how it is found, read, made and changed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home.models import ColumnPage
from subsites.models import SubsitePage, Unit
from subsites.plan import pages
from subsites.plan.facts import Fields, UnitFacts
from subsites.plan.wanted import EDITORS, REVIEWERS

ADMIN = ("wagtailadmin", "access_admin")
FILES = {"image": "wagtailimages", "document": "wagtaildocs"}


@dataclass
class Work:
    """One unit in hand: what it says, where its site stands, what there is of it by its keys."""

    unit: UnitFacts
    index: Page | None
    user: Any = None
    there: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """`find` looks for what was not made by us, but is what is wanted."""

    model: Any
    find: Callable[[Work, str, Fields], Any]
    make: Callable[[Work, str, Fields], Any]
    change: Callable[[Work, Any, Fields], None] | None = None

    def read(self, thing: Any, names: Fields) -> Fields:
        return {name: getattr(thing, name) for name in names}


def kind_of(key: str) -> Kind:
    return KINDS[key.partition(":")[0]]


def _make_unit(work: Work, key: str, fields: Fields) -> Any:
    return Unit.objects.create(**fields)


def _change_row(work: Work, thing: Any, fields: Fields) -> None:
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def _find_home(work: Work, key: str, fields: Fields) -> Any:
    if work.index is None:
        return None
    return SubsitePage.objects.child_of(work.index).filter(slug=fields["slug"]).first()


def _make_home(work: Work, key: str, fields: Fields) -> Any:
    return pages.add(work.index, SubsitePage(**fields), work.user)


def _change_page(work: Work, thing: Any, fields: Fields) -> None:
    pages.change(thing, fields, work.user)


def _find_column(work: Work, key: str, fields: Fields) -> Any:
    home = work.there.get("home")
    if home is None:
        return None
    return ColumnPage.objects.child_of(home).filter(slug=fields["slug"]).first()


def _make_column(work: Work, key: str, fields: Fields) -> Any:
    return pages.add(work.there["home"], ColumnPage(**fields), work.user)


def _group_name(work: Work, key: str) -> str:
    role = {EDITORS: "编辑", REVIEWERS: "审核"}[key.partition(":")[2]]
    return f"{work.unit.name}·{role}"


def _find_group(work: Work, key: str, fields: Fields) -> Any:
    return Group.objects.filter(name=_group_name(work, key)).first()


def _make_group(work: Work, key: str, fields: Fields) -> Any:
    group = Group.objects.create(name=_group_name(work, key))
    group.permissions.add(permission(*ADMIN))
    return group


def permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _right(work: Work, key: str) -> tuple[Any, str]:
    _kind, role, codename = key.split(":")
    return work.there.get(f"group:{role}"), codename


def _find_page_right(work: Work, key: str, fields: Fields) -> Any:
    group, codename = _right(work, key)
    rows = GroupPagePermission.objects.filter(
        group=group, page=work.there.get("home"), permission__codename=codename
    )
    return rows.first() if group else None


def _make_page_right(work: Work, key: str, fields: Fields) -> Any:
    group, codename = _right(work, key)
    return GroupPagePermission.objects.create(
        group=group, page=work.there["home"], permission=permission("wagtailcore", codename)
    )


def _find_collection(work: Work, key: str, fields: Fields) -> Any:
    return Collection.objects.filter(name=work.unit.name, depth=2).first()


def _make_collection(work: Work, key: str, fields: Fields) -> Any:
    return Collection.get_first_root_node().add_child(name=work.unit.name)


def _find_file_right(work: Work, key: str, fields: Fields) -> Any:
    group, codename = _right(work, key)
    rows = GroupCollectionPermission.objects.filter(
        group=group, collection=work.there.get("collection"), permission__codename=codename
    )
    return rows.first() if group else None


def _make_file_right(work: Work, key: str, fields: Fields) -> Any:
    group, codename = _right(work, key)
    app = FILES[codename.partition("_")[2]]
    return GroupCollectionPermission.objects.create(
        group=group, collection=work.there["collection"], permission=permission(app, codename)
    )


def _find_workflow(work: Work, key: str, fields: Fields) -> Any:
    return Workflow.objects.filter(name=_workflow_name(work), active=True).first()


def _make_workflow(work: Work, key: str, fields: Fields) -> Any:
    task = GroupApprovalTask.objects.create(name=_workflow_name(work))
    task.groups.add(work.there[f"group:{REVIEWERS}"])
    workflow = Workflow.objects.create(name=_workflow_name(work))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _workflow_name(work: Work) -> str:
    return f"{work.unit.name}·审核"


def _find_reviewed(work: Work, key: str, fields: Fields) -> Any:
    return WorkflowPage.objects.filter(page=work.there.get("home")).first()


def _make_reviewed(work: Work, key: str, fields: Fields) -> Any:
    return WorkflowPage.objects.create(page=work.there["home"], workflow=work.there["workflow"])


def _find_site(work: Work, key: str, fields: Fields) -> Any:
    return Site.objects.filter(
        hostname=fields["hostname"], root_page=work.there.get("home")
    ).first()


def _make_site(work: Work, key: str, fields: Fields) -> Any:
    port = 443 if settings.PUBLIC_URL.startswith("https:") else 80
    return Site.objects.create(root_page=work.there["home"], port=port, **fields)


KINDS = {
    # Which row of the roster it is, was asked for all units at once (`gathering.units_of`).
    "unit": Kind(Unit, lambda work, key, fields: None, _make_unit, _change_row),
    "home": Kind(SubsitePage, _find_home, _make_home, _change_page),
    "column": Kind(ColumnPage, _find_column, _make_column, _change_page),
    "group": Kind(Group, _find_group, _make_group),
    "page": Kind(GroupPagePermission, _find_page_right, _make_page_right),
    "collection": Kind(Collection, _find_collection, _make_collection),
    "files": Kind(GroupCollectionPermission, _find_file_right, _make_file_right),
    "workflow": Kind(Workflow, _find_workflow, _make_workflow),
    "reviewed": Kind(WorkflowPage, _find_reviewed, _make_reviewed),
    "site": Kind(Site, _find_site, _make_site, _change_row),
}
