"""The form behind the editor of a document."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from disclosure.documents import obstacles
from disclosure.documents.interpreting import missing_of_plan
from home.forms import PortalPageForm


class PolicyDocumentForm(PortalPageForm):
    """Says beside the fields what stands against a release, once somebody wants one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "topic" in self.fields:
            self.fields["topic"].choices = topic_choices(apps.get_model("disclosure", "Topic"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        effective, expires = cleaned.get("effective_on"), cleaned.get("expires_on")
        begin = effective or cleaned.get("written_on")
        if begin and expires and expires <= begin:
            self.add_error("expires_on", _("It would expire before it takes effect."))
        self._check_targets()
        if not self.is_deferred_validation:
            self._check_release(cleaned)
        return cleaned

    def _check_release(self, cleaned: dict[str, Any]) -> None:
        organ = cleaned.get("organ")
        if organ and (words := obstacles.of_organ(organ)):
            self.add_error("organ", words)
        words = missing_of_plan(cleaned.get("needs_interpretation", False), self._rows("plans"))
        if words:
            self.add_error("needs_interpretation", words)

    def _check_targets(self) -> None:
        """Who may not edit a document may not have another one change what it is worth."""
        for row in self._rows("acts"):
            target = row.cleaned_data.get("target")
            if target is None or "target" not in row.changed_data or self.for_user is None:
                continue
            if not target.permissions_for_user(self.for_user).can_edit():
                row.add_error(
                    "target",
                    ValidationError(
                        _("You may not edit “%(title)s”, so you may not change its validity.")
                        % {"title": target.title}
                    ),
                )

    def _rows(self, name: str) -> list[Any]:
        """Return the rows of an inline table that stay, as far as they are filled in rightly."""
        formset = self.formsets.get(name)
        if formset is None:
            return []
        gone = set(formset.deleted_forms) if formset.is_valid() else set()
        return [
            row
            for row in formset.forms
            if row not in gone and row.is_valid() and (row.has_changed() or row.instance.pk)
        ]


def topic_choices(model: Any) -> list[tuple[Any, Any]]:
    """Return the topics by their first level; one that has none below it stands for itself."""
    topics = list(model.objects.order_by("position", "name"))
    choices: list[tuple[Any, Any]] = [("", "---------")]
    for top in topics:
        if top.parent_id is None:
            below = [(each.pk, each.name) for each in topics if each.parent_id == top.pk]
            choices.append((top.name, below) if below else (top.pk, top.name))
    return choices
