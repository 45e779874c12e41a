"""What rests on a statute as somebody in the admin sees it: on the screen and in an export."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import page_permission_policy

from disclosure.admin.access import can_approve
from disclosure.basis.numerals import article_name
from disclosure.causes import State
from disclosure.history import review
from disclosure.models import BasisLink, PageBasis, PowerItem, Statute
from disclosure.public.resting import (
    Resting,
    give_surroundings,
    is_older,
    kind_of,
    owner_of,
    pages_on,
    powers_on,
    public_resting_on,
)

COLUMNS = (
    gettext_lazy("kind"), gettext_lazy("title"), gettext_lazy("department"),
    gettext_lazy("where it stands"), gettext_lazy("state"), gettext_lazy("articles cited"),
    gettext_lazy("version that was cited"), gettext_lazy("to be revised"),
    gettext_lazy("last edited by"), gettext_lazy("date"), gettext_lazy("address of the page"),
    gettext_lazy("address to edit it at"),
)  # fmt: skip


def resting_for(user: AbstractBaseUser, *keys: str) -> Resting:
    """Return what somebody may see of what rests on statutes: beside what is public the drafts,
    and the pages and lists that are not for everybody, that they have to do with.
    """
    public = public_resting_on(*keys)
    own_pages = page_permission_policy.instances_user_has_any_permission_for(
        user, {"change", "publish"}
    )
    own_lists = review.lists_of(user).order_by()
    powers = powers_on(*keys)
    if not can_approve(user):
        powers = powers.filter(
            Q(item__power_list__in=own_lists.values("pk"))
            | Q(pk__in=public.powers.order_by().values("pk"))
        )
    # What a task has not come to yet: a draft that was published, a page that was taken back.
    in_step = Q(is_draft=False, page__live=True) | Q(is_draft=True) & (
        Q(page__live=False) | Q(page__has_unpublished_changes=True)
    )
    pages = pages_on(*keys).filter(in_step).filter(
        Q(page__in=own_pages.order_by().values("pk"))
        | Q(pk__in=public.pages.order_by().values("pk"))
    )  # fmt: skip
    return Resting(powers, _with_editors(pages))


def _with_editors(pages: Any) -> Any:
    return pages.select_related("page", "organ", "page__latest_revision__user").defer(
        "page__latest_revision__content"
    )


@dataclass(frozen=True, slots=True)
class Row:
    kind: str
    title: str
    owner: str
    place: str
    state: str
    is_settled: bool
    """Whether it is in force or public, and not a draft, cancelled or the like."""
    articles: tuple[str, ...]
    version: date | None
    trouble: str
    """Why it has to be revised, in a few words; empty if nothing is known."""
    editor: str
    day: date | None
    url: str
    edit_url: str

    def cells(self) -> list[str]:
        articles = "、".join(map(article_name, self.articles))
        days = [day.isoformat() if day else "" for day in (self.version, self.day)]
        return [
            self.kind, self.title, self.owner, self.place, self.state, articles, days[0],
            self.trouble, self.editor, days[1], self.url, self.edit_url,
        ]  # fmt: skip


class Reader:
    """Reads rows of the database for one user, at the same number of queries for any number."""

    def __init__(self, request: HttpRequest, newest: Statute) -> None:
        self.request = request
        self.newest = newest
        self.lists = set(review.lists_of(request.user).order_by().values_list("pk", flat=True))

    def powers(self, links: Sequence[BasisLink]) -> list[Row]:
        return [self._power(link, link.item) for link in links]

    def pages(self, rows: Sequence[PageBasis]) -> list[Row]:
        give_surroundings(rows)
        may_change = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, {"change"}
        )
        editable = set(
            may_change.filter(pk__in={row.page_id for row in rows}).values_list("pk", flat=True)
        )
        return [self._page(row, row.page_id in editable) for row in rows]

    def _power(self, link: BasisLink, item: PowerItem) -> Row:
        power_list = item.power_list
        edit = ""
        if power_list.pk in self.lists:
            edit = reverse("disclosure:propose_change", args=[power_list.pk, item.pk])
        address = power_list.get_full_url(self.request) if power_list.live else ""
        return Row(
            kind=str(power_list.get_kind_display()),
            title=str(item),
            owner=power_list.organ.name,
            place=power_list.title,
            state=str(item.get_state_display()),
            is_settled=item.state == State.IN_FORCE and power_list.live,
            articles=tuple(link.articles),
            version=link.version,
            trouble=self._trouble(link.version),
            editor="",
            day=None,
            url=f"{address}{item.address}/" if address else "",
            edit_url=self._absolute(edit),
        )

    def _page(self, row: PageBasis, may_edit: bool) -> Row:
        page, revision = row.page, row.page.latest_revision
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else ""
        user = revision.user if revision else None
        return Row(
            kind=str(kind_of(row)),
            title=(page.draft_title if row.is_draft else page.title) or page.title,
            owner=owner_of(row),
            place=" › ".join(each.title for each in row.places),
            state=_state(row),
            is_settled=not row.is_draft and not _has_ended(page),
            articles=tuple(row.articles),
            version=row.version,
            trouble=self._trouble(row.version),
            editor=(user.get_full_name() or user.get_username()) if user else "",
            day=timezone.localdate(row.shown_at) if row.shown_at else None,
            url=(page.get_full_url(self.request) or "") if page.live else "",
            edit_url=self._absolute(edit),
        )

    def _trouble(self, version: date | None) -> str:
        if self.newest.repealed_on:
            return _("The statute is repealed")
        if is_older(version, self.newest):
            return _("cites an older version")
        return ""

    def _absolute(self, path: str) -> str:
        return self.request.build_absolute_uri(path) if path else ""


def _has_ended(page: Any) -> bool:
    return page.mark is not None and page.mark.tone == "ended"


def _state(row: PageBasis) -> str:
    if not row.is_draft:
        return f"{_('Public')}、{row.page.mark.label}" if _has_ended(row.page) else _("Public")
    return _("Unpublished changes") if row.page.live else _("Draft")
