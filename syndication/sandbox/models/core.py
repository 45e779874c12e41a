"""What both platforms have. Moments are seconds since 1970 on the sandbox's clock."""

from django.db import models


class Setting(models.Model):
    name = models.CharField(max_length=50, unique=True)
    value = models.JSONField()

    def __str__(self) -> str:
        return self.name


class Exchanged(models.Model):
    """A request to a platform and what came of it. Secrets are not kept."""

    at = models.FloatField()
    method = models.CharField(max_length=8)
    path = models.CharField(max_length=200, db_index=True)
    params = models.JSONField()
    owner = models.CharField(max_length=64, blank=True)
    status = models.IntegerField(null=True)
    code = models.IntegerField(default=0)
    fault = models.CharField(max_length=20, blank=True)
    # Of a refusal: what openapi/rid/get tells again.
    rid = models.CharField(max_length=32, blank=True, db_index=True)
    answer = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=45, blank=True)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Fault(models.Model):
    """Trouble ordered for the next requests whose path begins with `match`."""

    match = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    after = models.IntegerField(default=0)
    times = models.IntegerField(default=1)
    params = models.JSONField(default=dict)
    hits = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} {self.match}"


class Use(models.Model):
    """How often an owner made a call in a period (a day, an hour, a month)."""

    owner = models.CharField(max_length=64)
    what = models.CharField(max_length=100)
    period = models.CharField(max_length=20)
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "what", "period"], name="one_use_per_period")
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.what} {self.period}"


class Picture(models.Model):
    """An uploaded picture; `path` is below /media/."""

    owner = models.CharField(max_length=64)
    path = models.CharField(max_length=160, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.IntegerField()
    width = models.IntegerField()
    height = models.IntegerField()
    content_type = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.path

    @property
    def address(self) -> str:
        return f"/media/{self.path}"
