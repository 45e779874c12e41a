"""The form of example queries: what is asked, and which answers are good."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.admin.addresses import addresses_of, is_elsewhere, keys_at
from search.models import BestBet, ExampleQuery, Synonym
from search.models.words import lines_of

BEST = 3
GRADES = (
    (3, gettext_lazy("3: what was looked for")),
    (2, gettext_lazy("2: answers")),
    (1, gettext_lazy("1: helps a little")),
    (0, gettext_lazy("0: does not answer")),
)
MOST = 12
_LINE = re.compile(r"(\S+)(?:\s+([0-3]))?")


class ExampleForm(forms.ModelForm):
    """`wanted` holds an address in each line, followed by a grade or not (3).

    What the editor graded among the results that were shown comes in fields of its own and is
    added to it.
    """

    wanted = forms.CharField(
        label=gettext_lazy("what ought to be found"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "One address in a line, and after it how well it answers: 3 (what was looked for), 2, "
            "1 or 0. Without a number: 3. Or leave it empty, see the effect, and grade what was "
            "found."
        ),
    )

    class Meta:
        model = ExampleQuery
        fields = ("said",)

    def __init__(self, *args: Any, addresses: Mapping[str, str] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        known = addresses or {}
        self.initial["wanted"] = "\n".join(
            f"{known.get(key, key)} {grade}" for key, grade in self.instance.wanted.items()
        )

    def graded_name(self, key: str) -> str:
        """Return the name of the field in which a result that was shown is graded."""
        return f"{self.prefix}-grade:{key}"

    @cached_property
    def graded(self) -> dict[str, int]:
        """Grades that were given to results that were shown."""
        begins = self.graded_name("")
        return {
            name.removeprefix(begins): int(value)
            for name, value in self.data.items()
            if name.startswith(begins) and value in ("0", "1", "2", "3")
        }

    def clean_wanted(self) -> dict[str, int]:
        found = [_LINE.fullmatch(line) for line in lines_of(self.cleaned_data["wanted"])]
        if not all(found):
            raise forms.ValidationError(
                _("Write one address in a line, then a space and a number from 0 to 3.")
            )
        asked = {each[1]: int(each[2] or BEST) for each in found if each}
        keys = keys_at(asked)
        known = set(self.instance.wanted)
        wanted: dict[str, int] = {}
        for address, grade in asked.items():
            key = keys.get(address) or (address if address in known else "")
            if not key and is_elsewhere(address):
                key = address
            if not key:
                raise forms.ValidationError(
                    _("Nothing that can be found has the address %(address)s."),
                    params={"address": address},
                )
            wanted[key] = grade
        return {**self.graded, **wanted}

    def may_grade(self, key: str) -> bool:
        """Tell whether a result may be graded where it is shown: it stands in no line."""
        lined = set(self.cleaned_data.get("wanted") or {}) - set(self.graded)
        return key not in lined

    def save(self, commit: bool = True) -> ExampleQuery:
        self.instance.wanted = self.cleaned_data["wanted"]
        return super().save(commit)


class _ExampleFormSet(forms.BaseInlineFormSet):
    @cached_property
    def addresses(self) -> dict[str, str]:
        return addresses_of(key for row in self.get_queryset() for key in row.wanted)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "addresses": self.addresses}

    @property
    def filled(self) -> list[ExampleForm]:
        """The forms of examples that are to be kept."""
        return [
            form
            for form in self.forms
            if form.cleaned_data.get("said") and not form.cleaned_data.get("DELETE")
        ]

    def clean(self) -> None:
        if not any(self.errors) and not self.filled:
            raise forms.ValidationError(
                _("Add at least one example query: it shows whether the change helps.")
            )


def _formset(model: type[Synonym] | type[BestBet]) -> type[_ExampleFormSet]:
    return forms.inlineformset_factory(
        model,
        ExampleQuery,
        form=ExampleForm,
        formset=_ExampleFormSet,
        extra=1,
        max_num=MOST,
        validate_max=True,
    )


SynonymExamples = _formset(Synonym)
BestBetExamples = _formset(BestBet)
