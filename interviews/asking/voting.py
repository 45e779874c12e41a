"""Supporting a question: a button that works without a script, without an account."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from interviews.asking import visiting
from interviews.asking.admitting import turned_away
from interviews.asking.pages import public_page
from interviews.asking.reading import approved, one
from interviews.asking.visitors import address_of
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
    if away := turned_away(request):
        return away.noted_in(_refused(request, page, question, away.message, status=away.status))
    try:
        if request.POST.get("take_back"):
            voting.take_back(question, voter)
        else:
            voter = voter or visiting.new_voter()
            voting.support(question, voter, address=address_of(request))
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
