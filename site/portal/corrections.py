"""A change that readers are told of is one for the copies on other platforms as well."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page

from story import Syndicatable
from syndication import corrections


def open_plan(
    sender: type[Page], page: Page, note: str, user: AbstractBaseUser | None = None, **kwargs: Any
) -> None:
    """Receiver of lifecycle.signals.major_change: the editor has said once what changed."""
    if isinstance(page, Syndicatable):
        corrections.open_for_change(page, user, note)
