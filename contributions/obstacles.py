"""What stands against showing an item on the main site by reference.

A reference is public at once and passes no door: nobody presses “publish”, and no revision is
published. So whatever else holds at that door is asked for here. Another app registers a function
under the hook `portal_adoption_obstacles`. It takes the page that is to be shown, the column and
the user who wants it there, and returns sentences; one of them is enough to hold it.
"""

from collections.abc import Callable, Iterable, Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from attachments.gate.deciding import holding
from attachments.gate.findings import summary
from contributions.content import is_public
from home.models import ColumnPage

HOOK = "portal_adoption_obstacles"

Obstacle = Callable[[Page, ColumnPage, AbstractBaseUser], Iterable[str]]


def obstacles_of_reference(page: Page, column: ColumnPage, user: AbstractBaseUser) -> Iterator[str]:
    """Yield why somebody cannot show the public version of a page in a column by reference."""
    yield from obstacles_of_place(page, column, user)
    if not column.permissions_for_user(user).can_publish_subpage():
        yield _("You may not publish in “%(column)s”.") % {"column": column.title}
    if findings := holding(page):
        yield summary(findings)
    for offer in hooks.get_hooks(HOOK):
        yield from map(str, offer(page, column, user))


def obstacles_of_place(page: Page, column: ColumnPage, user: AbstractBaseUser) -> Iterator[str]:
    """Yield why nothing can be made of a page in a column, in whatever way."""
    if not is_public(page):
        yield _("The original is not public any more.")
    if not column.permissions_for_user(user).can_add_subpage():
        yield _("You may not add pages in “%(column)s”.") % {"column": column.title}
    if not column.live:
        yield _("The column “%(column)s” is not public.") % {"column": column.title}
    if not type(page).can_create_at(column):
        yield _("“%(column)s” takes no pages of this kind.") % {"column": column.title}
