"""The calls under /2/ and /oauth2/."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from syndication.sandbox import clock
from syndication.sandbox.counting import count
from syndication.sandbox.weibo import statuses, tokens
from syndication.sandbox.weibo.errors import WeiboRefusal

# Calls of one user through one application in a day (Rate-limiting, given there as an example).
CALLS_PER_DAY = 100


def answered(act: Callable[[HttpRequest], Any], methods: str = "GET POST") -> Callable:
    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        try:
            if request.method not in methods.split():
                raise WeiboRefusal(10021)
            body = act(request)
        except WeiboRefusal as refusal:
            return JsonResponse(refusal.as_dict(request.path), status=refusal.status)
        return body if isinstance(body, HttpResponse) else JsonResponse(body, safe=False)

    return view


def metered(call: Callable) -> Callable[[HttpRequest], Any]:
    def act(request: HttpRequest) -> Any:
        token = tokens.caller(request)
        limit = token.app.limits.get("calls", CALLS_PER_DAY)
        if count(f"{token.app_id}:{token.user_id}", "calls", clock.day()) > limit:
            raise WeiboRefusal(10023, 403)
        return call(request, token)

    return act


urlpatterns = [
    path("2/statuses/share.json", answered(metered(statuses.share), "POST")),
    path("2/statuses/destroy.json", answered(metered(statuses.destroy), "POST")),
    path("2/statuses/user_timeline.json", answered(metered(statuses.user_timeline), "GET")),
    path("2/statuses/show.json", answered(metered(statuses.show), "GET")),
    path("2/statuses/count.json", answered(metered(statuses.counters), "GET")),
    path("2/users/show.json", answered(metered(statuses.user), "GET")),
    path("oauth2/authorize", answered(tokens.authorize)),
    path("oauth2/access_token", answered(tokens.access_token, "POST")),
    path("oauth2/get_token_info", answered(tokens.get_token_info, "POST")),
    path("oauth2/revokeoauth2", answered(tokens.revoke, "POST")),
]
