"""What the form behind every page editor asks and refuses for a page's life."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm

from attachments.personal import find
from lifecycle import changing, first_publication
from lifecycle.models import ChangeKind, RefusedDate

DECIDES = ("action-publish", "action-submit")
SAYS = ("change_kind", "change_note", "change_right", "change_keeps_earlier")


class LifecycleForm(WagtailAdminPageForm):
    """Asks what a change of a published page means; keeps the displayed time honest."""

    change_kind = forms.ChoiceField(
        label=gettext_lazy("What kind of change is this?"),
        choices=ChangeKind.choices,
        widget=forms.RadioSelect,
        initial=ChangeKind.MINOR,
        required=False,
    )
    change_note = forms.CharField(
        label=gettext_lazy("What changed, or what was wrong"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Readers see it below the page, and in a correction on top of it."),
    )
    change_right = forms.CharField(
        label=gettext_lazy("What is right (in a correction)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    change_keeps_earlier = forms.BooleanField(
        label=gettext_lazy("Readers may still read the earlier version (in a correction)"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Not if it tells what must not be told, such as somebody's number."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = changing.pending(self.instance.latest_revision_id)
        if said and not self.is_bound:
            values = (said.kind, said.note, said.right, said.keeps_earlier)
            self.initial |= dict(zip(SAYS, values, strict=True))

    @property
    def is_decided(self) -> bool:
        """Whether this is to be published, scheduled or approved, not only kept."""
        return any(name in self.data for name in DECIDES)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_displayed(cleaned)
        self._check_change(cleaned)
        return cleaned

    def _check_displayed(self, cleaned: dict[str, Any]) -> None:
        shown = cleaned.get("displayed_at")
        if not shown or not (self.is_decided or "displayed_at" in self.changed_data):
            return
        page, before = self.instance, self.instance.go_live_at
        page.go_live_at = cleaned.get("go_live_at", before)
        if first_publication.is_too_early(page, shown):
            self.add_error("displayed_at", first_publication.words_of(page))
            page.title = cleaned.get("title") or page.title
            first_publication.refuse(
                page,
                RefusedDate.What.DISPLAYED,
                shown,
                first_publication.floor_of(page),
                self.for_user,
                getattr(self.parent_page, "path", ""),
            )
        page.go_live_at = before

    def _check_change(self, cleaned: dict[str, Any]) -> None:
        if "change_kind" not in self.data:
            return
        said = self.said(cleaned)
        if self.is_decided and said.kind != ChangeKind.MINOR and not said.note:
            self.add_error(
                "change_note",
                _("Say what was wrong.")
                if said.kind == ChangeKind.CORRECTION
                else _("Say what changed: readers are told of a major change."),
            )
        if self.is_decided and said.kind == ChangeKind.CORRECTION and not said.right:
            self.add_error("change_right", _("Say what is right."))
        for name in ("change_note", "change_right"):
            if find(cleaned.get(name) or ""):
                self.add_error(name, number_of_somebody())
        changing.say(self.instance, said)

    @staticmethod
    def said(cleaned: dict[str, Any]) -> changing.Said:
        return changing.Said(
            kind=ChangeKind(cleaned.get("change_kind") or ChangeKind.MINOR),
            note=(cleaned.get("change_note") or "").strip(),
            right=(cleaned.get("change_right") or "").strip(),
            keeps_earlier=bool(cleaned.get("change_keeps_earlier")),
        )


def number_of_somebody() -> str:
    """Return what is said of words for the public that hold a number of somebody's."""
    return _("An identity, mobile or bank-card number stands here; the public must not see it.")
