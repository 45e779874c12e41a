"""The moderators' screens."""

from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from backstage.screens import screen
from interviews.access import MODERATE, may, sittings_for
from interviews.admin.questions import acts, due, exporting, queue
from interviews.admin.questions.masking import marked
from interviews.asking.listing import questions_of
from interviews.ledger.counting import counts_of
from interviews.ledger.kinds import Outcome, Reason
from interviews.ledger.promising import DAYS
from interviews.ledger.receiving import LONGEST
from interviews.ledger.undoing import undo as undo_batch
from interviews.models import Question, Sitting

PER_PAGE = 50
MOST_REASONS_TOLD = 5


@require_safe
def interviews(request: HttpRequest) -> HttpResponse:
    """Show the interviews that somebody moderates, with what waits in each."""
    sittings = _moderated(request)
    waiting = Q(questions__outcome="", questions__moderation="pending")
    counted = sittings.annotate(
        submitted=Count("questions"),
        pending=Count("questions", filter=waiting),
        blank=Count("questions", filter=Q(questions__outcome="")),
        promised=Count("questions", filter=Q(questions__outcome=Outcome.PROMISED)),
    ).order_by("-page__starts_at", "-pk")
    page = Paginator(counted, PER_PAGE).get_page(request.GET.get("page"))
    return _screen(request, "interviews", _("Questions of citizens"), {"sittings": page})


@require_safe
def show_queue(request: HttpRequest, sitting_id: int) -> HttpResponse:
    sitting = _sitting(request, sitting_id)
    narrowing = queue.Narrowing.of(request.GET)
    counts = queue.tab_counts(sitting)
    lines = queue.page_of(sitting, narrowing, request.GET.get("page"))
    for line in lines:
        for question in line.questions:
            question.marked = marked(question)
    shown = {
        "sitting": sitting,
        "narrowing": narrowing,
        "tabs": [
            (name, label, counts[name], narrowing.query(tab=name, group=""))
            for name, (label, _condition) in queue.TABS.items()
        ],
        "orders": [(name, label) for name, (label, _order) in queue.ORDERS.items()],
        "lines": lines,
        "query": narrowing.query(),
        "reasons": [(value, str(label)) for value, label in Reason.choices],
        "days": DAYS,
    }
    return _screen(request, "queue", sitting.page.title, shown)


