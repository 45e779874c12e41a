"""What changed in a page after its first publication, as far as the public is told."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    MINOR = "minor", _("Minor: typing mistakes, layout")
    MAJOR = "major", _("Major: the public is told what changed")
    CORRECTION = "correction", _("Correction: what was published was wrong")


class EarlierVersion(models.Model):
    """What a page said before a correction, exactly. Its content is never changed (`triggers`);
    no clearing of old revisions touches it.
    """

    page_ref = models.PositiveBigIntegerField(db_index=True)
    title = models.CharField(max_length=255)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    sha256 = models.CharField(max_length=64)
    public_from = models.DateTimeField(null=True)
    public_until = models.DateTimeField()
    # Whether the public may read it, and if not, why.
    is_readable = models.BooleanField(_("the earlier version stays readable"), default=True)
    why_not = models.CharField(_("why it is not readable"), max_length=500, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("earlier version")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.title} ({self.public_until:%Y-%m-%d %H:%M})"

    @property
    def is_intact(self) -> bool:
        return self.sha256 == digest_of(self.content)


class EarlierFile(models.Model):
    """An earlier version shows or links to a file of the library; `kind` is `shown.kinds.Kind`."""

    version = models.ForeignKey(EarlierVersion, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=8)
    key = models.PositiveBigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "version"], name="earlier_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} in {self.version_id}"


def digest_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of content, whatever order a database keeps its keys in."""
    text = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class Change(models.Model):
    """What an editor said of a change. It belongs to a revision, and counts once that goes live."""

    page_ref = models.PositiveBigIntegerField(db_index=True)
    tree_path = models.CharField(max_length=255)
    title = models.CharField(_("page"), max_length=255)
    revision = models.OneToOneField(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("kind of change"), max_length=10, choices=ChangeKind)
    # Of a correction: what was wrong, and what is right.
    note = models.TextField(_("public change note"), blank=True, max_length=300)
    right = models.TextField(_("what is right"), blank=True, max_length=300)
    keeps_earlier = models.BooleanField(_("the earlier version stays readable"), default=True)
    earlier = models.OneToOneField(
        EarlierVersion, null=True, on_delete=models.PROTECT, related_name="correction"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    user_name = models.CharField(_("written by"), max_length=150, blank=True)
    went_live_at = models.DateTimeField(_("public since"), null=True, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-went_live_at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["page_ref", "-went_live_at"], name="lifecycle_of_page")]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_kind_display()}"

    @property
    def is_told(self) -> bool:
        return self.kind != ChangeKind.MINOR

    @property
    def is_correction(self) -> bool:
        return self.kind == ChangeKind.CORRECTION
