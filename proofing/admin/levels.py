"""The screen where an installation says how grave it is what the checks without lists find."""

from django import forms
from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from backstage.screens import screen
from proofing.admin.access import may_change_levels
from proofing.levels import CHECKS, levels
from proofing.models import Level
from proofing.severity import Severity

OFF = gettext_lazy("Not checked")


class LevelsForm(forms.Form):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, check in CHECKS.items():
            choices = [("", OFF), *Severity.choices]
            field = forms.ChoiceField(label=check.label, choices=choices, required=False)
            field.help_text = _("Usually: %(level)s") % {"level": check.usual.label}
            self.fields[name] = field

    @transaction.atomic
    def save(self) -> None:
        """Keep what differs from the usual; what is as usual follows it should it change."""
        for name, check in CHECKS.items():
            severity = self.cleaned_data[name]
            rows = Level.objects.filter(check_name=name)
            if severity == check.usual:
                rows.delete()
            else:
                Level.objects.update_or_create(check_name=name, defaults={"severity": severity})


@require_http_methods(["GET", "POST"])
def change_levels(request: HttpRequest) -> HttpResponse:
    if not may_change_levels(request.user):
        raise PermissionDenied
    initial = {name: severity or "" for name, severity in levels().items()}
    form = LevelsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.save()
        flash.success(request, _("Saved. What is checked from now on follows it."))
        return redirect("proofing:levels")
    title = _("Levels of checks")
    return screen(request, "proofing/levels.html", title, "cogs", {"form": form})
