"""The form for what may be added to an entry of a national list: never its text."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.admin.widgets import AdminAutoHeightTextInput

from disclosure.finding.powers import owners_of
from disclosure.models import LocalHelp, PowerItem
from disclosure.related import link_locally
from findable import findable_changed


class HelpForm(forms.ModelForm):
    class Meta:
        model = LocalHelp
        fields = ["contact", "permits"]
        widgets = {name: AdminAutoHeightTextInput() for name in ("contact", "permits")}

    def __init__(self, *args: Any, item: PowerItem, **kwargs: Any) -> None:
        there = LocalHelp.objects.filter(item=item).first()
        super().__init__(*args, instance=there or LocalHelp(item=item), **kwargs)

    def save_by(self, user: AbstractBaseUser) -> LocalHelp:
        with transaction.atomic():
            self.instance.changed_by = user
            told = self.save()
            link_locally(told)
            findable_changed.send(PowerItem, owners=owners_of([told.item_id]))
        return told
