"""wechatpy's client, with what it lacks: stable tokens, time limits, drafts and publication."""

import json
from collections.abc import Callable
from typing import Any

import requests
from wechatpy import WeChatClient
from wechatpy.client.api.base import BaseWeChatAPI
from wechatpy.exceptions import WeChatClientException

from syndication.channels import http
from syndication.channels.base import Later, Stopped, Unknown
from syndication.channels.wechat.errors import TOKEN_REJECTED, outcome_of
from syndication.channels.wechat.tokens import TokenShelf


class CallFailed(Exception):
    """The platform answered with an errcode other than 0."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = text


class DraftAPI(BaseWeChatAPI):
    """新增草稿, 删除草稿, 获取草稿列表."""

    def add(self, article: dict[str, Any]) -> str:
        return self._post("draft/add", data={"articles": [article]})["media_id"]

    def delete(self, media_id: str) -> None:
        self._post("draft/delete", data={"media_id": media_id})

    def count(self) -> int:
        return self._get("draft/count")["total_count"]

    def batchget(self, offset: int = 0, count: int = 20) -> dict[str, Any]:
        return self._post(
            "draft/batchget", data={"offset": offset, "count": count, "no_content": 1}
        )


class PublishAPI(BaseWeChatAPI):
    """发布草稿, 发布状态查询, 删除发布文章, 获取已发布的消息列表."""

    def submit(self, media_id: str) -> str:
        return str(self._post("freepublish/submit", data={"media_id": media_id})["publish_id"])

    def get(self, publish_id: str) -> dict[str, Any]:
        return self._post("freepublish/get", data={"publish_id": publish_id})

    def delete(self, article_id: str) -> None:
        self._post("freepublish/delete", data={"article_id": article_id, "index": 0})

    def batchget(self, offset: int = 0, count: int = 20) -> dict[str, Any]:
        return self._post(
            "freepublish/batchget", data={"offset": offset, "count": count, "no_content": 1}
        )


class PictureAPI(BaseWeChatAPI):
    """上传图文消息图片, 上传永久素材. An ASCII file name: others were answered 41005."""

    def for_body(self, data: bytes) -> str:
        return self._upload("media/uploadimg", data)["url"]

    def for_cover(self, data: bytes) -> str:
        return self._upload("material/add_material", data, type="image")["media_id"]

    def _upload(self, endpoint: str, data: bytes, **params: str) -> dict[str, Any]:
        # Bytes, not a file: a file would be at its end when the call is made again.
        return self._post(
            endpoint, params=params, files={"media": ("image.jpg", data, "image/jpeg")}
        )


class OfficialAccountClient(WeChatClient):
    """One official account. Raises CallFailed for an errcode and Stopped for no answer."""

    draft = DraftAPI()
    publish = PublishAPI()
    picture = PictureAPI()

    def __init__(self, app_id: str, secret: str, base_url: str, shelf: TokenShelf) -> None:
        super().__init__(app_id, secret, auto_retry=False)
        self.API_BASE_URL = f"{base_url.rstrip('/')}/cgi-bin/"
        self.shelf = shelf
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
        try:
            return super()._request(method, url_or_endpoint, **kwargs)
        except requests.RequestException as error:
            raise Stopped(http.outcome_of(error)) from error
        except WeChatClientException as error:
            if error.errcode is None:
                status = error.response.status_code
                raise Stopped(Unknown("bad_answer", f"HTTP {status}")) from error
            raise CallFailed(error.errcode, str(error.errmsg)) from error

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
