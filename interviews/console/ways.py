"""Ways to the console: the admin's menu, an interview's page."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus.pages import PageMenuItem

from interviews.console.today import may_see_console
from interviews.models import InterviewPage


def addresses() -> list[Any]:
    return [path("interviews/console/", include("interviews.console.urls"))]


class ConsoleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_console(request.user)


def menu_item() -> MenuItem:
    return ConsoleMenuItem(
        _("Live console"), reverse("interview_console:today"), icon_name="comment", order=245
    )


class ConsoleButton(PageMenuItem):
    """Leads from an interview to its console."""

    label = _("Live console")
    icon_name = "comment"
    priority = 14

    def is_shown(self, user: AbstractBaseUser) -> bool:
        return may_see_console(user) and self.page.permissions_for_user(user).can_edit()

    @cached_property
    def url(self) -> str:
        return reverse("interview_console:console", args=[self.page.specific.sitting.pk])


def console_button(page: Any, user: AbstractBaseUser, **context: Any) -> Iterator[ConsoleButton]:
    if page.pk and page.specific_class is InterviewPage and page.specific.sitting.pk:
        yield ConsoleButton(page=page)
