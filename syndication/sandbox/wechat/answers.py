"""How WeChat answers: HTTP 200 always, an errcode and a `rid` when it refuses."""

import json
import secrets
from typing import Any

from django.http import HttpResponse

JSON = "application/json; encoding=utf-8"
# Some endpoints say neither JSON nor a charset; readers that believe the header get mojibake.
PLAIN = "text/plain"

OK: dict[str, Any] = {"errcode": 0, "errmsg": "ok"}

TEXTS = {
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40004: "invalid media type",
    40005: "invalid file type",
    40007: "invalid media_id",
    40009: "invalid image size",
    40013: "invalid appid",
    40014: "invalid access_token",
    40060: "invalid article idx",
    40066: "invalid url",
    40097: "invalid args",
    40114: "invalid index value",
    40125: "invalid appsecret",
    40137: "invalid image format",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41005: "media data missing",
    41039: "invalid content_source_url",
    42001: "access_token expired",
    43001: "require GET method",
    43002: "require POST method",
    44003: "empty news data",
    44004: "empty content",
    45002: "content size out of limit",
    45003: "title size out of limit",
    45004: "description size out of limit",
    45008: "article size out of limit",
    45009: "reach max api daily quota limit",
    45110: "author size out of limit",
    45166: "invalid content",
    47001: "data format error",
    48001: "api unauthorized",
    48006: "forbid to clear quota because of reaching the limit",
    53503: "该草稿未通过发布检查",
    53504: "需前往公众平台官网使用草稿",
    53505: "请手动保存成功后再发表",
    53600: "Article ID 无效",
    76021: "cgi_path not found, please check",
    88000: "without comment privilege",
}


class Refusal(Exception):
    """The platform says no."""

    def __init__(self, code: int, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text or TEXTS.get(code, "")


def rid() -> str:
    return "-".join(secrets.token_hex(4) for _ in range(3))


def answer(body: dict[str, Any], content_type: str = JSON) -> HttpResponse:
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return HttpResponse(data, content_type=content_type)


def refuse(refusal: Refusal) -> HttpResponse:
    response = answer(
        {"errcode": refusal.code, "errmsg": f"{refusal.text} rid: {rid()}"},
    )
    response.code = refusal.code
    return response
