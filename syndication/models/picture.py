"""Pictures taken into stock, and where they have been uploaded to."""

from django.db import models

from syndication.models.account import Account


class StockedPicture(models.Model):
    """A picture's bytes as they were when a payload named them, whatever becomes of the page."""

    source = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    file = models.FileField(upload_to="syndication/pictures/")
    suffix = models.CharField(max_length=4)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.source


class Upload(models.Model):
    """A stocked picture at an account. Names are the account's own; no other account knows them."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="uploads")
    sha256 = models.CharField(max_length=64)
    use = models.CharField(max_length=10)
    remote_id = models.CharField(max_length=512, blank=True)
    url = models.CharField(max_length=1024, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "sha256", "use"], name="syndication_upload_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.use} {self.sha256[:12]}"
