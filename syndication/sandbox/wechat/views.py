"""The calls under /cgi-bin/, each behind its token, its right and its quota."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from syndication.sandbox import clock
from syndication.sandbox.counting import count
from syndication.sandbox.models import OfficialAccount
from syndication.sandbox.wechat import drafts, media, publishing, tokens
from syndication.sandbox.wechat.errors import WeChatRefusal

Call = Callable[[HttpRequest, OfficialAccount], dict[str, object]]

# Calls a day (接口调用频次限制, newly registered accounts); what is not named has no limit here.
QUOTAS = {
    "draft/add": 1000,
    "draft/update": 1000,
    "draft/get": 500,
    "draft/delete": 1000,
    "draft/count": 1000,
    "draft/batchget": 1000,
    "media/uploadimg": 1000,
    "freepublish/submit": 100,
    "freepublish/get": 100,
    "freepublish/delete": 10,
    "freepublish/getarticle": 100,
    "freepublish/batchget": 100,
}
CALLS: dict[str, Call] = {
    "media/uploadimg": media.upload_for_body,
    "material/add_material": media.add_material,
    "draft/add": drafts.add,
    "draft/update": drafts.update,
    "draft/get": drafts.get,
    "draft/delete": drafts.delete,
    "draft/count": drafts.count,
    "draft/batchget": drafts.batchget,
    "freepublish/submit": publishing.submit,
    "freepublish/get": publishing.get,
    "freepublish/delete": publishing.delete,
    "freepublish/getarticle": publishing.getarticle,
    "freepublish/batchget": publishing.batchget,
}
GETS = {"draft/count"}
# Answered without a charset, which makes careless clients read Latin-1.
PLAIN_TEXT = {"draft/get", "draft/batchget"}


def answered(act: Callable[[HttpRequest], dict[str, object]], name: str) -> Callable:
    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        try:
            body = act(request)
        except WeChatRefusal as refusal:
            body = refusal.as_dict()
        kind = "text/plain" if name in PLAIN_TEXT else "application/json; encoding=utf-8"
        return JsonResponse(body, content_type=kind, json_dumps_params={"ensure_ascii": False})

    return view


def guarded(name: str, call: Call) -> Callable[[HttpRequest], dict[str, object]]:
    def act(request: HttpRequest) -> dict[str, object]:
        account = tokens.account_of(request)
        if name.startswith("freepublish/") and not account.is_verified:
            raise WeChatRefusal(48001)
        if request.method != "POST" and name not in GETS:
            raise WeChatRefusal(43002)
        limit = account.quotas.get(name, QUOTAS.get(name))
        if limit is not None and count(account.app_id, name, clock.day()) > limit:
            raise WeChatRefusal(45009)
        return call(request, account)

    return act


urlpatterns = [
    path("stable_token", answered(tokens.stable_token, "stable_token")),
    path("token", answered(tokens.token, "token")),
    *(path(name, answered(guarded(name, call), name)) for name, call in CALLS.items()),
]
