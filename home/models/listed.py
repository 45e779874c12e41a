"""Which articles stand where, newest first: so that long lists are as quick as short ones."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListedArticle(models.Model):
    """A live article in a place above it: a row for each of its columns and one for its site.

    Time and place of an article are in two tables, and no index spans both: without these rows the
    newest of a place would be found by sorting all that is in it. They only say where to look:
    whether the public may read an article is asked of the article itself.
    """

    place = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    article = models.ForeignKey(
        "home.ArticlePage", on_delete=models.CASCADE, related_name="listed", db_index=False
    )
    shown_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Listed article")
        verbose_name_plural = _("Listed articles")
        constraints = [
            models.UniqueConstraint(fields=["article", "place"], name="listed_article_once")
        ]
        indexes = [
            models.Index(fields=["place", "shown_at", "article"], name="listed_newest_first")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.place_id}"
