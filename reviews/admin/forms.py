"""What reviewers and those who manage reviews fill in."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput, AdminPageChooser
from wagtail.models import Page, WorkflowPage

from reviews.models import Deputy, RefusalReason, ReviewStage
from reviews.names import name_of
from reviews.setting_up import LABELS, ROLES, StageSpec, groups_for

SHORTEST_REASON = 4


class ApprovalForm(forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("Remark"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


def refusal_form(stage: ReviewStage) -> type[forms.Form]:
    """Return the form that asks why a stage refuses a version.

    Its answers pass through the editor's page as JSON, so they are plain words.
    """

    class RefusalForm(forms.Form):
        reason = forms.ChoiceField(
            label=gettext_lazy("Kind of reason"), choices=_reasons, required=stage.asks_reason
        )
        comment = forms.CharField(
            label=gettext_lazy("What has to be mended"), max_length=2000,
            widget=forms.Textarea({"rows": 4}),
        )  # fmt: skip

    return RefusalForm


def _reasons() -> list[tuple[str, str]]:
    names = list(RefusalReason.objects.filter(is_used=True).values_list("name", flat=True))
    # Without a list nobody could refuse anything.
    return [("", "———"), *((name, name) for name in names or [_("Other")])]


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user: Any) -> str:
        return f"{name_of(user)}（{user.get_username()}）"


def people() -> Any:
    """Return the people who can log in to the admin, by name."""
    permission = {"content_type__app_label": "wagtailadmin", "codename": "access_admin"}
    users = get_user_model().objects.filter(is_active=True)
    by_group = users.filter(
        **{f"groups__permissions__{key}": value for key, value in permission.items()}
    )
    return users.filter(pk__in=by_group.order_by().values("pk")).order_by("username")


def colleagues(user: Any) -> Any:
    """Return the people of somebody's own groups, and those who review with them."""
    own = user.groups.order_by().values("pk")
    reviews = ReviewStage.objects.filter(groups__in=own).values("workflow_tasks__workflow")
    beside = ReviewStage.objects.filter(workflow_tasks__workflow__in=reviews).values("groups")
    return people().filter(Q(groups__in=own) | Q(groups__in=beside)).distinct()


class DeputyForm(forms.ModelForm):
    principal = PersonField(label=gettext_lazy("Reviewer"), queryset=None)
    deputy = PersonField(label=gettext_lazy("Deputy"), queryset=None)

    class Meta:
        model = Deputy
        fields = ["principal", "deputy", "stage", "begins_at", "ends_at", "reason"]
        widgets = {"begins_at": AdminDateTimeInput, "ends_at": AdminDateTimeInput}

    def __init__(self, *args: Any, user: Any, manages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reviewers = get_user_model().objects.filter(
            is_active=True, groups__in=ReviewStage.objects.filter(active=True).values("groups")
        )
        stages = ReviewStage.objects.filter(active=True).order_by("name")
        if not manages:
            reviewers = reviewers.filter(pk=user.pk)
            stages = stages.filter(groups__user=user.pk).distinct()
        self.fields["principal"].queryset = reviewers.distinct().order_by("username")
        self.fields["principal"].initial = user.pk
        self.fields["deputy"].queryset = people() if manages else colleagues(user)
        self.fields["stage"].queryset = stages
        self.fields["stage"].empty_label = _("all stages of the reviewer")
        now = timezone.localtime().replace(second=0, microsecond=0)
        self.fields["begins_at"].initial = now
        self.fields["ends_at"].initial = now + timedelta(days=7)


class AppointForm(forms.Form):
    user = PersonField(label=gettext_lazy("Who is to review"), queryset=None)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), min_length=SHORTEST_REASON, max_length=200
    )

    def __init__(self, *args: Any, barred: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people().exclude(pk__in=list(barred))


class EmergencyForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it cannot wait"), min_length=SHORTEST_REASON, max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    answerable = forms.CharField(
        label=gettext_lazy("Who has decided it"), max_length=100, min_length=2,
        help_text=gettext_lazy("The leader on duty who decided it: name and office."),
    )  # fmt: skip
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class PlaceForm(forms.Form):
    """Asks first for the column: which groups may review depends on it."""

    page = forms.ModelChoiceField(
        label=gettext_lazy("Column"),
        queryset=Page.objects.filter(depth__gt=1),
        widget=AdminPageChooser(),
        help_text=gettext_lazy("The review holds for this page and all below it."),
    )


