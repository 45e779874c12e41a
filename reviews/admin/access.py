"""Who may see and do what about reviews."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from wagtail.permissions import page_permission_policy

from reviews.emergencies import PERMISSION
from reviews.models import Assignment, Deputy, Emergency, ReviewStage, SignOff

MANAGE = "reviews.manage_reviews"
EDITING = frozenset({"change", "publish"})


def can_manage(user: AbstractBaseUser) -> bool:
    """Tell whether somebody sets up reviews, appoints reviewers and sees all of them."""
    return user.is_active and user.has_perm(MANAGE)


def is_reviewer(user: AbstractBaseUser) -> bool:
    """Tell whether somebody acts at any stage: as a member, a deputy, or appointed."""
    return (
        ReviewStage.objects.filter(active=True, groups__user=user.pk).exists()
        or Deputy.objects.running().filter(deputy=user.pk).exists()
        or Assignment.objects.filter(user=user.pk).exists()
    )


def may_see_board(user: AbstractBaseUser) -> bool:
    if can_manage(user):
        return True
    # Where there are no stages there is nothing to see.
    if not ReviewStage.objects.exists():
        return False
    return is_reviewer(user) or page_permission_policy.user_has_any_permission(user, set(EDITING))


def may_name_deputy(user: AbstractBaseUser) -> bool:
    return can_manage(user) or ReviewStage.objects.filter(groups__user=user.pk).exists()


def own_pages(user: AbstractBaseUser):
    pages = page_permission_policy.instances_user_has_any_permission_for(user, set(EDITING))
    return pages.order_by().values("pk")


def seen_signoffs(user: AbstractBaseUser):
    """Return the sign-offs that somebody may read: of pages they edit, their own, or all."""
    rows = SignOff.objects.all()
    if can_manage(user):
        return rows
    return rows.filter(Q(page_ref__in=own_pages(user)) | Q(user=user.pk))


def seen_emergencies(user: AbstractBaseUser):
    rows = Emergency.objects.select_related("page")
    if can_manage(user):
        return rows
    workflows = ReviewStage.objects.filter(groups__user=user.pk).values("workflow_tasks__workflow")
    return rows.filter(Q(page__in=own_pages(user)) | Q(workflow_ref__in=workflows))


def may_use_emergency(user: AbstractBaseUser) -> bool:
    return user.is_active and user.has_perm(PERMISSION)
