"""What somebody sends to ask a question, and what is told about it. Words are never lost."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.asking import stamps
from interviews.ledger.receiving import LONGEST, LONGEST_NICKNAME, checked
from interviews.models import Sitting
from interviews.refusals import Refused


class QuestionForm(forms.Form):
    """`homepage` is for scripts that fill in everything; people do not see it."""

    text = forms.CharField(label=_("Your question"), required=False)
    nickname = forms.CharField(label=_("Nickname"), required=False)
    homepage = forms.CharField(label=_("Leave this empty"), required=False)
    stamp = forms.CharField(required=False)

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sitting = sitting
        self.stamp: stamps.Stamp | None = None

    def clean_text(self) -> str:
        return checked(self.cleaned_data["text"])

    def clean_nickname(self) -> str:
        nickname = " ".join(self.cleaned_data["nickname"].split())
        if len(nickname) > LONGEST_NICKNAME:
            raise Refused(
                _("A nickname has at most %(most)d characters.") % {"most": LONGEST_NICKNAME}
            )
        return nickname

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.stamp = stamps.read(cleaned.get("stamp", ""), self.sitting)
        if cleaned.get("homepage"):
            raise Refused(
                _("A field that people do not see was filled in. Please send the form again."),
                code="bot",
            )
        if self.errors:
            # What is wrong with the words comes first; the form comes back with a stamp.
            return cleaned
        if self.stamp is None or self.stamp.is_old:
            if cleaned.get("stamp"):
                raise Refused(
                    _("This page has been open for too long. Please send the form again."),
                    code="old",
                )
            raise Refused(_("Please read your question once more, then send it."), code="look")
        if self.stamp.is_fresh:
            raise Refused(
                _("That was very quick. Please wait three seconds, then send the form again."),
                code="fresh",
            )
        return cleaned

    @property
    def next_stamp(self) -> str:
        """Return the stamp for the form when it is shown again: the same, as long as it holds."""
        if self.stamp and not self.stamp.is_old:
            return self.data["stamp"]
        return stamps.new_stamp(self.sitting)

    @property
    def client_key(self) -> str:
        """Return what tells a form that was sent twice; valid forms only."""
        return self.stamp.key_for(self.cleaned_data["text"])

    def shown(self) -> dict[str, Any]:
        """Return the words as they came, and what to say about them."""
        return {
            "text": self.data.get("text", ""),
            "nickname": self.data.get("nickname", ""),
            "stamp": self.next_stamp,
            "longest": LONGEST,
            "longest_nickname": LONGEST_NICKNAME,
            "errors": {name: list(errors) for name, errors in self.errors.items()},
            "general": list(self.non_field_errors()),
        }
