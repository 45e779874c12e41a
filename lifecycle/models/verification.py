"""What the last nightly look found that does not agree."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Verification(models.Model):
    """The newest look; there is no more than this one row."""

    at = models.DateTimeField()
    # As `discrepancies.Discrepancy.as_json`.
    found = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    # Whether all administrators have been written to about this, be it by an earlier look.
    is_told = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {len(self.found)}"
