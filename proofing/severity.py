from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    """What a finding does; the gravest last.

    HINT     is shown
    CONFIRM  holds publication until whoever edits the page confirms it, with a reason
    BLOCK    holds publication until it is mended, or waived by whoever has the permission
    """

    HINT = "hint", _("Hint only")
    CONFIRM = "confirm", _("To be confirmed")
    BLOCK = "block", _("Holds publication")

    @property
    def weight(self) -> int:
        return ORDER.index(self)


ORDER = list(Severity)
