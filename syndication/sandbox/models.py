"""Everything the sandbox remembers: a restart keeps it, a reset removes it."""

from django.db import models


class Clock(models.Model):
    """How far the sandbox's time is ahead of the real one, in seconds."""

    ahead = models.FloatField(default=0)


class Request(models.Model):
    """A call to a platform, without its secrets."""

    method = models.CharField(max_length=8)
    path = models.CharField(max_length=200)
    params = models.JSONField(default=dict)
    at = models.FloatField()


class Count(models.Model):
    """Calls of one sort by one caller in one day or hour."""

    owner = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    period = models.CharField(max_length=20)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        unique_together = [("owner", "name", "period")]


class Fault(models.Model):
    """A misbehaviour to come: for the next `left` calls whose path begins with `match`."""

    match = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    left = models.PositiveIntegerField(default=1)
    after = models.PositiveIntegerField(default=0)
    params = models.JSONField(default=dict)


# --- WeChat ----------------------------------------------------------------------------------


class OfficialAccount(models.Model):
    app_id = models.CharField(max_length=50, primary_key=True)
    secret = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    is_verified = models.BooleanField(default=True)
    callback_url = models.CharField(max_length=500, blank=True)
    callback_token = models.CharField(max_length=100, blank=True)
    callback_aes_key = models.CharField(max_length=43, blank=True)
    callback_mode = models.CharField(max_length=5, default="plain")
    ip_whitelist = models.JSONField(default=list)
    quotas = models.JSONField(default=dict)
    publish_delay = models.FloatField(default=1)
    # Verdicts (publish_status) for the next publications; empty: they succeed.
    verdicts = models.JSONField(default=list)
    forced_at = models.FloatField(default=0)
    last_callback = models.TextField(blank=True)


class OfficialToken(models.Model):
    """`family`: tokens of token and of stable_token leave each other alone."""

    account = models.ForeignKey(OfficialAccount, on_delete=models.CASCADE)
    token = models.CharField(max_length=512, unique=True)
    family = models.CharField(max_length=10)
    expires_at = models.FloatField()


class Material(models.Model):
    """A picture: in the library with a `media_id`, or for bodies only with an address."""

    account = models.ForeignKey(OfficialAccount, on_delete=models.CASCADE)
    media_id = models.CharField(max_length=128, blank=True, db_index=True)
    name = models.CharField(max_length=100, unique=True)
    is_permanent = models.BooleanField()


class Draft(models.Model):
    account = models.ForeignKey(OfficialAccount, on_delete=models.CASCADE)
    media_id = models.CharField(max_length=128, unique=True)
    articles = models.JSONField()
    updated_at = models.FloatField()


class Publication(models.Model):
    """A submission and what came of it: `status` is publish_status of 发布状态查询."""

    account = models.ForeignKey(OfficialAccount, on_delete=models.CASCADE)
    publish_id = models.CharField(max_length=40, unique=True)
    draft_id = models.CharField(max_length=128)
    articles = models.JSONField()
    due_at = models.FloatField()
    status = models.PositiveSmallIntegerField(default=1)
    article_id = models.CharField(max_length=100, blank=True, db_index=True)
    published_at = models.FloatField(default=0)
    # The address the sandbox was called by; the platform's is always the same.
    base = models.CharField(max_length=200)

    @property
    def is_visible(self) -> bool:
        return self.status == 0

    @property
    def url(self) -> str:
        return f"{self.base}/s/{self.article_id}"

    @property
    def article(self) -> dict:
        return self.articles[0]


# --- Weibo -----------------------------------------------------------------------------------


class WeiboApp(models.Model):
    app_key = models.CharField(max_length=50, primary_key=True)
    app_secret = models.CharField(max_length=100)
    redirect_uris = models.JSONField(default=list)
    safe_domains = models.JSONField(default=list)
    token_life = models.PositiveIntegerField(default=30 * 86400)
    limits = models.JSONField(default=dict)


class WeiboUser(models.Model):
    uid = models.CharField(max_length=20, primary_key=True)
    screen_name = models.CharField(max_length=50)


class WeiboToken(models.Model):
    app = models.ForeignKey(WeiboApp, on_delete=models.CASCADE)
    user = models.ForeignKey(WeiboUser, on_delete=models.CASCADE)
    token = models.CharField(max_length=100, unique=True)
    created_at = models.FloatField()
    expires_at = models.FloatField()
    is_revoked = models.BooleanField(default=False)


class Code(models.Model):
    """An authorization code: for one exchange, within ten minutes."""

    app = models.ForeignKey(WeiboApp, on_delete=models.CASCADE)
    user = models.ForeignKey(WeiboUser, on_delete=models.CASCADE)
    code = models.CharField(max_length=64, unique=True)
    redirect_uri = models.CharField(max_length=500)
    expires_at = models.FloatField()


class Post(models.Model):
    mid = models.BigIntegerField(unique=True)
    user = models.ForeignKey(WeiboUser, on_delete=models.CASCADE)
    app_key = models.CharField(max_length=50)
    sent = models.TextField()
    text = models.TextField()
    links = models.JSONField(default=dict)
    picture = models.CharField(max_length=100, blank=True)
    rip = models.CharField(max_length=40)
    created_at = models.FloatField()
    is_deleted = models.BooleanField(default=False)
