"""The forms of synonyms and best bets, each with its example queries."""

import hashlib
import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from search.admin.addresses import is_elsewhere, keys_at
from search.admin.example_forms import BestBetExamples, ExampleForm, SynonymExamples
from search.analysis.folding import normal
from search.analysis.terms import RUNS
from search.models import BestBet, ExampleQuery, Synonym
from search.models.words import lines_of
from search.words.bet import plain
from search.words.effect import Effect, effect_of

LONGEST_WORD = 30
MOST_LINES = 40


def _short_lines(text: str) -> list[str]:
    lines = lines_of(text)
    if len(lines) > MOST_LINES:
        raise forms.ValidationError(_("At most %(number)d lines."), params={"number": MOST_LINES})
    return lines


class WordForm(WagtailAdminModelForm):
    """A word with its examples; what it says is checked against them before it is saved."""

    examples_class: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = self.examples_class(
            self.data if self.is_bound else None,
            instance=self.instance,
            prefix="examples",
            initial=self.initial.get("examples"),
        )
        self.effect: Effect | None = None

    def is_valid(self) -> bool:
        # Both, so that all mistakes are told at once.
        own, examples = super().is_valid(), self.examples.is_valid()
        return own and examples

    def see(self) -> Effect:
        """Work out the effect of what was filled in. The form must be valid."""
        self.effect = effect_of(self.instance, [self._example(form) for form in self._kept])
        return self.effect

    @property
    def seal(self) -> str:
        """What tells whether exactly this is what was filled in when its effect was shown."""
        own = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        examples = [(form.cleaned_data["said"], form.cleaned_data["wanted"]) for form in self._kept]
        said = json.dumps([own, examples], default=str, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def ungraded(self) -> list[str]:
        """The examples of which no good answer is known: they could never fail, so none is kept."""
        return [
            form.cleaned_data["said"]
            for form in self._kept
            if not any(form.cleaned_data["wanted"].values())
        ]

    def form_of(self, example: ExampleQuery) -> ExampleForm | None:
        return next((form for form in self._kept if form.instance is example), None)

    @property
    def _kept(self) -> list[ExampleForm]:
        return self.examples.filled

    @staticmethod
    def _example(form: ExampleForm) -> ExampleQuery:
        form.instance.said = form.cleaned_data["said"]
        form.instance.wanted = form.cleaned_data["wanted"]
        return form.instance

    def save(self, commit: bool = True) -> Synonym | BestBet:
        effect = self.effect or self.see()
        word = super().save(commit)
        effect.accept()
        self.examples.instance = word
        self.examples.save()
        return word


class SynonymForm(WordForm):
    examples_class = SynonymExamples

    class Meta:
        model = Synonym
        fields = ("said", "meant", "both_ways", "reason")
        widgets = {
            "said": forms.Textarea(attrs={"rows": 3}),
            "meant": forms.Textarea(attrs={"rows": 3}),
            "reason": forms.Textarea(attrs={"rows": 2}),
        }

    def clean_said(self) -> str:
        words = _short_lines(self.cleaned_data["said"])
        for word in words:
            _check_word(word)
        return "\n".join(words)

    def clean_meant(self) -> str:
        lines = _short_lines(self.cleaned_data["meant"])
        for line in lines:
            for word in line.split():
                if len(word) > LONGEST_WORD or not RUNS.search(normal(word)):
                    raise forms.ValidationError(
                        _("“%(word)s” is too long or no word."), params={"word": word[:40]}
                    )
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        said, meant = lines_of(cleaned.get("said", "")), lines_of(cleaned.get("meant", ""))
        if {normal(word) for word in said} & {normal(word) for word in meant}:
            self.add_error("meant", _("The same word stands on both sides."))
        if cleaned.get("both_ways"):
            try:
                for word in meant:
                    _check_word(word)
            except forms.ValidationError as error:
                self.add_error("meant", error)
        return cleaned


def _check_word(word: str) -> None:
    """Refuse what could never be cut out of a query, or would stand in every other one."""
    plain_word = normal(word).strip()
    if len(plain_word) < 2 or len(plain_word) > LONGEST_WORD:
        raise forms.ValidationError(
            _("“%(word)s”: a word has 2 to 30 characters."), params={"word": word[:40]}
        )
    if not RUNS.fullmatch(plain_word):
        raise forms.ValidationError(
            _("“%(word)s”: write one word without spaces, signs, or characters and letters mixed."),
            params={"word": word},
        )


class BestBetForm(WordForm):
    examples_class = BestBetExamples

    class Meta:
        model = BestBet
        fields = (
            "queries", "match", "address", "title", "note", "valid_from", "valid_until", "reason",
        )  # fmt: skip
        widgets = {
            "queries": forms.Textarea(attrs={"rows": 3}),
            "address": forms.TextInput,
            "valid_from": AdminDateInput,
            "valid_until": AdminDateInput,
            "reason": forms.Textarea(attrs={"rows": 2}),
        }

    def clean_queries(self) -> str:
        queries = _short_lines(self.cleaned_data["queries"])
        for query in queries:
            if len(plain(query)) < 2:
                raise forms.ValidationError(
                    _("“%(word)s” is too short: it would fit nearly every query."),
                    params={"word": query},
                )
        return "\n".join(queries)

    def clean_address(self) -> str:
        address = self.cleaned_data["address"].strip()
        key = keys_at([address]).get(address, "")
        if not key and self.instance.key and address == self.instance.address:
            # Withdrawn for now: the bet rests with it and comes back with it.
            key = self.instance.key
        if not key and not is_elsewhere(address):
            raise forms.ValidationError(
                _(
                    "Nothing that can be found has this address. Copy it from the page; the "
                    "address of another site begins with https://."
                )
            )
        self.instance.key = key
        return address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begins, ends = cleaned.get("valid_from"), cleaned.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", _("It ends before it begins."))
        if cleaned.get("address") and not self.instance.key and not cleaned.get("title"):
            self.add_error("title", _("What is on another site needs a title."))
        return cleaned
