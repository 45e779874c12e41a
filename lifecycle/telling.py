"""Administrators are told when pages and their record do not agree: by e-mail and in the admin.

The same findings are written about once, and shown as long as the nightly look finds them.
"""

import logging
from smtplib import SMTPException
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile

from lifecycle.discrepancies import Discrepancy
from lifecycle.models import Verification

MOST_TOLD = 20

log = logging.getLogger(__name__)


def administrators() -> QuerySet:
    return get_user_model().objects.filter(is_superuser=True, is_active=True)


def keep(found: list[Discrepancy]) -> Verification:
    """Keep what a look found, in place of what the one before did, and write about what is new."""
    rows = [each.as_json() for each in found]
    before = Verification.objects.order_by("-at").first()
    is_told = not rows or (before is not None and before.is_told and before.found == rows)
    newest = Verification.objects.create(at=timezone.now(), found=rows, is_told=is_told)
    Verification.objects.exclude(pk=newest.pk).delete()
    if not is_told:
        newest.is_told = _write(found)
        newest.save(update_fields=["is_told"])
    return newest


def _write(found: list[Discrepancy]) -> bool:
    """Write to all administrators with an address; tell whether everybody could be reached."""
    is_sent = True
    for user in administrators().exclude(email=""):
        with override(UserProfile.get_for_user(user).get_preferred_language()):
            shown = _shown(found)
            subject = render_to_string("lifecycle/mail/disagreeing_subject.txt", shown).strip()
            text = render_to_string("lifecycle/mail/disagreeing.txt", shown)
        try:
            send_mail(subject, text, [user.email])
        except (SMTPException, OSError):
            # The next night tries again, and the first page of the admin shows it anyway.
            log.exception("%s cannot be written to about what does not agree", user.email)
            is_sent = False
    return is_sent


def _shown(found: list[Discrepancy]) -> dict[str, Any]:
    return {
        "found": found[:MOST_TOLD],
        "more": max(0, len(found) - MOST_TOLD),
        "number": len(found),
        "url": f"{get_admin_base_url() or ''}{reverse('wagtailadmin_home')}",
    }
