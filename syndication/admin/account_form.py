"""The form an account is bound with. What is secret goes in and never comes out."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from story import Moment
from syndication.binding import forget_token
from syndication.channels.base import Channel
from syndication.channels.massing import MassCapable
from syndication.channels.registry import channel_class, kinds
from syndication.engine.sweep import forget_unfolding_pages
from syndication.engine.wish import moments_for
from syndication.models import Account
from syndication.models.account import Target
from syndication.models.copy import MomentChoices

KEPT = _("Stored and never shown. Leave empty to keep it, or enter it anew.")
# The model's columns are not editable fields: no form may ever be filled in from them.
SECRETS = {
    "app_secret": "new_app_secret",
    "callback_token": "new_callback_token",
    "callback_aes_key": "new_callback_aes_key",
}
OPTIONS = ("rip", "web_url", "safe_domains", "preview_to")
FLAGS = ("headline_right", "headline_articles", "service_account")
OF_SOME_CHANNELS = frozenset({"remote_id", "callback_token", "callback_aes_key", *OPTIONS, *FLAGS})


class SecretInput(forms.PasswordInput):
    """Never filled in from what is stored, and left alone by password managers."""

    def __init__(self) -> None:
        super().__init__(render_value=False, attrs={"autocomplete": "new-password"})


def _secret(label: str, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=SecretInput, **kwargs)


class AccountForm(WagtailAdminModelForm):
    kind = forms.ChoiceField(label=_("channel"))
    new_app_secret = _secret(_("app secret"))
    new_callback_token = _secret(_("callback token"))
    new_callback_aes_key = _secret(
        _("callback encryption key"),
        validators=[RegexValidator(r"^[A-Za-z0-9]{43}$", _("The key has 43 letters and digits."))],
    )
    base_url = forms.URLField(
        label=_("API address"),
        assume_scheme="https",
        required=False,
        help_text=_("Leave empty for the platform's own address."),
    )
    rip = forms.GenericIPAddressField(
        label=_("public address sent with posts"),
        protocol="ipv4",
        required=False,
        help_text=_("Weibo asks for one with every post. Empty: the installation's own."),
    )
    safe_domains = forms.CharField(
        label=_("safe domains of the application"),
        required=False,
        max_length=500,
        help_text=_(
            "As bound in Weibo's console, with spaces in between. If they are known, an address "
            "that Weibo would refuse is told of before publishing."
        ),
    )
    headline_right = forms.BooleanField(
        label=_("may publish headline articles"),
        required=False,
        help_text=_(
            "Weibo: its contact for government accounts opens this right; no call tells whether "
            "an account has it."
        ),
    )
    headline_articles = forms.BooleanField(
        label=_("pages with a picture go out as headline articles"),
        required=False,
        help_text=_("Weibo: otherwise only those whose editor asks for it."),
    )
    web_url = forms.URLField(
        label=_("where posts are seen"),
        assume_scheme="https",
        required=False,
        help_text=_("Leave empty for the platform's own address."),
    )

    moments = forms.MultipleChoiceField(
        label=_("of pages that are told several times"),
        choices=MomentChoices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Interviews are announced, on air and recorded. What is not ticked is not sent to this "
            "account from now on; what has been sent stays."
        ),
    )
    service_account = forms.BooleanField(
        label=_("it is a service account (服务号)"),
        required=False,
        help_text=_(
            "Service accounts have four mass sends a month, subscription accounts one a day; no "
            "call tells which kind it is."
        ),
    )
    preview_to = forms.CharField(
        label=_("who is shown mass sends before they go out"),
        required=False,
        max_length=500,
        help_text=_("WeChat ids, with spaces in between. These people must follow the account."),
    )

    class Meta:
        model = Account
        fields = (
            *("kind", "name", "app_id", "remote_id", "base_url", "is_paused"),
            *("target", "on_change", "on_withdrawal", "moments", "needs_review"),
            *("quiet_from", "quiet_until", "min_gap"),
            *("sponsor", "owner", "owner_contact", "filing_number", "verified_until"),
        )
        help_texts = {"app_id": _("With a partner system: the name of the key.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, channel_class(kind).label) for kind in kinds()]
        if self.instance.pk:
            self.fields["kind"].disabled = True
            self._suit(channel_class(self.instance.kind))
            self.initial["moments"] = [each.value for each in Moment if each in self._taken()]
        else:
            # What is usual depends on the channel.
            del self.fields["moments"]
        for stored, entered in SECRETS.items():
            if entered in self.fields and getattr(self.instance, stored):
                self.fields[entered].help_text = KEPT
        for name in (*OPTIONS, *FLAGS):
            if name in self.fields:
                self.fields[name].initial = self.instance.options.get(name)

    def _taken(self) -> frozenset[Moment]:
        return moments_for(self.instance)

    def _suit(self, channel: type[Channel]) -> None:
        """Leave out what means nothing to the account's channel."""
        for name in OF_SOME_CHANNELS - channel.account_fields:
            self.fields.pop(SECRETS.get(name, name), None)
        if channel.amends_published:
            self.fields.pop("on_change", None)
        if not channel.has_own_address:
            self.fields["base_url"].required = True
            self.fields["base_url"].help_text = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.instance.pk and not cleaned.get("new_app_secret"):
            self.add_error("new_app_secret", _("Without it the platform lets nobody in."))
        kind = cleaned.get("kind") or self.instance.kind
        if kind and cleaned.get("target") == Target.DRAFT and not channel_class(kind).keeps_drafts:
            self.add_error("target", _("This platform has no draft box."))
        target = cleaned.get("target")
        if kind and target == Target.PROPOSE and not issubclass(channel_class(kind), MassCapable):
            self.add_error("target", _("This platform has no mass send."))
        if bool(cleaned.get("quiet_from")) != bool(cleaned.get("quiet_until")):
            self.add_error("quiet_until", _("Quiet hours need a beginning and an end."))
        if kind and not cleaned.get("base_url") and not channel_class(kind).has_own_address:
            self.add_error("base_url", _("This channel has no address of its own: enter one."))
        if cleaned.get("new_callback_aes_key") and not (
            cleaned.get("new_callback_token") or self.instance.callback_token
        ):
            self.add_error("new_callback_token", _("Encrypted pushes are signed with a token too."))
        return cleaned

    def save(self, commit: bool = True) -> Account:
        account = self.instance
        for stored, entered in SECRETS.items():
            if self.cleaned_data.get(entered):
                account.take(stored, self.cleaned_data[entered])
        account.options = {
            **account.options,
            **{name: self.cleaned_data[name] or "" for name in OPTIONS if name in self.fields},
            **{name: self.cleaned_data[name] for name in FLAGS if name in self.fields},
        }
        if {"app_id", "new_app_secret", "base_url"} & set(self.changed_data):
            forget_token(account)
        if "moments" in self.changed_data:
            forget_unfolding_pages()
        return super().save(commit)
