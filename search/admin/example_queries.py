"""Example queries that stand alone: tests of search that belong to no word."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from search.admin.addresses import addresses_of
from search.admin.example_forms import ExampleForm
from search.models import ExampleQuery
from search.words.book import current
from search.words.examples import answer


class LoneExampleForm(ExampleForm, WagtailAdminModelForm):
    """An example whose score is what search reaches when it is saved."""

    class Meta:
        model = ExampleQuery
        fields = ("said",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        keys = kwargs["instance"].wanted if kwargs.get("instance") else ()
        super().__init__(*args, addresses=addresses_of(keys), **kwargs)
        self.fields["wanted"].required = True
        self.fields["wanted"].help_text = _(
            "One address in a line, and after it how well it answers: 3 (what was looked for), 2, "
            "1 or 0. Without a number: 3."
        )

    def save(self, commit: bool = True) -> ExampleQuery:
        wanted = self.cleaned_data["wanted"]
        self.instance.ndcg = answer(self.cleaned_data["said"], wanted, current()).ndcg
        return super().save(commit)


class ExampleIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[ExampleQuery]:
        return ExampleQuery.objects.filter(synonym=None, best_bet=None)


class ExampleViewSet(ModelViewSet):
    model = ExampleQuery
    name = "search_examples"
    icon = "clipboard-list"
    menu_label = gettext_lazy("Example queries")
    index_view_class = ExampleIndexView
    copy_view_enabled = False
    add_to_admin_menu = False
    add_to_reference_index = False
    list_display = (
        "said",
        Column("ndcg", label="nDCG", accessor=lambda row: f"{row.ndcg:.3f}"),
    )

    def get_form_class(self, for_update: bool = False) -> type[LoneExampleForm]:
        return LoneExampleForm
