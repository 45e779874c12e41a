"""What an account may do, as far as the platform has told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    DRAFT = "draft", _("make drafts")
    PUBLISH = "publish", _("publish")
    READ_BACK = "read_back", _("read back what is published")
    DELETE = "delete", _("delete")
    COMMENT = "comment", _("comment")
    MASS_SEND = "mass_send", _("mass send")
    HEADLINE = "headline", _("publish headline articles")
    MENU = "menu", _("menu and replies")


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Answers of one probe.

    `rights`: yes or no for each right that could be found out without doing anything; a right
    that is not in it could not. `quotas`: the platform's own word on calls per window, by meter.
    """

    known_as: str
    rights: Mapping[str, bool] = field(default_factory=dict)
    quotas: Mapping[str, int] = field(default_factory=dict)
    verified: bool | None = None
    token_expires_at: datetime | None = None
