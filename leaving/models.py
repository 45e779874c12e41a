"""Hosts that readers may follow a link to without being asked."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

PATTERN = r"^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$"


class KnownHost(models.Model):
    """One host, or all below a domain (`*.example.com`)."""

    host = models.CharField(
        _("host"),
        max_length=253,
        unique=True,
        validators=[
            RegexValidator(
                PATTERN,
                _("Small letters: news.example.cn, or *.example.cn for all of it."),
            )
        ],
    )
    reason = models.CharField(
        _("reason"),
        max_length=120,
        help_text=_("Who runs it, and why readers need not be asked."),
    )

    class Meta:
        verbose_name = _("Host that readers may go to unasked")
        verbose_name_plural = _("Hosts that readers may go to unasked")
        ordering = ["host"]

    def __str__(self) -> str:
        return self.host
