"""The standard that sub-sites are built to (标准栏目): which columns, whose, how often updated."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from home.models import ColumnClass


class SubsiteTemplate(ClusterableModel):
    """A standard of columns; one of them is what new sites get."""

    name = models.CharField(_("name of the template"), max_length=60, unique=True)
    is_default = models.BooleanField(
        _("for units that name none"),
        default=False,
        help_text=_("One template is; choosing this one takes it from the other."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("is_default"),
        InlinePanel(
            "columns", heading=_("Standard columns"), label=_("Standard column"), min_num=1
        ),
    ]

    class Meta:
        verbose_name = _("Template of sub-sites")
        verbose_name_plural = _("Templates of sub-sites")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        if self.is_default:
            SubsiteTemplate.objects.exclude(pk=self.pk).update(is_default=False)


class TemplateColumn(Orderable):
    """A column that every site of the template has; its key stays when it is renamed."""

    template = ParentalKey(SubsiteTemplate, on_delete=models.CASCADE, related_name="columns")
    title = models.CharField(_("title of the column"), max_length=30)
    slug = models.CharField(
        _("address of the column"),
        max_length=40,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Small letters, digits, -."))],
    )
    column_class = models.CharField(
        _("column class"), max_length=20, choices=ColumnClass, default=ColumnClass.NEWS
    )
    update_cycle = models.PositiveSmallIntegerField(
        _("update cycle (days)"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
    )
    owner = models.CharField(
        _("owner department"),
        max_length=60,
        blank=True,
        help_text=_("Leave empty for the unit itself; {unit} stands for its name."),
    )
    intro = models.CharField(_("introduction"), max_length=200, blank=True)
    in_menu = models.BooleanField(_("shown in the navigation"), default=True)

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("column_class"), FieldPanel("update_cycle")]),
        FieldRowPanel([FieldPanel("owner"), FieldPanel("in_menu")]),
        FieldPanel("intro"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Standard column")
        verbose_name_plural = _("Standard columns")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        try:
            self.owner.format(unit="")
        except (KeyError, ValueError, IndexError):
            raise ValidationError({"owner": _("Only {unit} may stand in braces here.")}) from None
