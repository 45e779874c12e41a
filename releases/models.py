"""A joint release and the pages in it."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Later than that is told: a scheduler comes by every few seconds.
LATE = timedelta(minutes=1)


class State(models.TextChoices):
    DRAFT = "draft", _("being put together")
    SCHEDULED = "scheduled", _("waiting for its moment")
    RELEASED = "released", _("released")
    FAILED = "failed", _("could not be released")
    CANCELLED = "cancelled", _("called off")


# From these it can still become something.
OPEN = (State.DRAFT, State.SCHEDULED, State.FAILED)


class Act(models.TextChoices):
    PUBLISH = "publish", _("publish")
    TAKE_DOWN = "take_down", _("take down")


class ReleaseQuerySet(models.QuerySet):
    def due(self) -> "ReleaseQuerySet":
        """Releases whose moment has come, the earliest first; those of a moment as made."""
        due = self.filter(state=State.SCHEDULED, goes_out_at__lte=timezone.now())
        return due.order_by("goes_out_at", "pk")


class JointRelease(models.Model):
    """All of its pages go live in one transaction, or none."""

    # What others know it by.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=60, unique=True)
    goes_out_at = models.DateTimeField(
        _("goes out at"), null=True, blank=True,
        help_text=_("Leave empty to release it by hand."),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    # Why it could not go out: [{"title": …, "reason": …, "item": key}].
    reasons = models.JSONField(default=list, editable=False)
    released_at = models.DateTimeField(_("released at"), null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, editable=False,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = ReleaseQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("joint release")
        verbose_name_plural = _("joint releases")
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "goes_out_at"], name="release_due")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_scheduled(self) -> bool:
        return self.state == State.SCHEDULED

    @property
    def minutes_late(self) -> int:
        """Whole minutes between its moment and its release; 0 if nobody would notice."""
        if not self.released_at or not self.goes_out_at:
            return 0
        late = self.released_at - self.goes_out_at
        return int(late.total_seconds() // 60) if late >= LATE else 0


class ReleaseItem(models.Model):
    """A page in a release: it is published or taken down."""

    release = models.ForeignKey(JointRelease, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="release_items"
    )
    # What is left when the page is gone.
    title = models.CharField(max_length=255)
    act = models.CharField(max_length=10, choices=Act, default=Act.PUBLISH)
    # The version that goes out, once the moment is set; before that the newest draft does.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Follows the release's state: a page is in one open release at most.
    is_open = models.BooleanField(default=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(is_open=True), name="page_in_one_open_release"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def going_out(self) -> Any:
        """Return the revision that would go out now, or None."""
        if self.revision_id:
            return self.revision
        return self.page.latest_revision if self.page else None

    @property
    def is_behind(self) -> bool:
        """Tell whether the page was edited after the version that goes out."""
        return bool(
            self.page and self.revision_id and self.page.latest_revision_id != self.revision_id
        )
