"""主题分类: what a document is about, on two levels."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Topics(models.Manager):
    """Topics are called by both levels, so the upper one always comes along."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("parent")


class Topic(models.Model):
    """A topic, or one below another."""

    parent = models.ForeignKey(
        "self", verbose_name=_("topic above"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="below", limit_choices_to={"parent": None},
        help_text=_("Leave empty for one of the first level."),
    )  # fmt: skip
    name = models.CharField(_("name of the topic"), max_length=60)
    position = models.PositiveSmallIntegerField(_("place among its neighbours"), default=0)

    objects = Topics()

    class Meta:
        verbose_name = _("Topic")
        verbose_name_plural = _("Topics of documents")
        ordering = ["parent__position", "parent__name", "position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="one_name_below_a_topic"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(parent=None), name="one_topic_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parent.name} / {self.name}" if self.parent_id else self.name

    def clean(self) -> None:
        super().clean()
        if self.parent_id and self.pk and self.below.exists():
            raise ValidationError(
                {"parent": _("There are topics below this one: two levels only.")}
            )
