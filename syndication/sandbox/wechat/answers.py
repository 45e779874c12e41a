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
    40003: "invalid openid",
    40004: "invalid media type",
    40005: "invalid file type",
    40007: "invalid media_id",
    40009: "invalid image size",
    40013: "invalid appid",
    40014: "invalid access_token",
    40016: "invalid button size",
    40017: "invalid button type",
    40018: "invalid button name size",
    40019: "invalid button key size",
    40020: "invalid button url size",
    40023: "invalid sub button size",
    40024: "invalid sub button type",
    40025: "invalid sub button name size",
    40026: "invalid sub button key size",
    40027: "invalid sub button url size",
    40033: "invalid charset. please check your request, if include \\uxxxx will create fail!",
    40059: "invalid msg id",
    40060: "invalid article idx",
    40066: "invalid url",
    40097: "invalid args",
    40114: "invalid index value",
    40125: "invalid appsecret",
    40137: "invalid image format",
    40152: "invalid group id",
    40201: "invalid url, no callback url is set",
    40202: "invalid action",
    40203: "invalid check_operator",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41005: "media data missing",
    41039: "invalid content_source_url",
    42001: "access_token expired",
    43001: "require GET method",
    43002: "require POST method",
    43004: "require subscribe",
    44003: "empty news data",
    44004: "empty content",
    45002: "content size out of limit",
    45003: "title size out of limit",
    45004: "description size out of limit",
    45008: "article size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    45028: "has no masssend quota",
    45065: "clientmsgid exist",
    45066: "same clientmsgid retry too fast",
    45067: "clientmsgid size out of limit",
    45083: "invalid speed",
    45084: "no speed",
    45110: "author size out of limit",
    45162: "invalid msgtype",
    45166: "invalid content",
    46003: "menu no exist",
    47001: "data format error",
    48001: "api unauthorized",
    48005: "api forbidden for the material is in use",
    48006: "forbid to clear quota because of reaching the limit",
    48008: "no permission to send this type of message",
    48021: "the draft was saved automatically, please save it by hand first",
    53503: "该草稿未通过发布检查",
    53504: "需前往公众平台官网使用草稿",
    53505: "请手动保存成功后再发表",
    53600: "Article ID 无效",
    65316: "menu has too many outer domains",
    76001: "rid not found",
    76002: "rid format error",
    76003: "rid belongs to another account",
    76004: "rid expired",
    76021: "cgi_path not found, please check",
    88000: "without comment privilege",
    88001: "msg_data is not exists",
    88002: "the article is limit for safety",
    88003: "elected comment upper limit",
    88004: "comment was deleted by user",
    88005: "already reply",
    88007: "reply content beyond max len or content len is zero",
    88008: "comment is not exists",
    88010: "count range error",
    89503: "此次调用需要管理员确认，请耐心等候",
    89504: "正在等待管理员确认",
    89505: "已经提交管理员确认，请耐心等候",
}


class Refusal(Exception):
    """The platform says no."""

    def __init__(self, code: int, text: str = "", **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.text = text or TEXTS.get(code, "")
        self.more = more


def rid() -> str:
    return "-".join(secrets.token_hex(4) for _ in range(3))


def answer(body: dict[str, Any], content_type: str = JSON) -> HttpResponse:
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return HttpResponse(data, content_type=content_type)


def refuse(refusal: Refusal) -> HttpResponse:
    number = rid()
    response = answer(
        {"errcode": refusal.code, "errmsg": f"{refusal.text} rid: {number}"} | refusal.more
    )
    response.code = refusal.code
    response.rid = number
    return response
