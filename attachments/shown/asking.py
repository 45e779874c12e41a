"""Who may have a file of the library.

Decided anew for each request from what pages are at this moment, so a withdrawal holds at once.
The number of queries does not depend on how many pages show a file.
"""

from typing import Any

from django.db.models import Q
from django.db.models.query import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.permissions import policy_registry

from attachments.models import ShownFile
from attachments.shown import SHOWN_BESIDE
from attachments.shown.kinds import Kind, kind_of, model_of

ACTIONS = ("add", "change", "delete", "choose")
# Of so many pages at most an editor is asked whether they may be edited.
MOST_ASKED = 50


def pages_with(kind: Kind, key: int) -> "QuerySet[Page]":
    """Return the pages that show a file, public or not."""
    shown = Q(pk__in=ShownFile.objects.filter(kind=kind, key=key).values("page"))
    for beside in hooks.get_hooks(SHOWN_BESIDE):
        if (keys := beside(kind, key)) is not None:
            shown |= Q(pk__in=keys)
    return Page.objects.filter(shown)


def of_the_public(pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """Return those of these pages that anybody can open."""
    return _reachable(pages).exclude(_closed(_restrictions()))


def is_public(kind: Kind, key: int) -> bool:
    return of_the_public(pages_with(kind, key)).exists()


def may_have(request: HttpRequest, file: Any) -> bool:
    """Tell whether whoever asks, and is not simply the public, may have a file.

    Two may: who has been let in to a page that shows it (by password or as somebody), and who works
    on the file or on such a page.
    """
    pages = pages_with(kind_of(file), file.pk)
    return _is_let_in(request, pages) or works_on(request, file, pages)


def works_on(request: HttpRequest, file: Any, pages: "QuerySet[Page] | None" = None) -> bool:
    user = request.user
    if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return False
    policy = policy_registry.get_by_type(model_of(kind_of(file)))
    if policy.user_has_any_permission_for_instance(user, ACTIONS, file):
        return True
    if pages is None:
        pages = pages_with(kind_of(file), file.pk)
    return any(_works_on_page(user, page) for page in pages[:MOST_ASKED])


def _works_on_page(user: Any, page: Page) -> bool:
    asked = page.permissions_for_user(user)
    return asked.can_edit() or asked.can_publish()


def _reachable(pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """Leave those that are live and lie below a site's home page."""
    below = Q(pk__in=[])
    for root in Site.get_site_root_paths():
        below |= Q(url_path__startswith=root.root_path)
    return pages.filter(below, live=True)


def _restrictions() -> list[PageViewRestriction]:
    return list(PageViewRestriction.objects.select_related("page"))


def _closed(restrictions: list[PageViewRestriction]) -> Q:
    closed = Q(pk__in=[])
    for restriction in restrictions:
        closed |= Q(path__startswith=restriction.page.path)
    return closed


def _is_let_in(request: HttpRequest, pages: "QuerySet[Page]") -> bool:
    """Tell whether a page that is not for everybody has been opened to whoever asks."""
    restrictions = _restrictions()
    if not restrictions:
        return False
    refusing = [each for each in restrictions if not each.accept_request(request)]
    return _reachable(pages).exclude(_closed(refusing)).exists()
