"""The page of the vote on topics: a form that works without a script, without an account.

The interview's own page has the same form, alike for everybody; only here a visitor sees what he
votes for.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interviews.asking.admitting import turned_away
from interviews.asking.pages import public_page
from interviews.asking.visiting import new_voter, remember, voter_of
from interviews.asking.visitors import address_of
from interviews.models import InterviewPage
from interviews.public.about import BesideInterview
from interviews.refusals import Refused
from interviews.topics.ballots import ballot_of, number_in
from interviews.topics.casting import cast, choice_of


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def topics(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the ballot with the visitor's own vote; take a vote and show it."""
    page = public_page(page_id)
    if request.method != "POST":
        return _shown(request, page)
    if away := turned_away(request):
        return away.noted_in(_shown(request, page, message=away.message, status=away.status))
    number = number_in(request.POST.get("topic", ""))
    voter = voter_of(request) or new_voter()
    try:
        cast(page.sitting, number, voter, address=address_of(request))
    except Refused as refusal:
        return _shown(request, page, message=refusal.reasons, status=409)
    response = redirect("questions:topics", page.pk)
    response.status_code = 303
    remember(response, voter)
    return response


def _shown(
    request: HttpRequest, page: InterviewPage, *, message: str = "", status: int = 200
) -> HttpResponse:
    ballot = ballot_of(page.sitting)
    if ballot is None:
        raise Http404
    mine = choice_of(ballot, voter_of(request))
    context = {
        "interview": page,
        "about": BesideInterview(page),
        "ballot": ballot,
        "mine": ballot.topic(mine),
        "takes_votes": ballot.is_open,
        "message": message,
    }
    return render(request, "interviews/topics/topics.html", context, status=status)
