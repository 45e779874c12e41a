"""An item that a unit offers to the main site, and what the main site said to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from subsites.models import Unit


class State(models.TextChoices):
    OFFERED = "offered", _("Awaiting a decision")
    ADOPTED = "adopted", _("Adopted")
    DECLINED = "declined", _("Not adopted")
    WITHDRAWN = "withdrawn", _("Withdrawn by the unit")


class Reason(models.Model):
    """Why items are not adopted: a short list that main-site editors keep."""

    name = models.CharField(_("reason for not adopting"), max_length=40, unique=True)
    asks_words = models.BooleanField(
        _("an explanation must be written"),
        default=False,
        help_text=_("For reasons that say nothing by themselves, such as “other”."),
    )
    is_used = models.BooleanField(_("can be chosen"), default=True)
    order = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        verbose_name = _("Reason for not adopting")
        verbose_name_plural = _("Reasons for not adopting")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Contribution(models.Model):
    """One offer of one page. Names and titles stay as they were, whatever becomes of their rows.

    `digest` changes whenever what the page shows to the public does, and is empty while it shows
    nothing. `read_at`: when somebody of the unit has seen the decision.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("offered page"),
    )  # fmt: skip
    page_ref = models.BigIntegerField(db_index=True)
    title = models.CharField(_("title of the item"), max_length=255)
    digest = models.CharField(max_length=32, blank=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.SET_NULL, related_name="contributions",
        verbose_name=_("contributing unit"),
    )  # fmt: skip
    unit_name = models.CharField(_("contributing unit"), max_length=60)
    column = models.ForeignKey(
        "home.ColumnPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("suggested column"),
    )  # fmt: skip
    column_title = models.CharField(max_length=255, blank=True)
    note = models.CharField(_("note to the main site"), max_length=300, blank=True)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    offered_by_name = models.CharField(_("contributed by"), max_length=150, blank=True)
    offered_at = models.DateTimeField(_("contributed at"))

    state = models.CharField(
        _("state of the contribution"), max_length=10, choices=State, default=State.OFFERED
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Empty for what the system did by itself.
    decided_by_name = models.CharField(_("decided on by"), max_length=150, blank=True)
    decided_at = models.DateTimeField(_("decided on at"), null=True)
    reason = models.ForeignKey(Reason, null=True, on_delete=models.SET_NULL, related_name="+")
    reason_name = models.CharField(_("reason for not adopting"), max_length=40, blank=True)
    words = models.CharField(_("explanation"), max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Contribution")
        verbose_name_plural = _("Contributions")
        ordering = ["-offered_at", "-pk"]
        default_permissions = ()
        permissions = [("decide", _("Can decide about contributions to the main site"))]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(state="offered"), name="contributions_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["state", "-offered_at"], name="contributions_by_state"),
            models.Index(fields=["unit", "-offered_at"], name="contributions_of_unit"),
            models.Index(fields=["-offered_at"], name="contributions_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}《{self.title}》"

    @property
    def is_open(self) -> bool:
        return self.state == State.OFFERED

    @property
    def source_is_public(self) -> bool:
        return bool(self.digest)
