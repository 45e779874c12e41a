"""Weibo's open platform over requests."""

from typing import Any
from urllib.parse import urlencode

import requests

from syndication.channels import http
from syndication.channels.base import Blame, Refused, Stopped, Unknown
from syndication.channels.ledger import Ledger

COUNTED = ("/2/", "/proxy/")
UNCOUNTED = frozenset({"/2/account/rate_limit_status.json"})


class WeiboError(Exception):
    """The platform answered with an error_code."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = text


class WeiboClient:
    """Calls on behalf of one authorised user. Raises WeiboError, or Stopped for no answer."""

    def __init__(self, base_url: str, token: str, ledger: Ledger) -> None:
        self.base_url = base_url.rstrip("/")
        self.token = token
        self.ledger = ledger
        self._http = http.session()

    def share(self, text: str, rip: str, picture: bytes | None) -> dict[str, Any]:
        """2/statuses/share: post a text with at most one picture."""
        files = {"pic": ("picture.jpg", picture, "image/jpeg")} if picture else None
        self.ledger.count("posts_hour")
        return self._post("/2/statuses/share.json", {"status": text, "rip": rip}, files)

    def publish_article(self, fields: dict[str, str]) -> dict[str, Any]:
        """proxy/article/publish: the token goes with the fields; another envelope comes back."""
        self.ledger.count("posts_hour")
        return self._post("/proxy/article/publish.json", {"access_token": self.token, **fields})

    def destroy(self, mid: str) -> dict[str, Any]:
        """2/statuses/destroy."""
        return self._post("/2/statuses/destroy.json", {"id": mid})

    def own_newest(self, since_id: str) -> list[dict[str, Any]]:
        """2/statuses/user_timeline: this application's newest posts, five at most."""
        params = {"base_app": "1", "count": "5", "trim_user": "1", "since_id": since_id}
        return self._call("GET", "/2/statuses/user_timeline.json", params=params)["statuses"]

    def comment(self, mid: str, text: str, rip: str) -> dict[str, Any]:
        """2/comments/create."""
        fields = {"id": mid, "comment": text, "rip": rip}
        return self._post("/2/comments/create.json", fields)

    def destroy_comment(self, cid: str) -> dict[str, Any]:
        """2/comments/destroy."""
        return self._post("/2/comments/destroy.json", {"cid": cid})

    def own_comments(self) -> list[dict[str, Any]]:
        """2/comments/by_me: our own newest comments."""
        return self._call("GET", "/2/comments/by_me.json", params={"count": "20"})["comments"]

    def counts(self, mids: list[str]) -> list[dict[str, Any]]:
        """2/statuses/count: at most 100; posts that are gone are left out silently."""
        return self._call("GET", "/2/statuses/count.json", params={"ids": ",".join(mids)})

    def show(self, mid: str) -> dict[str, Any]:
        """2/statuses/show."""
        return self._call("GET", "/2/statuses/show.json", params={"id": mid})

    def rate_limits(self) -> dict[str, Any]:
        """2/account/rate_limit_status; not counted itself."""
        return self._call("GET", "/2/account/rate_limit_status.json")

    def user(self, uid: str) -> dict[str, Any]:
        """2/users/show."""
        return self._call("GET", "/2/users/show.json", params={"uid": uid})

    def authorisation_url(self, app_key: str, redirect_uri: str, state: str) -> str:
        """oauth2/authorize. `forcelogin`: else whoever is logged in there consents unasked."""
        query = {
            "client_id": app_key,
            "redirect_uri": redirect_uri,
            "response_type": "code",
            "state": state,
            "forcelogin": "true",
        }
        return f"{self.base_url}/oauth2/authorize?{urlencode(query)}"

    def exchange_code(
        self, app_key: str, app_secret: str, code: str, redirect_uri: str
    ) -> dict[str, Any]:
        """oauth2/access_token: the answer has access_token, expires_in (seconds) and uid."""
        fields = {
            "client_id": app_key,
            "client_secret": app_secret,
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
        }
        return self._post("/oauth2/access_token", fields)

    def token_info(self) -> dict[str, Any]:
        """oauth2/get_token_info: uid and remaining life of the token."""
        return self._post("/oauth2/get_token_info", {"access_token": self.token})

    def _post(
        self, path: str, fields: dict[str, str], files: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return self._call("POST", path, data=fields, files=files)

    def _call(self, method: str, path: str, **kwargs: Any) -> Any:
        if path.startswith(COUNTED) and path not in UNCOUNTED:
            self.ledger.count("user_day")
        # In the header the token stays out of addresses and so out of access logs.
        is_named = not self.token or "access_token" in (kwargs.get("data") or {})
        headers = {} if is_named else {"Authorization": f"OAuth2 {self.token}"}
        try:
            response = self._http.request(
                method,
                f"{self.base_url}{path}",
                headers=headers,
                timeout=http.timeouts(),
                allow_redirects=False,
                **kwargs,
            )
        except (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema) as error:
            refusal = Refused(Blame.ADMINISTRATOR, "bad_address", type(error).__name__, True)
            raise Stopped(refusal) from error
        except requests.RequestException as error:
            raise Stopped(http.outcome_of(error)) from error
        return _read(response)


def _read(response: requests.Response) -> Any:
    """Return the answer. The body decides: error_code occurs with any HTTP status."""
    try:
        answer = response.json()
    except requests.JSONDecodeError as error:
        text = f"HTTP {response.status_code}, {len(response.content)} bytes that are not JSON"
        raise Stopped(Unknown("bad_answer", text)) from error
    if isinstance(answer, list):
        return answer
    if not isinstance(answer, dict):
        raise Stopped(Unknown("bad_answer", f"HTTP {response.status_code}"))
    if answer.get("error_code"):
        raise WeiboError(int(str(answer["error_code"])), str(answer.get("error", "")))
    return answer
