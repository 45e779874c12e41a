"""Synonyms and best bets in the admin: nothing is saved whose effect has not been seen."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from search.admin.addresses import addresses_of
from search.admin.example_forms import GRADES
from search.admin.word_forms import BestBetForm, SynonymForm, WordForm
from search.models import BestBet, Synonym
from search.models.words import lines_of
from search.words.effect import Effect, Move, Shift, effect_of
from search.words.examples import Line

# Of each ranking; what is further down tells little.
SHOWN = 5


class EffectMixin:
    """Shows what a change does to rankings, and saves what was shown."""

    template_name = "search/admin/word.html"

    def form_valid(self, form: WordForm) -> HttpResponse:
        effect = form.see()
        has_seen = constant_time_compare(self.request.POST.get("seen", ""), form.seal)
        if has_seen and effect.worse_others and not form.cleaned_data["reason"].strip():
            form.add_error("reason", _("Say why it is worth it that other examples get worse."))
            has_seen = False
        if not has_seen or form.ungraded:
            self.form = form
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        # Where the browser goes when the effect comes back, and not to the top.
        context["action_url"] += "#effect"
        if form.effect:
            context["effect"] = form.effect
            context["seal"] = form.seal
            context["shifts"] = [ShownShift(form, shift) for shift in form.effect.shifts]
            context["grades"] = GRADES
            context["ungraded"] = form.ungraded
        context["submit_button_label"] = _("Save") if form.effect else _("See the effect")
        context["submit_button_active_label"] = _("Working it out…")
        return context


@dataclass(frozen=True, slots=True)
class ShownMove:
    """A result after the change. `field`: in which it is graded; empty if it is graded above."""

    move: Move
    field: str
    grade: int | None


class ShownShift:
    """One example's shift, with the fields in which its results are graded."""

    def __init__(self, form: WordForm, shift: Shift) -> None:
        self.shift = shift
        self._form = form.form_of(shift.example)

    @property
    def before(self) -> list[tuple[Line, int | None]]:
        """The first results before, and their grades."""
        wanted = self.shift.example.wanted
        return [(line, wanted.get(line.key)) for line in self.shift.before.lines[:SHOWN]]

    @property
    def moves(self) -> list[ShownMove]:
        return [self._shown(move) for move in self.shift.moves[:SHOWN]]

    def _shown(self, move: Move) -> ShownMove:
        key, field = move.line.key, ""
        if self._form and self._form.may_grade(key):
            field = self._form.graded_name(key)
        return ShownMove(move, field, self.shift.example.wanted.get(key))


class WordCreateView(EffectMixin, generic.CreateView):
    def get_initial(self) -> dict[str, Any]:
        """Begin with the query that somebody comes from: a report, or a weekly task."""
        said = self.request.GET.get("said", "")[:60]
        if not said:
            return super().get_initial()
        return {"said": said, "queries": said, "examples": [{"said": said}]}


class WordEditView(EffectMixin, generic.EditView):
    pass


class WordDeleteView(generic.DeleteView):
    """Tells which other examples get worse without the word, before it is gone."""

    template_name = "search/admin/word_delete.html"

    def _effect(self) -> Effect:
        return effect_of(self.object, [], gone=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(worse=self._effect().worse_others, **kwargs)

    def delete_action(self) -> None:
        effect = self._effect()
        super().delete_action()
        effect.accept()


class WordViewSet(ModelViewSet):
    add_view_class = WordCreateView
    edit_view_class = WordEditView
    delete_view_class = WordDeleteView
    create_template_name = edit_template_name = "search/admin/word.html"
    delete_template_name = "search/admin/word_delete.html"
    copy_view_enabled = False
    add_to_admin_menu = False
    add_to_reference_index = False
    list_per_page = 50


def _joined(name: str) -> Any:
    return lambda row: "、".join(lines_of(getattr(row, name)))


class SynonymViewSet(WordViewSet):
    model = Synonym
    name = "search_synonyms"
    icon = "openquote"
    menu_label = gettext_lazy("Synonyms")
    form_class = SynonymForm
    search_fields = ("said", "meant")
    list_display = (
        "__str__",
        BooleanColumn("both_ways", label=gettext_lazy("both ways")),
        Column("reason", label=gettext_lazy("reason")),
    )

    def get_form_class(self, for_update: bool = False) -> type[SynonymForm]:
        return SynonymForm


class BestBetIndexView(generic.IndexView):
    """Reads for a page of bets at once which targets can be found now."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        bets = list(context["object_list"])
        found = addresses_of(bet.key for bet in bets if bet.key)
        for bet in bets:
            bet.standing = _standing(bet, found)
        return context


def _until(bet: BestBet) -> str:
    return str(bet.valid_until or "")


def _standing(bet: BestBet, found: dict[str, str]) -> str:
    today = timezone.localdate()
    if bet.key and bet.key not in found:
        return _("Rests: the page cannot be found now")
    if bet.valid_from and today < bet.valid_from:
        return _("Not yet")
    if bet.valid_until and today > bet.valid_until:
        return _("Over")
    return _("Shown now")


class BestBetViewSet(WordViewSet):
    model = BestBet
    name = "search_best_bets"
    icon = "pick"
    menu_label = gettext_lazy("Best bets")
    index_view_class = BestBetIndexView
    search_fields = ("queries", "title", "address")
    list_display = (
        "__str__",
        Column("match", label=gettext_lazy("match"), accessor="get_match_display"),
        Column("standing", label=gettext_lazy("state"), accessor=lambda bet: bet.standing),
        Column(
            "until", label=gettext_lazy("valid until"), accessor=lambda bet: bet.valid_until or ""
        ),
    )

    def get_form_class(self, for_update: bool = False) -> type[BestBetForm]:
        return BestBetForm
