"""How often an account has been used."""

from django.db import models

from syndication.models.account import Account


class CallTally(models.Model):
    """Calls of one sort in one window of time, counted before they leave.

    `used_up`: the platform said that there are no more, whatever we counted.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tallies")
    meter = models.CharField(max_length=60)
    window = models.CharField(max_length=16)
    used = models.PositiveIntegerField(default=0)
    used_up = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "meter", "window"], name="syndication_tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meter} {self.window}: {self.used}"
