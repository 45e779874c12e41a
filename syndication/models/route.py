"""Which pages go to which accounts by default."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from syndication.models.account import Account


class Route(models.Model):
    """Pages at and below `root` go to `account`, if first published after `since`.

    `since` keeps a newly bound account from being flooded with years of old pages.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="routes", verbose_name=_("account")
    )
    root = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("column"),
        help_text=_("This page and everything below it goes to the account."),
    )
    since = models.DateTimeField(
        _("published after"),
        default=timezone.now,
        help_text=_("Pages first published before this moment stay where they are."),
    )
    text_template = models.CharField(
        _("text of posts"),
        max_length=300,
        blank=True,
        help_text=_(
            "For short posts, for instance: 【{title}】{digest}. Known are {title}, "
            "{digest}, {source} and {url}; the address is added where it is missing."
        ),
    )
    closing = models.CharField(
        _("closing line"),
        max_length=200,
        blank=True,
        help_text=_("Stands under every article, for instance who to turn to."),
    )
    page_type = models.CharField(
        _("only pages of the type"),
        max_length=100,
        blank=True,
        help_text=_("Empty: every kind of page."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")
        constraints = [
            models.UniqueConstraint(fields=["account", "root"], name="syndication_route_once")
        ]

    def __str__(self) -> str:
        return f"{self.root} → {self.account}"
