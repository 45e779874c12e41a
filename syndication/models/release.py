"""Several pages' copies that go out together."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Release(models.Model):
    """A named moment. It opens by itself at `opens_at`, or when somebody opens it.

    Copies that belong to it wait for it, wherever they are otherwise. Whoever keeps releases names
    theirs by `key`.
    """

    key = models.UUIDField(null=True, unique=True, editable=False)
    name = models.CharField(gettext_lazy("name"), max_length=60, unique=True)
    opens_at = models.DateTimeField(
        gettext_lazy("opens at"),
        null=True,
        blank=True,
        help_text=gettext_lazy("Leave empty to open it by hand."),
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Nothing goes out by that: its copies wait until somebody decides otherwise for each.
    is_called_off = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = gettext_lazy("release")
        verbose_name_plural = gettext_lazy("releases")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return _("%(name)s (called off)") % {"name": self.name} if self.is_called_off else self.name

    @property
    def is_open(self) -> bool:
        return bool(self.opened_at or (self.opens_at and self.opens_at <= timezone.now()))
