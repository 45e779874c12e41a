"""wechatpy's client, with what it lacks: stable tokens, time limits, a ledger of calls."""

import json
from collections.abc import Callable
from typing import Any

import requests
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

from syndication.channels import http
from syndication.channels.base import Later, Stopped, Unknown
from syndication.channels.ledger import Ledger
from syndication.channels.wechat.api import AccountAPI, DraftAPI, MassAPI, PictureAPI, PublishAPI
from syndication.channels.wechat.errors import (
    DAILY_QUOTA,
    TOKEN_REJECTED,
    CallFailed,
    outcome_of,
)
from syndication.channels.wechat.tokens import TokenShelf


class OfficialAccountClient(WeChatClient):
    """One official account. Raises CallFailed for an errcode and Stopped for no answer."""

    draft = DraftAPI()
    publish = PublishAPI()
    mass = MassAPI()
    picture = PictureAPI()
    account = AccountAPI()

    def __init__(
        self, app_id: str, secret: str, base_url: str, shelf: TokenShelf, ledger: Ledger
    ) -> None:
        super().__init__(app_id, secret, auto_retry=False)
        self.API_BASE_URL = f"{base_url.rstrip('/')}/cgi-bin/"
        self.shelf = shelf
        self.ledger = ledger
        self.token = ""
        self._http = http.session()

    def fetch_access_token(self) -> tuple[str, float]:
        """Ask for the stable token (获取稳定版接口调用凭据); it survives other systems' calls."""
        result = self._request(
            "post",
            "stable_token",
            params={"access_token": None},
            data={
                "grant_type": "client_credential",
                "appid": self.appid,
                "secret": self.secret,
                "force_refresh": False,
            },
        )
        return result["access_token"], float(result["expires_in"])

    @property
    def access_token(self) -> str:
        return self.token

    def call(self, method: Callable[..., Any], *args: Any, repeatable: bool) -> Any:
        """Make a call; renew the token once if it is rejected. Raises Stopped, never CallFailed.

        A call whose token was rejected was not carried out, so it may be made again.
        """
        try:
            self._take_token()
            try:
                return method(*args)
            except CallFailed as error:
                if error.code not in TOKEN_REJECTED:
                    raise
                self.shelf.discard(self.token)
                self.token = ""
                self._take_token()
                return method(*args)
        except CallFailed as error:
            raise Stopped(outcome_of(error.code, error.text, repeatable=repeatable)) from error

    def write(self, method: Callable[..., Any], *args: Any) -> Any:
        """Make a call that may be made twice without harm. Raises Stopped."""
        return self.call(method, *args, repeatable=True)

    def read(self, method: Callable[..., Any], *args: Any) -> Any:
        """Make a reading call: no answer to it leaves nothing unknown. Raises Stopped."""
        try:
            return self.call(method, *args, repeatable=True)
        except Stopped as stopped:
            if isinstance(stopped.outcome, Unknown):
                raise Stopped(Later(stopped.outcome.code, stopped.outcome.text)) from stopped
            raise

    def _take_token(self) -> None:
        """Have a token, or raise Stopped: nothing has been sent yet, so nothing is unknown."""
        try:
            self.token = self.token or self.shelf.get(self.fetch_access_token)
        except CallFailed as error:
            # On this endpoint 40001 means a wrong secret, not a stale token.
            code = 40125 if error.code in TOKEN_REJECTED else error.code
            raise Stopped(outcome_of(code, error.text, repeatable=True)) from error
        except Stopped as stopped:
            if isinstance(stopped.outcome, Unknown):
                raise Stopped(Later(stopped.outcome.code, stopped.outcome.text)) from stopped
            raise

    def _request(self, method: str, url_or_endpoint: str, **kwargs) -> Any:
        kwargs.setdefault("timeout", http.timeouts())
        kwargs.setdefault("allow_redirects", False)
        self.ledger.count(url_or_endpoint)
        try:
            return super()._request(method, url_or_endpoint, **kwargs)
        except requests.RequestException as error:
            raise Stopped(http.outcome_of(error)) from error
        except WeChatClientException as error:
            if error.errcode is None:
                status = error.response.status_code
                raise Stopped(Unknown("bad_answer", f"HTTP {status}")) from error
            if error.errcode == DAILY_QUOTA:
                self.ledger.exhaust(url_or_endpoint)
            body = self._decode_result(error.response)
            raise CallFailed(error.errcode, str(error.errmsg), body) from error

    def _decode_result(self, response: requests.Response) -> Any:
        try:
            result = json.loads(response.content.decode("utf-8"))
        except ValueError as error:
            raise Stopped(
                Unknown("bad_answer", f"{len(response.content)} bytes that are not JSON")
            ) from error
        if not isinstance(result, dict):
            raise Stopped(Unknown("bad_answer", "not an object"))
        return result
