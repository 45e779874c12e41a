"""The form in which a change of one power is proposed."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from disclosure.causes import Cause, State
from disclosure.models import PowerItem, PowerListPage, Proposal
from disclosure.models.proposal import Standing

# What may happen to a power, by the state that it is in.
CAUSES = {
    State.IN_FORCE: (Cause.ADJUSTED, Cause.DELEGATED, Cause.MERGED, Cause.CANCELLED),
    State.DELEGATED: (Cause.RESTORED,),
    State.MERGED: (Cause.RESTORED,),
    State.CANCELLED: (Cause.RESTORED,),
}
ONE_LINE = frozenset({"name", "sub_name", "code", "kind", "body", "level", "office", "phone"})
PREFIX = "field-"


class PowerForm(forms.Form):
    """What a power is to say, what happens to it, and why. Columns of its list only are kept."""

    cause = forms.ChoiceField(label=_("what happens"))
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

    def __init__(
        self, *args: Any, power_list: PowerListPage, item: PowerItem | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.power_list, self.item = power_list, item
        causes = CAUSES[item.state] if item else (Cause.NEW,)
        self.fields["cause"].choices = [(cause.value, cause.label) for cause in causes]
        said = item.fields if item else {}
        for name in power_list.form.names:
            label = power_list.form.label_of(name)
            self.fields[f"{PREFIX}{name}"] = _field(name, label, said.get(name, ""))

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        return [
            (group.label, [self[f"{PREFIX}{name}"] for name in group.names])
            for group in self.power_list.form.groups
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and cleaned["cause"] == Cause.ADJUSTED and self.said == self.item.fields:
            raise forms.ValidationError(_("Nothing has been changed."))
        return cleaned

    @property
    def said(self) -> dict[str, str]:
        names = self.power_list.form.names
        before = self.item.fields if self.item else {}
        kept = {name: text for name, text in before.items() if name not in names}
        entered = {name: self.cleaned_data.get(f"{PREFIX}{name}", "").strip() for name in names}
        return {**{name: text for name, text in entered.items() if text}, **kept}

    def save(self, user: Any) -> Proposal:
        """Propose the change; it counts when a reviewer has approved it."""
        item = self.item
        return Proposal.objects.create(
            power_list=self.power_list,
            item=item,
            cause=self.cleaned_data["cause"],
            reason=self.cleaned_data["reason"],
            document=self.cleaned_data["document"],
            effective_on=self.cleaned_data["effective_on"],
            position=item.position if item else self.power_list.items.count() + 1,
            fields=self.said,
            based_on=item.newest.number if item else 0,
            standing=Standing.SUBMITTED,
            created_by=user,
        )


def _field(name: str, label: Any, text: str) -> forms.CharField:
    widget = forms.TextInput() if name in ONE_LINE else AdminAutoHeightTextInput()
    return forms.CharField(
        label=label, initial=text, required=name == "name", widget=widget, max_length=20_000
    )
