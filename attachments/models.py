"""What was found in files, who waived what, and which publications were held back."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from attachments.remarks import Remark
from attachments.shown.kinds import Kind


class Inspection(models.Model):
    """What is in a file, kept by the hash of its bytes, so that each is read once.

    `numbers` holds, for each number of a person, its kind, a keyed hash, what may be shown of it,
    and where it stands; never the number. `counts` tells how many there are by kind.
    """

    # Wagtail's own hash of a file (SHA-1).
    file_hash = models.CharField(max_length=40, unique=True)
    removed = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    numbers = models.JSONField(default=list)
    # What readers see in it, for finding it: numbers of people masked, of bounded length.
    text = models.TextField(blank=True)
    # Whether the bytes are as cleaning leaves them.
    is_clean = models.BooleanField(default=False)
    # What is found changes with the rules; an older row is made anew.
    rules = models.PositiveSmallIntegerField(default=0)
    looked_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.file_hash

    def told(self) -> list[Remark]:
        return [Remark.from_json(each) for each in self.remarks]


class WaiverQuerySet(models.QuerySet):
    def standing(self) -> "WaiverQuerySet":
        return self.filter(revoked_at=None)


class Waiver(models.Model):
    """Somebody's decision to publish what was found, with the reason. Rows are never deleted."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # What is left when the page is gone.
    page_title = models.CharField(_("page"), max_length=255)
    digest = models.CharField(max_length=64)
    check_name = models.CharField(max_length=40)
    what = models.CharField(_("what was found"), max_length=200)
    place = models.CharField(_("where"), max_length=300)
    snippet = models.CharField(_("extract"), max_length=200, blank=True)
    reason = models.CharField(_("reason of the waiver"), max_length=300)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    user_name = models.CharField(max_length=150)
    created_at = models.DateTimeField(_("decided at"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("taken back at"), null=True, editable=False)
    revoked_by = models.CharField(max_length=150, blank=True, editable=False)

    objects = WaiverQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("waiver of a check")
        verbose_name_plural = _("waivers of checks")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("waive_finding", _("Can publish what a check has found, with a reason"))]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "digest"], condition=Q(revoked_at=None), name="one_standing_waiver"
            )
        ]
        indexes = [models.Index(fields=["page", "digest"], name="waiver_of_page")]

    def __str__(self) -> str:
        return f"{self.page_title}: {self.what}"


class HeldPublication(models.Model):
    """A publication that nobody was there to be told of: it stays here until it is seen to."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(_("findings"))
    was_scheduled = models.BooleanField(default=False)
    held_at = models.DateTimeField(_("held back at"), auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["-held_at"]

    def __str__(self) -> str:
        return str(self.page)

    @classmethod
    def hold(cls, page: Any, number: int, *, was_scheduled: bool) -> None:
        cls.objects.update_or_create(
            page_id=page.pk, defaults={"number": number, "was_scheduled": was_scheduled}
        )


class ShownFile(models.Model):
    """A page shows or links to a file of the library, be the page public or not.

    Follows what pages hold as they are saved (`shown.keeping`); there is no row for drafts of a
    page that is public.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="shown_files"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    key = models.PositiveBigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "page"], name="file_shown_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} on page {self.page_id}"
