"""A power (权力事项) as a record with its own address, and every version it ever had."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from disclosure import telling
from disclosure.causes import Cause, State
from disclosure.history.verify_history import FIRST
from story import Story


class PowerItem(index.Indexed, models.Model):
    """One power of one list, or one entry of a list of another kind.

    What it says now is in its newest version in force; the columns here repeat what lists are
    filtered by.
    """

    power_list = models.ForeignKey(
        "disclosure.PowerListPage", verbose_name=_("list"), on_delete=models.PROTECT,
        related_name="items",
    )  # fmt: skip
    address = models.CharField(
        _("address of the power"), max_length=80,
        help_text=_("Never changes and is never used again."),
    )  # fmt: skip
    code = models.CharField(_("code"), max_length=80, blank=True, db_index=True)
    kind = models.CharField(_("kind of power"), max_length=30, blank=True)
    name = models.CharField(_("name"), max_length=500)
    # The name as it is compared when a duty names a power.
    key = models.CharField(max_length=500, blank=True, db_index=True, editable=False)
    sub_name = models.CharField(_("sub-item"), max_length=500, blank=True)
    level = models.CharField(_("level"), max_length=60, blank=True)
    body = models.CharField(_("exercised by"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.IN_FORCE)
    position = models.PositiveIntegerField(_("position in the list"), default=0)
    words = models.TextField(_("words to find it by"), blank=True, editable=False)
    first_recorded_at = models.DateTimeField(
        _("first recorded here"), default=timezone.now, editable=False
    )
    newest = models.ForeignKey(
        "PowerVersion", verbose_name=_("newest version"), null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip

    # Whole lists are recorded at once: history.finding keeps the index in step, not each save.
    search_auto_update = False
    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("words"),
        index.SearchField("basis"),
        index.FilterField("state"),
        index.FilterField("power_list"),
    ]

    class Meta:
        verbose_name = _("Power")
        verbose_name_plural = _("Powers")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["power_list", "address"], name="address_in_list")
        ]
        indexes = [models.Index(fields=["power_list", "state", "position"])]

    def __str__(self) -> str:
        return f"{self.name}（{self.sub_name}）" if self.sub_name else self.name

    @property
    def fields(self) -> dict[str, str]:
        return self.newest.fields if self.newest else {}

    @property
    def title(self) -> str:
        return str(self)

    @property
    def basis(self) -> str:
        return self.fields.get("basis", "")

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet["PowerItem"]:
        return cls.objects.select_related("newest")

    def syndication_story(self) -> Story:
        """Return the power as plain data, as it stands now."""
        return telling.power(self)


class PowerLink(models.Model):
    """A duty or a national entry names a power, by its code or name: whatever it is that day."""

    class Origin(models.TextChoices):
        RECORD = "record", _("the list says so")
        LOCAL = "local", _("added here")

    item = models.ForeignKey(PowerItem, on_delete=models.CASCADE, related_name="power_links")
    origin = models.CharField(max_length=6, choices=Origin, default=Origin.RECORD)
    said = models.CharField(_("as it is named"), max_length=500)
    key = models.CharField(max_length=500, db_index=True)

    class Meta:
        verbose_name = _("Link to a power")
        verbose_name_plural = _("Links to powers")
        constraints = [
            models.UniqueConstraint(fields=["item", "origin", "key"], name="one_link_a_power")
        ]

    def __str__(self) -> str:
        return self.said


class LocalHelp(models.Model):
    """Whom to ask about a national entry here. The entry itself is not ours to write."""

    item = models.OneToOneField(PowerItem, on_delete=models.CASCADE, related_name="local_help")
    contact = models.TextField(_("local contact"), blank=True, max_length=300)
    permits = models.TextField(
        _("permits of departments here"), blank=True, max_length=2000,
        help_text=_("Codes or names of powers in our lists, one in a line."),
    )  # fmt: skip
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        get_user_model(), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Local help")
        verbose_name_plural = _("Local help")

    def __str__(self) -> str:
        return str(self.item)


class PowerVersion(models.Model):
    """One row of a list's record. Written once, by `history.recording`, and never changed."""

    power_list = models.ForeignKey(
        "disclosure.PowerListPage", verbose_name=_("list"), on_delete=models.PROTECT,
        related_name="versions",
    )  # fmt: skip
    item = models.ForeignKey(
        PowerItem, verbose_name=_("power"), on_delete=models.PROTECT, related_name="versions"
    )
    sequence = models.PositiveIntegerField(_("number in the list's record"))
    number = models.PositiveIntegerField(_("version"))
    cause = models.CharField(_("what happened"), max_length=12, choices=Cause)
    reason = models.CharField(_("reason"), max_length=300)
    document = models.CharField(
        _("adjusting document"), max_length=200, blank=True,
        help_text=_("Its title and number."),
    )  # fmt: skip
    effective_on = models.DateField(_("effective on"))
    recorded_at = models.DateTimeField(_("recorded here"))
    recorded_by = models.ForeignKey(
        get_user_model(), verbose_name=_("proposed by"), null=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    approved_by = models.ForeignKey(
        get_user_model(), verbose_name=_("approved by"), null=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    fields = models.JSONField(_("what it says"), default=dict)
    previous = models.CharField(max_length=64, default=FIRST)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("Version of a power")
        verbose_name_plural = _("Versions of powers")
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["power_list", "sequence"], name="one_row_a_number"),
            models.UniqueConstraint(fields=["item", "number"], name="one_version_a_number"),
        ]
        indexes = [models.Index(fields=["item", "effective_on", "number"])]

    def __str__(self) -> str:
        return f"{self.item} #{self.number}"

    @property
    def state(self) -> State:
        return Cause(self.cause).state

    def as_row(self) -> dict[str, Any]:
        """Return the row that is hashed and exported (`history/verify_history.py`)."""
        return {
            "sequence": self.sequence,
            "previous": self.previous,
            "item": self.item.address,
            "version": self.number,
            "cause": self.cause,
            "reason": self.reason,
            "document": self.document,
            "effective_on": self.effective_on.isoformat(),
            "recorded_at": self.recorded_at.isoformat(),
            "fields": self.fields,
            "hash": self.hash,
        }
