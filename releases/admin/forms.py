"""What is asked of whoever puts a release together."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from releases.admin.access import releases_for
from releases.models import Act, JointRelease, State


class ReleaseForm(forms.ModelForm):
    class Meta:
        model = JointRelease
        fields = ("name", "goes_out_at")
        widgets = {"goes_out_at": AdminDateTimeInput()}

    def clean_goes_out_at(self) -> Any:
        moment = self.cleaned_data["goes_out_at"]
        if moment and "goes_out_at" in self.changed_data and moment <= timezone.now():
            raise forms.ValidationError(_("This moment is over."), code="over")
        return moment


class AddForm(forms.Form):
    """A release that is there, or a new one by its name."""

    release = forms.ModelChoiceField(
        JointRelease.objects.none(), label=_("joint release"), required=False,
        empty_label=_("a new one"),
    )  # fmt: skip
    name = forms.CharField(label=_("name of the new one"), max_length=60, required=False)
    act = forms.ChoiceField(label=_("what happens to the page"), choices=Act, initial=Act.PUBLISH)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ones = releases_for(user).filter(state__in=[State.DRAFT, State.FAILED])
        self.fields["release"].queryset = open_ones

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = (cleaned.get("name") or "").strip()
        if not cleaned.get("release") and not self.errors:
            if not name:
                self.add_error("name", _("Choose a release or give a new one a name."))
            elif JointRelease.objects.filter(name=name).exists():
                self.add_error("name", _("There is a release of this name already."))
        return {**cleaned, "name": name}
