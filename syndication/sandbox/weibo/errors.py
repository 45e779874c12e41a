"""Refusals in Weibo's shape (Error_code)."""

TEXTS = {
    10006: "source paramter(appkey) is missing",
    10008: "param error, see doc for more info",
    10014: "Insufficient app permissions!",
    10017: "text not find domain!",
    10021: "HTTP method is not suported for this request!",
    10023: "User requests out of rate limit!",
    20003: "User does not exists!",
    20005: "unsupported image type, only suport JPG, GIF, PNG!",
    20006: "image size too large.",
    20008: "content is null!",
    20012: "text too long, please input text less than 140 characters!",
    20016: "update weibo too fast!",
    20019: "repeat content!",
    20101: "target weibo does not exist!",
    20102: "not your own weibo!",
    21322: "redirect_uri_mismatch",
    21324: "invalid_client",
    21325: "invalid_grant",
    21327: "expired_token",
    21328: "unsupported_grant_type",
    21332: "invalid_access_token",
    21335: "uid parameter must be the current user",
}


class WeiboRefusal(Exception):
    def __init__(self, code: int, status: int = 400, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.detail = detail

    def as_dict(self, path: str) -> dict[str, object]:
        text = self.detail or TEXTS.get(self.code, "error")
        return {"request": path, "error_code": str(self.code), "error": text}
