from django.db import models

from syndication.sandbox.memory import Remembered
from syndication.sandbox.models.core import Picture


def star_tag() -> dict[str, str]:
    """Every account has one group of followers from the start."""
    return {"2": "星标组"}


class WeChatAccount(Remembered):
    """An official account and how it has been told to behave."""

    app_id = models.CharField(max_length=32, unique=True)
    secret = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    # SUB 公众号 (订阅号) or SVC 服务号.
    kind = models.CharField(max_length=3, default="SUB")
    original_id = models.CharField(max_length=32)
    verified = models.BooleanField(default=True)
    callback_url = models.CharField(max_length=500, blank=True)
    callback_token = models.CharField(max_length=64, blank=True)
    callback_aes_key = models.CharField(max_length=43, blank=True)
    callback_mode = models.CharField(max_length=5, default="plain")
    callback_copies = models.IntegerField(default=1)
    ip_whitelist = models.JSONField(default=list)
    publish_delay = models.FloatField(default=1.0)
    replication_delay = models.FloatField(default=0.0)
    strict_content = models.BooleanField(default=False)
    rights = models.JSONField(default=dict)
    quotas = models.JSONField(default=dict)
    limits = models.JSONField(default=dict)
    verdicts = models.JSONField(default=list)
    tags = models.JSONField(default=star_tag)
    menu = models.JSONField(null=True)
    draft_box = models.BooleanField(default=True)
    comments_on_published = models.BooleanField(default=True)
    mass_delay = models.FloatField(default=1.0)
    mass_speed = models.IntegerField(default=0)
    mass_retry_pause = models.FloatField(default=60.0)
    # API群发保护, and what sendall answers while an administrator is asked.
    mass_protection = models.BooleanField(default=False)
    mass_protection_code = models.IntegerField(default=89503)
    mass_verdicts = models.JSONField(default=list)
    mass_event_bare = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class WeChatToken(Remembered):
    account = models.ForeignKey(WeChatAccount, on_delete=models.CASCADE)
    kind = models.CharField(max_length=6)
    token = models.CharField(max_length=512, unique=True)
    issued_at = models.FloatField()
    expires_at = models.FloatField()
    superseded = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Material(models.Model):
    """A permanent material, or (`kind` body) a picture that only has an address."""

    account = models.ForeignKey(WeChatAccount, on_delete=models.CASCADE)
    kind = models.CharField(max_length=5)
    media_id = models.CharField(max_length=128, blank=True, db_index=True)
    name = models.CharField(max_length=200, blank=True)
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE)
    created_at = models.FloatField()

    def __str__(self) -> str:
        return self.media_id or self.picture.path


class Draft(models.Model):
    account = models.ForeignKey(WeChatAccount, on_delete=models.CASCADE)
    media_id = models.CharField(max_length=128, unique=True)
    articles = models.JSONField()
    created_at = models.FloatField()
    updated_at = models.FloatField()
    # What freepublish/submit (53503, 53504, 53505) or mass/sendall (48021) answers for it.
    obstacle = models.IntegerField(default=0)

    def __str__(self) -> str:
        return self.media_id


class Publication(models.Model):
    """What followers can read: one or several articles under one article_id."""

    # Not an index of its own: SQLite would take it for the newest and sort them all.
    account = models.ForeignKey(WeChatAccount, on_delete=models.CASCADE, db_index=False)
    article_id = models.CharField(max_length=128, unique=True)
    slug = models.CharField(max_length=40, unique=True)
    # Sent to followers (群发) instead of published (发布): no call tells of it.
    mass = models.BooleanField(default=False)
    msg_data_id = models.CharField(max_length=32, blank=True, db_index=True)
    articles = models.JSONField()
    status = models.CharField(max_length=8, default="live")
    created_at = models.FloatField()
    updated_at = models.FloatField()

    class Meta:
        indexes = [
            models.Index(fields=["account", "-created_at", "-id"], name="newest_of_account"),
            models.Index(fields=["account", "mass", "status"], name="listed_of_account"),
        ]

    def __str__(self) -> str:
        return self.article_id


class PublishJob(models.Model):
    account = models.ForeignKey(WeChatAccount, on_delete=models.CASCADE)
    publish_id = models.CharField(max_length=32, unique=True)
    msg_data_id = models.CharField(max_length=32)
    media_id = models.CharField(max_length=128)
    # Where the caller found us; article addresses begin with it.
    host = models.CharField(max_length=200)
    status = models.IntegerField(default=1, db_index=True)
    fail_idx = models.JSONField(default=list)
    due_at = models.FloatField()
    publication = models.ForeignKey(Publication, null=True, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return self.publish_id


class CallbackPush(models.Model):
    account = models.ForeignKey(WeChatAccount, on_delete=models.CASCADE)
    body = models.TextField()
    # What a follower did, if that is what is told.
    line = models.ForeignKey("sandbox.ChatLine", null=True, on_delete=models.CASCADE)
    state = models.CharField(max_length=10, default="waiting", db_index=True)
    attempts = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
