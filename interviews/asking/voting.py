"""Supporting a question: a button that works without a script, without an account."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from interviews.asking import limits, visiting
from interviews.asking.pages import public_page
from interviews.asking.reading import approved, one
from interviews.asking.visitors import address_of, is_from_here
from interviews.ledger import voting
from interviews.models import InterviewPage, Question
from interviews.refusals import Refused


@csrf_exempt
@never_cache
@require_POST
def vote(request: HttpRequest, page_id: int, number: int) -> HttpResponse:
    """Count a vote or take it back, and show the question; to scripts, tell the number of votes."""
    page = public_page(page_id)
    question = approved(page, number)
    voter = visiting.voter_of(request)
    if not is_from_here(request):
        told = _("The form was sent from another site. Please send it from here.")
        return _refused(request, page, question, told, status=403)
    address = address_of(request)
    if limit := limits.count_vote(address):
        told = _("Too many votes came from your network. Please try again in %(minutes)d minutes.")
        response = _refused(request, page, question, told % {"minutes": limit.minutes}, status=429)
        response.headers["Retry-After"] = str(limit.wait)
        return response
    try:
        if request.POST.get("take_back"):
            voting.take_back(question, voter)
        else:
            voter = voter or visiting.new_voter()
            voting.support(question, voter, address=address)
    except Refused as refusal:
        return _refused(request, page, question, refusal.reasons)
    response = _told(request, page, question, is_supporter=not request.POST.get("take_back"))
    if voter:
        visiting.remember(response, voter)
    return response


def _refused(
    request: HttpRequest,
    page: InterviewPage,
    question: Question,
    message: str,
    *,
    status: int = 409,
) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": message}, status=status)
    return one(request, page, question, message=message, status=status)


def _told(
    request: HttpRequest, page: InterviewPage, question: Question, *, is_supporter: bool
) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"votes": question.votes, "supported": is_supporter})
    response = redirect("questions:question", page.pk, question.number)
    response.status_code = 303
    return response


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
