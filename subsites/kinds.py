"""What kinds of units there are, and on which level."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The kind decides the site's colours and emblem, and whether it may have a host of its own."""

    GOVERNMENT = "government", _("People's government")
    DEPARTMENT = "department", _("Government department")
    PARTY = "party", _("Party organ or mass organisation")
    INSTITUTION = "institution", _("Public institution")
    TOWNSHIP = "township", _("Township or subdistrict")
    CAMPAIGN = "campaign", _("Campaign or event")


class Level(models.TextChoices):
    PROVINCE = "province", _("Provincial level")
    CITY = "city", _("City level")
    COUNTY = "county", _("County level")
    TOWNSHIP = "township", _("Township level")
