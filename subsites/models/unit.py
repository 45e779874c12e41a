"""A unit of the roster, whether or not it has a site, and the parts that make up its site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from subsites import guards
from subsites.kinds import Kind, Level
from subsites.models.particulars import Particulars
from subsites.models.template import SubsiteTemplate


class Unit(Particulars):
    """One row of the roster (单位名录)."""

    name = models.CharField(_("full name of the unit"), max_length=60, unique=True)
    short_name = models.CharField(_("short name of the unit"), max_length=30, blank=True)
    kind = models.CharField(_("kind of unit"), max_length=12, choices=Kind)
    level = models.CharField(_("level of the unit"), max_length=10, choices=Level)
    slug = models.CharField(
        _("path of the site"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Small letters, digits, -."))],
    )
    host = models.CharField(_("host of the site"), max_length=253, blank=True)
    site_code = models.CharField(_("site identification code"), max_length=10, blank=True)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    introduction = models.CharField(_("what the unit does"), max_length=300, blank=True)
    accounts = models.CharField(
        _("accounts of the unit"), max_length=200, blank=True,
        help_text=_("Names of accounts that its items go to, with ; between them."),
    )  # fmt: skip
    wants_site = models.BooleanField(
        _("has a site"), default=True,
        help_text=_("Without one the public reads its particulars on a card."),
    )  # fmt: skip
    template = models.ForeignKey(
        SubsiteTemplate, verbose_name=_("Template of sub-sites"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    secured_on = models.DateField(
        _("security test passed on"), null=True, blank=True,
        help_text=_("A site that was not tested may not go live; test it again every year."),
    )  # fmt: skip
    secured_by = models.CharField(_("who answers for the test"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("Unit")
        verbose_name_plural = _("Units")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["host"], condition=~models.Q(host=""), name="subsites_host_once"
            ),
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~models.Q(credit_code=""),
                name="subsites_credit_code_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.kind and self.level:
            main = Site.objects.filter(is_default_site=True).first()
            found = dict(guards.objections(self, main.hostname if main else ""))
            if found:
                raise ValidationError(found)

    @property
    def known_as(self) -> str:
        return self.short_name or self.name

    @cached_property
    def page(self) -> Any:
        """The home page of its site, or None."""
        from subsites.models.pages import SubsitePage

        part = self.parts.filter(key="home").first()
        return SubsitePage.objects.filter(pk=part.made).first() if part else None


class Part(models.Model):
    """Something that was made for a unit, and how: the page, the group, the site of that key.

    `made` is the key of what was made; `given` holds the values that it was given. What differs
    from them now, somebody changed on purpose.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=60)
    made = models.BigIntegerField(null=True)
    given = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("Part of a site")
        verbose_name_plural = _("Parts of sites")
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="subsites_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.key}"
