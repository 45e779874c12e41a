"""The form behind a notice: its days have to lie in the year that it arranges."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

DAYS = {"holidays": "first", "swapped_days": "day"}


class NoticeForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        year = cleaned.get("year")
        for name, field in DAYS.items() if year else ():
            for row in self.formsets[name].forms:
                day = row.cleaned_data.get(field) if row.is_valid() else None
                # New Year's holiday may begin in December before.
                if day and not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
                    row.add_error(
                        field,
                        _("This day does not lie in the year of the notice (%(year)d).")
                        % {"year": year},
                    )
        return cleaned
