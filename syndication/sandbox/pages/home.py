"""The first page: everything the sandbox holds."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from syndication.sandbox.models import WeChatAccount, WeiboUser

LIVE = Q(publication__status="live", publication__mass=False)
SENT = Q(masssend__publication__isnull=False)


def home(request: HttpRequest) -> HttpResponse:
    accounts = WeChatAccount.objects.order_by("pk").annotate(
        published=Count("publication", filter=LIVE, distinct=True),
        sent=Count("masssend", filter=SENT, distinct=True),
        drafts=Count("draft", distinct=True),
    )
    users = WeiboUser.objects.order_by("pk").annotate(
        posts=Count("post", filter=Q(post__deleted=False))
    )
    return render(request, "sandbox/home.html", {"accounts": accounts, "users": users})
