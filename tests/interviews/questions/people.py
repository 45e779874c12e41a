"""Moderators, with permissions of the app and on the pages below an index, and their work."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from interviews.ledger.receiving import receive
from interviews.models import Question, Sitting


def member(*codes: str, of: Page | None = None, on_page: tuple[str, ...] = ("change_page",)):
    """Make somebody with these permissions of interviews, and these on a page and below it."""
    name = f"user-{get_user_model().objects.count()}"
    user = get_user_model().objects.create_user(name, password="x")
    group = Group.objects.create(name=name)
    group.permissions.set(
        Permission.objects.filter(codename__in=codes, content_type__app_label="interviews")
        | Permission.objects.filter(codename="access_admin")
    )
    user.groups.add(group)
    for code in on_page if of else ():
        permission = Permission.objects.get(codename=code, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=of, permission=permission)
    return user


def queue_of(sitting: Sitting, rest: str = "") -> str:
    return f"/admin/interviews/questions/{sitting.pk}/{rest}"


def group_of(sitting: Sitting, size: int, text: str = "什么时候装电梯？") -> list[Question]:
    questions = [receive(sitting, f"{text}{number}") for number in range(size)]
    Question.objects.filter(pk__in=[each.pk for each in questions]).update(
        group=questions[0].number
    )
    return questions
