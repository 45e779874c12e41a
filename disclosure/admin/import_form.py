"""The form a workbook is brought with."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from disclosure.admin.words import unreadable
from disclosure.history.review import lists_of
from disclosure.importing import Understood, propose, understand
from disclosure.models import ImportBatch, PowerListPage
from disclosure.models.proposal import Standing
from disclosure.workbooks.problems import Unreadable
from disclosure.workbooks.reading import MOST_BYTES


class ImportForm(forms.Form):
    """Reads the workbook when it is cleaned, so that what is wrong with it is said beside it."""

    power_list = forms.ModelChoiceField(label=_("list"), queryset=PowerListPage.objects.none())
    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("A list as .xlsx or .xls. Nothing counts before you have seen what it says."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}),
    )
    reason = forms.CharField(
        label=_("reason"), max_length=300, help_text=_("Why the list changes; citizens read it.")
    )
    document = forms.CharField(
        label=_("adjusting document"), max_length=200, required=False,
        help_text=_("Its title and number."),
    )  # fmt: skip
    effective_on = forms.DateField(
        label=_("effective on"), initial=timezone.localdate, widget=AdminDateInput()
    )
    also_gone = forms.BooleanField(
        label=_("The workbook is the whole list"), required=False, initial=True,
        help_text=_("What it does not hold any more is proposed to be cancelled."),
    )  # fmt: skip

    understood: Understood | None = None

    def __init__(self, *args: Any, user: AbstractBaseUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["power_list"].queryset = lists_of(user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file, power_list = cleaned.get("file"), cleaned.get("power_list")
        if power_list and power_list.is_national and not cleaned.get("document"):
            self.add_error("document", _("A national list needs the document that it comes from."))
        if file is None or power_list is None:
            return cleaned
        try:
            if file.size > MOST_BYTES:
                raise Unreadable("too_large")
            self.understood = understand(power_list, file.name, file.read())
        except Unreadable as error:
            self.add_error("file", unreadable(error.code))
        return cleaned

    def save(self) -> ImportBatch:
        return propose(
            self.understood,
            reason=self.cleaned_data["reason"],
            document=self.cleaned_data["document"],
            effective_on=self.cleaned_data["effective_on"],
            user=self.user,
            also_gone=self.cleaned_data["also_gone"],
            standing=Standing.OPEN,
        )
