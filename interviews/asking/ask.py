"""The page on which a question is asked.

There is no account and no session that another site could use behind somebody's back; so instead
of a CSRF token, which would need a cookie and keep pages from being cached, a form must come from
here by what the browser says (`visitors.is_from_here`) and carry a stamp. A form on a page that
everybody gets alike has no stamp: it leads to this page, filled in, for a second look.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from interviews.asking import limits
from interviews.asking.form import QuestionForm
from interviews.asking.pages import public_page
from interviews.asking.stamps import new_stamp
from interviews.asking.visitors import address_of, is_from_here
from interviews.ledger.receiving import receive, sent_before
from interviews.models import InterviewPage, Question
from interviews.public.about import BesideInterview
from interviews.refusals import Refused


@csrf_exempt
# Kept by nobody but the browser's history: going back finds the words and their stamp again.
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the form; take a question and lead to its receipt."""
    page = public_page(page_id)
    if request.method != "POST":
        return _shown(request, page, QuestionForm({}, sitting=page.sitting), is_new=True)
    form = QuestionForm(request.POST, sitting=page.sitting)
    if not is_from_here(request):
        form.add_error(None, _("The form was sent from another site. Please send it from here."))
    if not form.is_valid():
        is_first_look = form.has_error("__all__", "look") and len(form.errors) == 1
        return _shown(request, page, form, status=200 if is_first_look else 422)
    return _take(request, page, form)


@require_safe
@never_cache
def stamp(request: HttpRequest, page_id: int) -> JsonResponse:
    """Return a stamp for a form on a page that may have come from a cache."""
    return JsonResponse({"stamp": new_stamp(public_page(page_id).sitting)})


def _take(request: HttpRequest, page: InterviewPage, form: QuestionForm) -> HttpResponse:
    sitting, key = page.sitting, form.client_key
    if before := sent_before(sitting, key):
        return _receipt(before)
    address = address_of(request)
    if sitting.stands.takes_questions and (limit := limits.count_question(sitting, address)):
        form.add_error(None, _in_words(limit))
        response = _shown(request, page, form, status=429)
        response.headers["Retry-After"] = str(limit.wait)
        return response
    try:
        question = receive(
            sitting,
            form.cleaned_data["text"],
            nickname=form.cleaned_data["nickname"],
            address=address,
            client_key=key,
        )
    except Refused as refusal:
        form.add_error(None, refusal)
        return _shown(request, page, form, status=422)
    return _receipt(question)


def _receipt(question: Question) -> HttpResponse:
    response = redirect("questions:receipt", question.receipt)
    # See Other: coming back to it asks for the receipt and sends nothing again.
    response.status_code = 303
    return response


def _in_words(limit: limits.TooMany) -> str:
    if limit.is_of_address:
        return _(
            "From one network at most %(most)d questions are taken in %(window)d minutes. Please "
            "try again in %(minutes)d minutes; what you wrote is kept below."
        ) % {"most": limit.most, "window": limit.window // 60, "minutes": limit.minutes}
    return _(
        "Very many people are asking just now. Please try again in a minute; what you wrote is "
        "kept below."
    )


def _shown(
    request: HttpRequest,
    page: InterviewPage,
    form: QuestionForm,
    *,
    is_new: bool = False,
    status: int = 200,
) -> HttpResponse:
    shown: dict[str, Any] = form.shown()
    if is_new:
        shown |= {"errors": {}, "general": []}
    context = {
        "interview": page,
        "about": BesideInterview(page),
        "sitting": page.sitting,
        "takes_questions": page.sitting.stands.takes_questions,
        **shown,
    }
    return render(request, "interviews/questions/ask.html", context, status=status)
