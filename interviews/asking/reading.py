"""Reading: the list of questions, one question, a receipt. Lists are alike for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from interviews.asking import listing
from interviews.asking.pages import public_page
from interviews.asking.visiting import voter_of
from interviews.ledger.counting import counts_of
from interviews.ledger.receipts import grouped
from interviews.ledger.receiving import by_receipt
from interviews.ledger.voting import has_voted
from interviews.models import InterviewPage, Question
from interviews.public.about import BesideInterview

# Seconds. A list may be as much older than the truth.
CACHED = 10


@require_safe
@cache_control(public=True, max_age=CACHED)
def questions(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the questions of an interview and what became of them."""
    page = public_page(page_id)
    wanted = listing.Wanted.of(request.GET)
    context = {
        "interview": page,
        "about": BesideInterview(page),
        "sitting": page.sitting,
        "wanted": wanted,
        "kinds": [(name, label, wanted.query(kind=name)) for name, label in listing.KINDS.items()],
        "orders": [
            (name, label, wanted.query(order=name)) for name, label in listing.ORDER_LABELS.items()
        ],
        "found": listing.page_of(page.sitting, wanted, request.GET.get("page"), page.url),
        "query": wanted.query(),
        "counts": counts_of(page.sitting),
        "reasons": listing.declined_by_reason(page.sitting),
    }
    return render(request, "interviews/questions/questions.html", context)


@require_safe
@never_cache
def question(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """Show one approved question, and whether this visitor supports it."""
    page = public_page(page_id)
    return one(request, page, approved(page, number))


def one(
    request: HttpRequest,
    page: InterviewPage,
    asked: Question,
    *,
    message: str = "",
    status: int = 200,
) -> HttpResponse:
    (row,) = listing.rows(page.sitting, [asked], page.url)
    context = {
        "interview": page,
        "about": BesideInterview(page),
        "row": row,
        "has_voted": has_voted(asked, voter_of(request)),
        "message": message,
    }
    return render(request, "interviews/questions/question.html", context, status=status)


def approved(page: InterviewPage, number: int) -> Question:
    """Return an approved question of an interview by its number. Raises Http404."""
    asked = listing.questions_of(page.sitting).filter(number=number).first()
    if asked is None or not asked.is_approved:
        raise Http404
    return asked


@require_safe
@never_cache
def find_receipt(request: HttpRequest) -> HttpResponse:
    """Ask for a receipt number and lead to its page."""
    typed = request.GET.get("number", "")
    asked = by_receipt(typed[:60]) if typed.strip() else None
    if asked:
        return redirect("questions:receipt", asked.receipt)
    message = (
        _("There is no question with this receipt number. Please compare every character.")
        if typed.strip()
        else ""
    )
    context = {"typed": typed[:60], "message": message}
    return _unlisted(
        render(
            request,
            "interviews/questions/find_receipt.html",
            context,
            status=404 if message else 200,
        )
    )


@require_safe
@never_cache
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Show what became of a question to whoever has its receipt, whatever became of its page."""
    asked = by_receipt(number)
    if asked is None:
        return redirect("questions:find_receipt")
    if number != asked.receipt:
        return redirect("questions:receipt", asked.receipt)
    asked = listing.questions_of(asked.sitting).get(pk=asked.pk)
    page = asked.sitting.page
    (row,) = listing.rows(asked.sitting, [asked], page.url or "")
    context = {
        "interview": page,
        "is_public": page.live and not page.get_view_restrictions(),
        "row": row,
        "receipt": grouped(asked.receipt),
    }
    return _unlisted(render(request, "interviews/questions/receipt.html", context))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a receipt's address out of search engines and out of what other sites are told."""
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
