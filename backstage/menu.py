"""Entries of the admin's menu that only some people see."""

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem


class ItemFor(MenuItem):
    """Leads to the screen of this name; shown to whom `is_for` says."""

    def __init__(
        self, label: str, url_name: str, icon: str, order: int,
        is_for: Callable[[AbstractBaseUser], bool],
    ) -> None:  # fmt: skip
        super().__init__(label, reverse(url_name), icon_name=icon, order=order)
        self._is_for = is_for

    def is_shown(self, request: HttpRequest) -> bool:
        # Several entries ask the same; it is asked once for a request.
        answers = request.__dict__.setdefault("_menu_answers", {})
        if self._is_for not in answers:
            answers[self._is_for] = self._is_for(request.user)
        return answers[self._is_for]
