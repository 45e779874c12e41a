"""How Weibo answers: an object, or `error_code` with an HTTP status that says little."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

# error_code: text, HTTP status
ERRORS = {
    10006: ("source paramter(appkey) is missing", 400),
    10008: ("Param error, see doc for more info.", 400),
    10014: ("Insufficient app permissions!", 403),
    10016: ("miss required parameter", 400),
    10017: ("parameter value invalid", 400),
    10020: ("Request api not found!", 404),
    10021: ("HTTP method is not suported for this request!", 400),
    10022: ("IP requests out of rate limit!", 403),
    10023: ("User requests out of rate limit!", 403),
    20003: ("User does not exists!", 400),
    20005: ("unsupport image type, only suport JPG, GIF, PNG!", 400),
    20006: ("image size too large", 400),
    20007: ("does multipart has image", 400),
    20008: ("content is null", 400),
    20012: ("text too long, please input text less than 140 characters!", 400),
    20016: ("update weibo too fast!", 400),
    20019: ("repeat content!", 400),
    20101: ("target weibo does not exist!", 400),
    20102: ("not your own weibo!", 400),
    20201: ("target weibo comment does not exist!", 400),
    20203: ("not your own comment!", 400),
    21316: ("token_revoked", 401),
    21321: ("applications over the unaudited use restrictions!", 403),
    21322: ("redirect_uri_mismatch", 400),
    21323: ("invalid_request", 400),
    21324: ("invalid_client", 400),
    21325: ("invalid_grant", 400),
    21327: ("expired_token", 401),
    21328: ("unsupported_grant_type", 400),
    21329: ("unsupported_response_type", 400),
    21332: ("invalid_access_token", 401),
    21335: ("uid must be the current user!", 400),
}


class Refusal(Exception):
    """The platform says no."""

    def __init__(self, code: int, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text or ERRORS[code][0]


def answer(body: Any) -> HttpResponse:
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return HttpResponse(data, content_type="application/json;charset=UTF-8")


def refuse(request: HttpRequest, refusal: Refusal, *, quoted: bool = False) -> HttpResponse:
    body: dict[str, Any] = {
        "error": refusal.text,
        "error_code": str(refusal.code) if quoted else refusal.code,
        "request": request.path,
    }
    if request.path.startswith("/oauth2/"):
        body["error_uri"] = request.path
    response = answer(body)
    response.status_code = ERRORS[refusal.code][1]
    response.code = refusal.code
    return response
