"""How a repeated push of a follower is recognised, without knowing who or what it was."""

from django.db import models
from django.utils.crypto import salted_hmac

from syndication.models.account import Account


class FollowerPush(models.Model):
    """One answered push.

    `digest` is a keyed hash: neither who wrote nor what they wrote can be read from it.
    `outcome` is what was found for them, public pages or the account's own words, so that
    the same push gets the same answer.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    outcome = models.JSONField()
    received_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "digest"], name="syndication_follower_push_once"
            )
        ]

    def __str__(self) -> str:
        return self.digest[:12]

    @staticmethod
    def digest_of(account: Account, key: str) -> str:
        value = f"{account.pk}:{key}"
        return salted_hmac("syndication.follower_push", value, algorithm="sha256").hexdigest()
