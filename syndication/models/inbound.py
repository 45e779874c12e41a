"""What platforms push to us."""

from django.db import models

from syndication.models.account import Account


class InboundEvent(models.Model):
    """Stored at once and handled later; `key` makes a repeated push the same row."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="events")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    body = models.JSONField()
    received_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="syndication_event_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
