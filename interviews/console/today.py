"""Which interviews somebody has in hand today."""

from datetime import datetime, time, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.permissions import page_permission_policy

from interviews.access import CONDUCT, MODERATE, REVIEW
from interviews.ledger.kinds import Outcome
from interviews.models import Question, Sitting
from interviews.states import State

AHEAD = timedelta(days=14)
MOST = 50


def may_see_console(user: AbstractBaseUser) -> bool:
    return any(user.has_perm(permission) for permission in (CONDUCT, MODERATE, REVIEW))


def of_today(user: AbstractBaseUser) -> list[tuple[str, list[Sitting]]]:
    """Return the interviews on pages that the user may edit or publish, by how near they are."""
    if not may_see_console(user):
        return []
    pages = page_permission_policy.instances_user_has_any_permission_for(
        user, {"change", "publish"}
    )
    open_to = Sitting.objects.filter(page__in=pages.values("pk")).select_related("page")
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    tomorrow = midnight + timedelta(days=1)
    begins = "page__starts_at"
    before = open_to.filter(state__in=(State.PLANNED, State.TOPIC_VOTE, State.ANNOUNCED))
    promised = Question.objects.filter(outcome=Outcome.PROMISED).values("sitting")
    groups = [
        (_("On the air"), open_to.filter(state=State.LIVE)),
        (_("Today"), before.filter(page__starts_at__gte=midnight, page__starts_at__lt=tomorrow)),
        (_("Transcripts in hand"), open_to.filter(state__in=(State.DRAFT, State.REVIEWED))),
        (
            _("Coming"),
            before.filter(page__starts_at__gte=tomorrow, page__starts_at__lt=tomorrow + AHEAD),
        ),
        (_("Promised answers to write"), open_to.filter(state=State.ARCHIVED, pk__in=promised)),
        # What was to begin before today and never did must not drop out of sight.
        (_("Not begun"), before.filter(page__starts_at__lt=midnight)),
    ]
    found = [(name, list(rows.order_by(begins)[:MOST])) for name, rows in groups]
    return [(name, rows) for name, rows in found if rows]