class SetupForm(PlaceForm):
    """A review of three stages for a column, all in one."""

    name = forms.CharField(label=gettext_lazy("Name of the review"), max_length=120)
    replaces = forms.BooleanField(
        label=gettext_lazy("It takes the place of the workflow that the column has now"),
        required=False,
    )
    is_printed = forms.BooleanField(
        label=gettext_lazy("Print the reviewers' names under the item"), required=False
    )
    not_by_writer = forms.BooleanField(
        label=gettext_lazy("Whoever wrote a version may not approve it"), required=False,
        initial=True,
    )  # fmt: skip
    not_twice = forms.BooleanField(
        label=gettext_lazy("Nobody approves two stages of the same version"), required=False,
        initial=True,
    )  # fmt: skip
    asks_reason = forms.BooleanField(
        label=gettext_lazy("Refusing asks for a kind of reason"), required=False, initial=True
    )

    SWITCHES = ("is_printed", "not_by_writer", "not_twice", "asks_reason")

    def __init__(
        self, *args: Any, places: Iterable[Page], count: int = 3, is_new: bool = True, **kwargs: Any
    ) -> None:  # fmt: skip
        """`places` are where it will hold; groups of other parts of the tree are not offered."""
        super().__init__(*args, **kwargs)
        self.count = count
        fitting = groups_for(places).order_by().values("pk")
        if not is_new:
            del self.fields["page"], self.fields["replaces"]
        for number in range(count):
            self.fields[f"label_{number}"] = forms.CharField(
                label=_("Short name"), max_length=12, initial=_nth(LABELS, number)
            )
            self.fields[f"role_{number}"] = forms.CharField(
                label=_("Whose stage it is"), max_length=60, initial=_nth(ROLES, number)
            )
            self.fields[f"groups_{number}"] = forms.ModelMultipleChoiceField(
                label=_("Groups that decide"),
                queryset=self._offered(f"groups_{number}", fitting),
                widget=forms.SelectMultiple({"size": 6}),
            )

    def _offered(self, name: str, fitting: QuerySet) -> QuerySet[Group]:
        # What has been chosen once is not taken out unasked.
        chosen = [group.pk for group in self.initial.get(name, ())]
        return Group.objects.filter(Q(pk__in=fitting) | Q(pk__in=chosen)).order_by("name")

    @property
    def stages(self) -> list[tuple[int, list[Any]]]:
        """The fields of each stage, for the template."""
        return [
            (number + 1, [self[f"{part}_{number}"] for part in ("label", "role", "groups")])
            for number in range(self.count)
        ]

    @property
    def others(self) -> list[Any]:
        return [self[name] for name in self.fields if name[-1:] not in "0123456789"]

    @property
    def specs(self) -> list[StageSpec]:
        data = self.cleaned_data
        return [
            StageSpec(data[f"label_{n}"], data[f"role_{n}"], list(data[f"groups_{n}"]))
            for n in range(self.count)
        ]

    @property
    def switches(self) -> dict[str, bool]:
        return {name: self.cleaned_data[name] for name in self.SWITCHES}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        page = data.get("page")
        labels = [data.get(f"label_{n}") for n in range(self.count)]
        if len(set(filter(None, labels))) < len(list(filter(None, labels))):
            raise ValidationError(_("Each stage needs a short name of its own."))
        if page is not None and not data.get("replaces"):
            there = WorkflowPage.objects.filter(page=page).select_related("workflow").first()
            if there:
                said = _(
                    "The column has the workflow “%(name)s” already: say that this replaces it."
                )
                self.add_error("page", said % {"name": there.workflow.name})
        return data


def _nth(words: tuple[str, ...], number: int) -> str:
    return words[number] if number < len(words) else ""
