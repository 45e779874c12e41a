"""Who keeps sub-sites: makes them, changes units and templates, and sees how all of them stand."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

KEEP = "subsites.change_unit"


def may_keep(user: AbstractBaseUser) -> bool:
    return user.is_active and user.has_perm(KEEP)


def for_keepers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let nobody but keepers come to a screen. Raises PermissionDenied."""

    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_keep(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked
