"""The people on the other side: who follows an account, what they say, what they comment."""

from django.db import models

from syndication.sandbox.models.wechat import Publication, WeChatAccount


class Follower(models.Model):
    account = models.ForeignKey(WeChatAccount, on_delete=models.CASCADE)
    openid = models.CharField(max_length=64)
    nickname = models.CharField(max_length=60)
    # Their 微信号, by which mass/preview knows them.
    wxid = models.CharField(max_length=40, blank=True)
    subscribed = models.BooleanField(default=True)
    tags = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "openid"], name="one_openid_per_account")
        ]

    def __str__(self) -> str:
        return self.nickname


class ChatLine(models.Model):
    """One line between a follower and an account; `data` is what its `kind` needs."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE)
    # follower, account, or platform: what the platform says in the account's place.
    sender = models.CharField(max_length=8)
    kind = models.CharField(max_length=12)
    data = models.JSONField(default=dict)
    answers = models.ForeignKey("self", null=True, on_delete=models.CASCADE)
    at = models.FloatField()

    def __str__(self) -> str:
        return f"{self.sender} {self.kind}"


class ReaderComment(models.Model):
    """A 留言 under an article; `index` counts its articles from 0."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE)
    index = models.IntegerField(default=0)
    openid = models.CharField(max_length=64, blank=True)
    nickname = models.CharField(max_length=60)
    content = models.TextField()
    elected = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    reply = models.TextField(blank=True)
    replied_at = models.FloatField(null=True)
    created_at = models.FloatField()

    def __str__(self) -> str:
        return str(self.pk)
