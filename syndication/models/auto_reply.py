"""What an official account says by itself to those who follow it (自动回复)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from syndication.answers import Answer
from syndication.models.account import Account
from syndication.models.byte_limits import MostBytes

# 被动回复用户消息: at most eight articles in the answer to an event.
MOST_ENTRIES = 8
WELCOME_BYTES = 1200
# 360×200 is what the platform asks for; twice that for today's screens.
PICTURE = "fill-720x400|format-jpeg"


class Layout(models.TextChoices):
    TEXT = "text", _("a text with links")
    CARDS = "cards", _("cards with pictures")


class PageEntry(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("page"))
    title = blocks.CharBlock(
        label=_("title"),
        max_length=30,
        required=False,
        help_text=_("Leave empty for the page's own title."),
    )
    picture = ImageChooserBlock(label=_("picture"), required=False)

    class Meta:
        icon = "doc-empty-inverse"
        label = _("a page of this portal")


class AddressEntry(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=30)
    url = blocks.URLBlock(label=_("address"), max_length=1024)
    picture = ImageChooserBlock(label=_("picture"), required=False)

    class Meta:
        icon = "link-external"
        label = _("another address")


class AutoReply(models.Model):
    """One account's words. Without this row followers get a general welcome."""

    account = models.OneToOneField(
        Account,
        on_delete=models.CASCADE,
        related_name="auto_reply",
        limit_choices_to={"kind": "wechat"},
        verbose_name=_("account"),
    )
    welcome = models.TextField(
        _("welcome"),
        validators=[MostBytes(WELCOME_BYTES)],
        help_text=_("What somebody reads who has just followed the account."),
    )
    layout = models.CharField(
        _("the main entries are"), max_length=10, choices=Layout, default=Layout.TEXT
    )
    entries = StreamField(
        [("page", PageEntry()), ("address", AddressEntry())],
        verbose_name=_("main entries"),
        blank=True,
        max_num=MOST_ENTRIES,
        help_text=_("Leave empty for the columns that are led to the account."),
    )
    nothing_found = models.TextField(
        _("when nothing is found"),
        blank=True,
        validators=[MostBytes(WELCOME_BYTES)],
        help_text=_("The main entries follow. Leave empty for a general sentence."),
    )

    class Meta:
        verbose_name = _("automatic reply")
        verbose_name_plural = _("automatic replies")

    def __str__(self) -> str:
        return str(self.account)

    def public_entries(self) -> list[Answer]:
        """Return the entries as cards; those whose page the public cannot read are left out."""
        chosen = [entry.value["page"].pk for entry in self.entries if entry.value.get("page")]
        public = set(
            Page.objects.filter(pk__in=chosen).live().public().values_list("pk", flat=True)
        )
        found = (_entry(entry.value, public) for entry in self.entries)
        return [answer for answer in found if answer is not None]

    def draw_pictures(self) -> None:
        """Make the pictures of the cards now: whoever answers a follower has no time to."""
        for entry in self.entries:
            if entry.value["picture"]:
                entry.value["picture"].get_rendition(PICTURE)


def _entry(value: Any, public: set[int]) -> Answer | None:
    page = value.get("page")
    if "page" in value and (page is None or page.pk not in public or not page.full_url):
        return None
    return Answer(
        title=value["title"] or page.title,
        description=page.search_description if page else "",
        url=page.full_url if page else value["url"],
        picture_url=_picture_url(value["picture"]),
    )


def _picture_url(image: Any) -> str:
    drawn = image.renditions.filter(filter_spec=PICTURE).first() if image else None
    return drawn.full_url if drawn else ""
