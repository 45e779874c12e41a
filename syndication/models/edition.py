"""An editor's version of a page for one account."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from syndication.models.account import Account
from syndication.models.copy import MomentChoices
from syndication.models.release import Release


class Edition(models.Model):
    """What an editor chose for one page, at one of its moments, at one account (渠道稿).

    Empty: as the page has it. `dialogues` are the keys of those to go out.

    It lives beside the page and not in its revisions: restoring an old revision must not
    bring back an old choice of channels.
    """

    page_ref = models.PositiveBigIntegerField()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="editions")
    moment = models.CharField(
        _("moment"), max_length=8, choices=MomentChoices, default=MomentChoices.FINAL
    )
    title = models.CharField(_("title"), max_length=64, blank=True)
    author = models.CharField(_("author"), max_length=32, blank=True)
    digest = models.CharField(_("digest"), max_length=200, blank=True)
    text = models.TextField(_("text of the post"), blank=True, max_length=2000)
    cover = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover picture"),
    )
    dialogues = models.JSONField(_("questions"), default=list, blank=True)
    headline = models.BooleanField(_("as a headline article"), default=False)
    send_at = models.DateTimeField(_("send at"), null=True, blank=True)
    release = models.ForeignKey(
        Release,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="editions",
        verbose_name=_("together with"),
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["page_ref", "account", "moment"], name="syndication_edition_once"
            )
        ]

    def __str__(self) -> str:
        return f"page {self.page_ref} → {self.account}"
