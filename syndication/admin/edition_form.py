"""What an editor chooses for one page at one account."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model

from story import Story
from syndication.channels.dialogues import dialogues_of
from syndication.channels.registry import channel_for
from syndication.models import Account, Edition, Release

IMAGE_SOURCE = f"{get_image_model()._meta.label_lower}/"


class EditionForm(forms.ModelForm):
    """One account's fields only: a channel names those that mean something to it."""

    send_at = forms.DateTimeField(
        label=_("send at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: as soon as the page is published."),
    )
    release = forms.ModelChoiceField(
        label=_("together with"),
        queryset=Release.objects.filter(opened_at=None, is_called_off=False),
        required=False,
        empty_label=_("nothing else"),
    )
    cover = forms.ModelChoiceField(
        label=_("cover picture"),
        queryset=get_image_model().objects.none(),
        required=False,
        empty_label=_("as the page has it"),
    )

    dialogues = forms.MultipleChoiceField(
        label=_("questions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "None ticked: as many as there is room for, those with the most votes first. What is "
            "left out is said, with the address of the whole record."
        ),
    )

    class Meta:
        model = Edition
        fields = (
            *("title", "author", "digest", "text", "dialogues", "cover", "headline"),
            *("send_at", "release"),
        )
        widgets = {
            "digest": forms.Textarea(attrs={"rows": 3}),
            "text": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, account: Account, story: Story, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.moment = story.moment
        self.auto_id = f"edition-{account.pk}-{story.moment}-%s"
        fields = channel_for(account).edition_fields(story)
        for name in list(self.fields):
            if name in {"send_at", "release", "cover"}:
                continue
            if name not in fields:
                del self.fields[name]
                continue
            limits = fields[name]
            field = self.fields[name]
            field.widget.attrs.update(limits.attributes)
            if limits.usual:
                field.widget.attrs["placeholder"] = limits.usual
            field.limit = limits.limit
            field.validators = [limits] if limits.limit else field.validators
        if "dialogues" in self.fields:
            self.fields["dialogues"].choices = [
                (each.key, each.title) for each in dialogues_of(story)
            ]
        self.fields["cover"].queryset = get_image_model().objects.filter(pk__in=pictures_of(story))

    def clean_send_at(self) -> datetime | None:
        moment = self.cleaned_data["send_at"]
        if moment and "send_at" in self.changed_data and moment < timezone.now():
            raise forms.ValidationError(_("This moment has passed."))
        return moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("send_at") and cleaned.get("release"):
            self.add_error("send_at", _("A release has a time of its own. Choose one of the two."))
        return cleaned


def pictures_of(story: Story) -> list[int]:
    """Return the keys of the story's own pictures; others are not offered as covers."""
    return [
        int(picture.source.split("/")[1])
        for picture in story.pictures()
        if picture.source.startswith(IMAGE_SOURCE)
    ]