@require_POST
def act(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Do what a button says: `one` is an act upon one question, `all` one upon the selection."""
    sitting = _sitting(request, sitting_id)
    name, _dash, rest = request.POST.get("one", "").partition("-")
    number, _dash, reason = rest.partition("-")
    values = request.POST.dict()
    if name:
        numbers = [number]
        values["reason"] = reason
        # What is typed beside the selection is meant for the selection.
        values["note"] = values.get("own_note", "")
    else:
        name, numbers = request.POST.get("all", ""), request.POST.getlist("question")
    if name not in acts.ACTS:
        raise Http404
    wanted = [int(each) for each in numbers if each.isdecimal() and len(each) < 10]
    if not wanted:
        flash.warning(request, _("Select questions first."))
        return _back(request, sitting)
    done = acts.act(sitting, name, wanted, request.user, values)
    _tell(request, sitting, done)
    return _back(request, sitting)


@require_POST
def undo(request: HttpRequest, sitting_id: int) -> HttpResponse:
    sitting = _sitting(request, sitting_id)
    done = undo_batch(sitting, request.POST.get("batch", "")[:32], request.user)
    if done.number:
        flash.success(request, _("Undone: %(number)d acts.") % {"number": done.number})
    _tell_refusals(request, done.refused)
    if not done.number and not done.refused:
        flash.warning(request, _("There is nothing left to undo."))
    return _back(request, sitting)


@require_safe
def one(request: HttpRequest, sitting_id: int, number: int) -> HttpResponse:
    """Show everything about one question: what was submitted, what is shown, its history."""
    sitting = _sitting(request, sitting_id)
    asked = get_object_or_404(
        Question.objects.select_related("answered_in", "merged_into"),
        sitting=sitting,
        number=number,
    )
    asked.sitting = sitting
    asked.marked = marked(asked)
    alike = Question.objects.filter(sitting=sitting, group=asked.group).exclude(pk=asked.pk)
    shown = {
        "sitting": sitting,
        "question": asked,
        "followers": questions_of(sitting).get(pk=asked.pk).followers,
        "alike": alike.order_by("number")[:20],
        "rulings": asked.rulings.all(),
        "reasons": Reason.choices,
        "days": DAYS,
        "longest": LONGEST,
    }
    title = _("Question %(number)d") % {"number": number}
    return _screen(request, "one", title, shown)


@require_safe
def promised(request: HttpRequest) -> HttpResponse:
    """Show what was promised and has not been answered, over all interviews."""
    if not request.user.has_perm(MODERATE):
        raise PermissionDenied
    page = Paginator(due.promised_to_answer(request.user), PER_PAGE).get_page(
        request.GET.get("page")
    )
    page.object_list = due.counted(list(page.object_list))
    return _screen(request, "promised", _("Answers promised and due"), {"found": page})


@require_safe
def export(request: HttpRequest, sitting_id: int, form: str) -> HttpResponse:
    return exporting.ledger(_sitting(request, sitting_id), form)


def _moderated(request: HttpRequest) -> Any:
    if not request.user.has_perm(MODERATE):
        raise PermissionDenied
    return sittings_for(request.user, MODERATE)


def _sitting(request: HttpRequest, sitting_id: int) -> Sitting:
    """Return an interview that somebody may moderate. Raises PermissionDenied."""
    sitting = get_object_or_404(Sitting.objects.select_related("page"), pk=sitting_id)
    if not may(request.user, MODERATE, sitting):
        raise PermissionDenied
    return sitting


def _tell(request: HttpRequest, sitting: Sitting, done: acts.Done) -> None:
    if done.number:
        told = ngettext("Done: %(number)d question.", "Done: %(number)d questions.", done.number)
        form = format_html(
            '{} <button class="button button-small button-secondary undo" type="submit" '
            'form="undo" name="batch" value="{}">{}</button>',
            told % {"number": done.number},
            done.batch,
            _("Undo"),
        )
        flash.success(request, form)
    _tell_refusals(request, done.refused)


def _tell_refusals(request: HttpRequest, refused: list[str]) -> None:
    if not refused:
        return
    reasons = list(dict.fromkeys(refused))
    told = " ".join(reasons[:MOST_REASONS_TOLD])
    number = len(refused)
    flash.error(
        request,
        ngettext(
            "Not done for %(number)d question: %(reasons)s",
            "Not done for %(number)d questions: %(reasons)s",
            number,
        )
        % {"number": number, "reasons": told},
    )


def _back(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Lead back to the screen that a button was on, at the question that comes next there."""
    address = reverse("interview_questions:queue", args=[sitting.pk])
    if request.POST.get("question_page", "").isdecimal():
        address = reverse(
            "interview_questions:one", args=[sitting.pk, int(request.POST["question_page"][:9])]
        )
    query = queue.Narrowing.of(request.POST).query()
    page = request.POST.get("page", "")
    page = f"&page={int(page)}" if page.isdecimal() and len(page) < 7 else ""
    following = request.POST.get("following", "")
    place = f"#question-{int(following)}" if following.isdecimal() and len(following) < 10 else ""
    return redirect(f"{address}?{query}{page}{place}")


def _screen(request: HttpRequest, name: str, title: str, shown: dict[str, Any]) -> HttpResponse:
    trail = []
    if name != "interviews":
        trail.append((reverse("interview_questions:interviews"), _("Questions of citizens")))
    if name == "one":
        sitting = shown["sitting"]
        queue_of = reverse("interview_questions:queue", args=[sitting.pk])
        trail.append((queue_of, sitting.page.title))
    if "sitting" in shown:
        shown["counts"] = counts_of(shown["sitting"])
    template = f"interviews/admin/questions/{name}.html"
    return screen(request, template, title, "help", shown, trail=trail)
