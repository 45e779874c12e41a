"""The menu below an official account's conversation (自定义菜单)."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

from syndication.models.account import Account
from syndication.models.byte_limits import CountedCharBlock, CountedTextBlock, CountedURLBlock

# 自定义菜单, 创建接口.
MOST_BUTTONS, MOST_SUB_BUTTONS = 3, 5
NAME_BYTES, SUB_NAME_BYTES = 16, 60
KEY_BYTES, URL_BYTES = 128, 1024
REPLY_BYTES = 2048


def _deed() -> blocks.StreamBlock:
    """Return the choice of what a button does: exactly one thing."""
    return blocks.StreamBlock(
        [
            ("page", blocks.PageChooserBlock(label=_("opens a page of this portal"))),
            (
                "address",
                CountedURLBlock(
                    label=_("opens another address"), icon="link-external", most_bytes=URL_BYTES
                ),
            ),
            (
                "words",
                CountedCharBlock(
                    label=_("answers as if these words had been sent"),
                    icon="search",
                    most_bytes=KEY_BYTES,
                ),
            ),
            (
                "reply",
                CountedTextBlock(
                    label=_("answers with a text"), icon="comment", most_bytes=REPLY_BYTES
                ),
            ),
        ],
        label=_("what it does"),
        min_num=1,
        max_num=1,
    )


class ButtonBlock(blocks.StructBlock):
    name = CountedCharBlock(label=_("name"), most_bytes=NAME_BYTES)
    does = _deed()

    class Meta:
        icon = "link"
        label = _("a button")
        label_format = "{name}"


class SubButtonBlock(blocks.StructBlock):
    name = CountedCharBlock(label=_("name"), most_bytes=SUB_NAME_BYTES)
    does = _deed()

    class Meta:
        icon = "link"
        label = _("sub-button")
        label_format = "{name}"


class SubMenuBlock(blocks.StructBlock):
    name = CountedCharBlock(label=_("name"), most_bytes=NAME_BYTES)
    buttons = blocks.ListBlock(
        SubButtonBlock(),
        label=_("sub-buttons"),
        min_num=1,
        max_num=MOST_SUB_BUTTONS,
    )

    class Meta:
        icon = "list-ul"
        label = _("a button with a sub-menu")
        label_format = "{name}"


class CustomMenu(models.Model):
    """What an account's menu should be, and what the platform last took and last showed.

    `published` and `seen` are in the platform's form, `seen` as menu/get told it; None: never.
    `next_at` is when a worker should see to it; empty: there is nothing to do. `code` and
    `values` say why the menu is not published, as a finding does.
    """

    account = models.OneToOneField(
        Account,
        on_delete=models.CASCADE,
        related_name="custom_menu",
        limit_choices_to={"kind": "wechat"},
        verbose_name=_("account"),
    )
    buttons = StreamField(
        [("button", ButtonBlock()), ("sub_menu", SubMenuBlock())],
        verbose_name=_("buttons"),
        blank=True,
        max_num=MOST_BUTTONS,
        collapsed=True,
        help_text=_(
            "Up to three, with up to five sub-buttons each. Without any the menu is taken away."
        ),
    )

    published = models.JSONField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    seen = models.JSONField(null=True, editable=False)
    seen_at = models.DateTimeField(null=True, editable=False)
    next_at = models.DateTimeField(null=True, editable=False, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    code = models.CharField(max_length=40, blank=True, editable=False)
    values = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("custom menu")
        verbose_name_plural = _("custom menus")

    def __str__(self) -> str:
        return str(self.account)

    def note(self, **state: Any) -> None:
        """Write what happened to the menu, and nothing of what an editor may be changing."""
        for name, value in state.items():
            setattr(self, name, value)
        type(self).objects.filter(pk=self.pk).update(**state)

    def due_now(self) -> None:
        self.note(next_at=timezone.now(), failures=0, code="", values={})
