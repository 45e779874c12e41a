"""Where what we published is, or was, to be found: the index behind 真伪核验."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from syndication.models.copy import ChannelCopy

# The kind of a page's own address, beside those of the channels.
PORTAL = "portal"


class PublishedAddress(models.Model):
    """One name of one publication, from the moment a copy went live.

    Nothing that was only submitted or drafted is here. A copy that is published again has
    other names, and the old ones stay with `until`. `since` is empty where nobody noted it.
    """

    kind = models.CharField(max_length=20)
    form = models.CharField(max_length=10)
    key = models.CharField(max_length=200)
    copy = models.ForeignKey(ChannelCopy, on_delete=models.CASCADE, related_name="addresses")
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("published address")
        verbose_name_plural = _("published addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["copy", "kind", "form", "key"], name="syndication_address_once"
            )
        ]
        indexes = [
            models.Index(fields=["key"], name="syndication_address_key"),
            models.Index(fields=["kind", "form"], name="syndication_address_form"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.form} {self.key}"
