"""Several pages' copies that go out together."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Release(models.Model):
    """A named moment. It opens by itself at `opens_at`, or when a person opens it.

    Copies that belong to it wait for it, wherever they are otherwise.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    opens_at = models.DateTimeField(
        _("opens at"), null=True, blank=True, help_text=_("Leave empty to open it by hand.")
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return bool(self.opened_at or (self.opens_at and self.opens_at <= timezone.now()))
