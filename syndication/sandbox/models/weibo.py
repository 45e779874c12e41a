from django.db import models
from django.db.models import Q

from syndication.sandbox.memory import Remembered
from syndication.sandbox.models.core import Picture


class WeiboApp(Remembered):
    app_key = models.CharField(max_length=32, unique=True)
    app_secret = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    redirect_uris = models.JSONField(default=list)
    safe_domains = models.JSONField(default=list)
    token_life = models.IntegerField(default=30 * 86400)
    quotas = models.JSONField(default=dict)
    duplicate_window = models.FloatField(default=600.0)
    duplicates_count_deleted = models.BooleanField(default=False)
    quoted_error_codes = models.BooleanField(default=False)
    # 头条文章: the right to them, how `content` comes, what the next ones are answered.
    headline_articles = models.BooleanField(default=False)
    article_encoding = models.CharField(max_length=7, default="percent")
    article_troubles = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class WeiboUser(Remembered):
    uid = models.CharField(max_length=20, unique=True)
    screen_name = models.CharField(max_length=60)
    verified = models.BooleanField(default=True)
    verified_type = models.IntegerField(null=True)

    def __str__(self) -> str:
        return self.screen_name


class WeiboCode(models.Model):
    code = models.CharField(max_length=64, unique=True)
    app = models.ForeignKey(WeiboApp, on_delete=models.CASCADE)
    user = models.ForeignKey(WeiboUser, on_delete=models.CASCADE)
    redirect_uri = models.CharField(max_length=500)
    expires_at = models.FloatField()
    used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.pk)


class WeiboToken(Remembered):
    token = models.CharField(max_length=64, unique=True)
    app = models.ForeignKey(WeiboApp, on_delete=models.CASCADE)
    user = models.ForeignKey(WeiboUser, on_delete=models.CASCADE)
    created_at = models.FloatField()
    expires_at = models.FloatField()
    revoked = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.pk)


class Post(models.Model):
    """`text` is what the platform made of `sent_text`; `links` maps its short addresses."""

    mid = models.BigIntegerField(unique=True)
    # Not an index of its own: SQLite would take it for the newest and sort them all.
    user = models.ForeignKey(WeiboUser, on_delete=models.CASCADE, db_index=False)
    app = models.ForeignKey(WeiboApp, on_delete=models.CASCADE)
    text = models.TextField()
    sent_text = models.TextField()
    # Of the text without spaces: what makes two posts the same.
    fingerprint = models.CharField(max_length=64)
    links = models.JSONField(default=dict)
    picture = models.ForeignKey(Picture, null=True, on_delete=models.SET_NULL)
    rip = models.CharField(max_length=45)
    created_at = models.FloatField()
    edited_at = models.FloatField(null=True)
    # visible.type: 0 for everybody.
    visible = models.IntegerField(default=0)
    deleted = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["user", "-mid"], condition=Q(deleted=False), name="newest_of_user"
            ),
            models.Index(fields=["user", "fingerprint"], name="same_of_user"),
        ]

    def __str__(self) -> str:
        return str(self.mid)


class Comment(models.Model):
    cid = models.BigIntegerField(unique=True)
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    user = models.ForeignKey(WeiboUser, on_delete=models.CASCADE)
    text = models.TextField()
    created_at = models.FloatField()

    def __str__(self) -> str:
        return str(self.cid)


class HeadlineArticle(models.Model):
    """A 头条文章 and the short post it came with; `cover` is None if it was not fetched."""

    number = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(WeiboUser, on_delete=models.CASCADE)
    app = models.ForeignKey(WeiboApp, on_delete=models.CASCADE)
    title = models.CharField(max_length=64)
    content = models.TextField()
    summary = models.TextField(blank=True)
    cover_url = models.CharField(max_length=2000)
    cover = models.ForeignKey(Picture, null=True, on_delete=models.SET_NULL)
    post = models.OneToOneField(Post, null=True, on_delete=models.SET_NULL, related_name="article")
    rip = models.CharField(max_length=45)
    created_at = models.FloatField()
    deleted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title
