"""The log of what changed, written by the database itself (`triggers`)."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """Something that public pages show changed; committed together with the change.

    `tag` names it; for a page `path` is its place in the tree, so that lists above it are known
    to have changed, too. `writer` is the number of the transaction that wrote it on PostgreSQL,
    where rows do not become visible in the order of their keys; elsewhere 0.
    """

    tag = models.CharField(max_length=80)
    path = models.CharField(max_length=255, blank=True, db_default="")
    writer = models.BigIntegerField(db_default=0, db_index=True)
    at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        verbose_name = _("Change seen by kept pages")
        verbose_name_plural = _("Changes seen by kept pages")

    def __str__(self) -> str:
        return f"{self.tag} {self.path}".strip()
