from django.db import models


class ImportedFile(models.Model):
    """Which file an article came from, so that importing it again finds the article."""

    column = models.ForeignKey("home.ColumnPage", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    article = models.OneToOneField(
        "home.ArticlePage", on_delete=models.CASCADE, related_name="imported_from"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["column", "name"], name="home_imported_once")
        ]

    def __str__(self) -> str:
        return self.name
