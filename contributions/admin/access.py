"""Who may see and do what with contributions."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from contributions.models import Adoption, Contribution
from contributions.offering import may_offer
from contributions.units import contributions_of, units_of

DECIDE = "contributions.decide"


def may_decide(user: AbstractBaseUser) -> bool:
    """Tell whether somebody works on the queue; where they may adopt to, pages' rights say."""
    return user.is_active and user.has_perm(DECIDE)


def works_for_a_unit(user: AbstractBaseUser) -> bool:
    return bool(units_of(user))


def may_see_counts(user: AbstractBaseUser) -> bool:
    return may_decide(user) or works_for_a_unit(user)


def visible(user: AbstractBaseUser) -> QuerySet[Contribution]:
    """Return what somebody may see: all of it, or that of the units they work for."""
    return Contribution.objects.all() if may_decide(user) else contributions_of(user)


def for_deciders(request: HttpRequest) -> None:
    """Raises PermissionDenied for everybody else."""
    if not may_decide(request.user):
        raise PermissionDenied


def seen_contribution(request: HttpRequest, contribution_id: int) -> Contribution:
    """Return a contribution that the user may see. Raises Http404, PermissionDenied."""
    rows = Contribution.objects.select_related("page", "unit", "column")
    contribution = get_object_or_404(rows, pk=contribution_id)
    if not may_decide(request.user) and contribution.unit_id not in units_of(request.user):
        raise PermissionDenied
    return contribution


def decided_contribution(request: HttpRequest, contribution_id: int) -> Contribution:
    """Return a contribution for whoever decides about it. Raises Http404, PermissionDenied."""
    for_deciders(request)
    return get_object_or_404(Contribution, pk=contribution_id)


def decided_adoption(request: HttpRequest, adoption_id: int) -> Adoption:
    """Return an adoption for whoever decides about it. Raises Http404, PermissionDenied."""
    for_deciders(request)
    rows = Adoption.objects.select_related("contribution__page", "contribution__revision", "page")
    return get_object_or_404(rows, pk=adoption_id)


def own_contribution(request: HttpRequest, contribution_id: int) -> Contribution:
    """Return a contribution of a unit that the user works for. Raises Http404,
    PermissionDenied.
    """
    contribution = get_object_or_404(Contribution, pk=contribution_id)
    if contribution.unit_id not in units_of(request.user):
        raise PermissionDenied
    return contribution


def page_to_offer(request: HttpRequest, page_id: int) -> Page:
    """Return a page that the user may offer, as its own class. Raises Http404,
    PermissionDenied.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    if not may_offer(request.user, page):
        raise PermissionDenied
    return page
