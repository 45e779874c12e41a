"""Who speaks in an interview."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    HOST = "host", _("Host")
    GUEST = "guest", _("Guest")
    OFFICIAL = "official", _("Official")
    REPORTER = "reporter", _("Reporter")
    CITIZEN = "citizen", _("Citizen")
