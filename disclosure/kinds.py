"""The kinds of lists: Hunan's 三清单一目录 (in force 2015-02-01)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListKind(models.TextChoices):
    POWERS = "powers", _("list of powers")
    DUTIES = "duties", _("list of duties")
    NEGATIVE = "negative", _("negative list")
    PROJECTS = "projects", _("catalogue of approved investment projects")

    @property
    def is_national(self) -> bool:
        """Whether the list is drawn up by the State only (优化营商环境条例, article 20).

        Regions may not write a negative list for access to the market of their own: such a list is
        imported with the document that it comes from, and no entry is ever written by hand.
        """
        return self is ListKind.NEGATIVE
