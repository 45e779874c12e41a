"""Addresses that do not exist, each in the words of its platform."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from syndication.sandbox.wechat import answers as wechat
from syndication.sandbox.weibo import answers as weibo


def fallback(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.path.startswith("/cgi-bin/"):
        return wechat.refuse(wechat.Refusal(40066, "invalid url"))
    if request.path.startswith(("/2/", "/oauth2/", "/proxy/")):
        return weibo.refuse(request, weibo.Refusal(10020))
    return render(request, "sandbox/missing.html", status=404)
