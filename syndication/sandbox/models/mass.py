from django.db import models

from syndication.sandbox.models.wechat import Publication, WeChatAccount


class MassSend(models.Model):
    """One 群发: `articles` as they were when it was ordered, `reached` whom it came to."""

    account = models.ForeignKey(WeChatAccount, on_delete=models.CASCADE)
    msg_id = models.BigIntegerField(unique=True)
    msg_data_id = models.CharField(max_length=32)
    media_id = models.CharField(max_length=128, db_index=True)
    # The caller's, or a digest of range and content.
    clientmsgid = models.CharField(max_length=64, db_index=True)
    everyone = models.BooleanField()
    tag_id = models.CharField(max_length=20, blank=True)
    ignore_reprint = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    articles = models.JSONField()
    # Where the caller found us; article addresses begin with it.
    host = models.CharField(max_length=200)
    # waiting (for an administrator), sending, done, failed
    state = models.CharField(max_length=8, default="sending", db_index=True)
    status = models.CharField(max_length=20, blank=True)
    copyright_state = models.IntegerField(default=1)
    created_at = models.FloatField()
    asked_at = models.FloatField()
    due_at = models.FloatField()
    total = models.IntegerField(default=0)
    reached = models.JSONField(default=list)
    publication = models.ForeignKey(Publication, null=True, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return str(self.msg_id)
