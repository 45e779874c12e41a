"""Refusals in WeChat's shape: HTTP 200, errcode, errmsg with a rid."""

import secrets

TEXTS = {
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40004: "invalid media type",
    40005: "invalid file type",
    40007: "invalid media_id",
    40009: "invalid image size",
    40013: "invalid appid",
    40125: "invalid appsecret",
    40137: "invalid image format",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41005: "media data missing",
    41039: "invalid content_source_url",
    42001: "access_token expired",
    43002: "require POST method",
    44003: "empty news data",
    45002: "content size out of limit",
    45003: "title size out of limit",
    45004: "description size out of limit",
    45009: "reach max api daily quota limit",
    45110: "author size out of limit",
    45166: "invalid content",
    47001: "data format error",
    48001: "api unauthorized",
    53503: "draft did not pass the publish check",
    53600: "invalid article id",
}


class WeChatRefusal(Exception):
    def __init__(self, code: int, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail

    def as_dict(self) -> dict[str, object]:
        rid = "-".join(secrets.token_hex(4) for _ in range(3))
        text = f"{self.detail or TEXTS.get(self.code, 'error')} rid: {rid}"
        return {"errcode": self.code, "errmsg": text}
