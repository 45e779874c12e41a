"""Bare callers of the sandbox: no retries, no understanding, just what comes back."""

import io
import json
import time
from collections.abc import Callable
from typing import Any

import requests
from PIL import Image

from tests.sandbox_process import SandboxProcess

ARTICLE = {
    "title": "云汀市召开优化营商环境大会",
    "author": "政务公开办",
    "digest": "部署下一阶段重点任务",
    "content": "<p>正文</p>",
    "content_source_url": "https://www.yunting.gov.cn/news/1/",
}


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 30), *, noise: bool = False) -> bytes:
    buffer = io.BytesIO()
    image = Image.effect_noise(size, 100) if noise else Image.new("RGB", size, "firebrick")
    image.save(buffer, kind)
    return buffer.getvalue()


def eventually(look: Callable[[], Any], seconds: float = 5.0) -> Any:
    """Return what `look` finds as soon as it is true. Fails if it never is."""
    end = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)
    return found


class WeChat:
    """One official account's caller."""

    def __init__(self, sandbox: SandboxProcess, app_id: str = "wx0001", **settings: Any) -> None:
        self.sandbox = sandbox
        self.app_id = app_id
        self.secret = f"secret of {app_id}"
        defaults = {"secret": self.secret, "name": "云汀发布", "publish_delay": 0.1}
        sandbox.control("wechat/accounts", app_id=app_id, **defaults | settings)
        self._token = ""

    def set(self, **settings: Any) -> None:
        self.sandbox.control("wechat/accounts", app_id=self.app_id, **settings)

    @property
    def token(self) -> str:
        if not self._token:
            self._token = self.stable_token()["access_token"]
        return self._token

    def stable_token(self, **more: Any) -> dict[str, Any]:
        asked = {"grant_type": "client_credential", "appid": self.app_id, "secret": self.secret}
        url = f"{self.sandbox.url}/cgi-bin/stable_token"
        return requests.post(url, json=asked | more, timeout=10).json()

    def plain_token(self, **more: Any) -> dict[str, Any]:
        asked = {"grant_type": "client_credential", "appid": self.app_id, "secret": self.secret}
        url = f"{self.sandbox.url}/cgi-bin/token"
        return requests.get(url, params=asked | more, timeout=10).json()

    def response(self, endpoint: str, body: Any, *, escaped: bool = False) -> requests.Response:
        data = json.dumps(body, ensure_ascii=escaped).encode()
        return requests.post(
            f"{self.sandbox.url}/cgi-bin/{endpoint}",
            params={"access_token": self.token},
            data=data,
            timeout=10,
        )

    def post(self, endpoint: str, body: Any, *, escaped: bool = False) -> dict[str, Any]:
        return json.loads(self.response(endpoint, body, escaped=escaped).content)

    def get(self, endpoint: str, token: str | None = None) -> dict[str, Any]:
        params = {"access_token": self.token if token is None else token}
        url = f"{self.sandbox.url}/cgi-bin/{endpoint}"
        return requests.get(url, params=params, timeout=10).json()

    def code_with(self, token: str) -> int:
        return self.get("draft/count", token).get("errcode", 0)

    def upload(
        self,
        data: bytes,
        name: str = "image.jpg",
        content_type: str = "image/jpeg",
        kind: str = "",
    ) -> dict[str, Any]:
        endpoint = "material/add_material" if kind else "media/uploadimg"
        return requests.post(
            f"{self.sandbox.url}/cgi-bin/{endpoint}",
            params={"access_token": self.token} | ({"type": kind} if kind else {}),
            files={"media": (name, data, content_type)},
            timeout=10,
        ).json()

    def cover(self) -> str:
        return self.upload(picture(), kind="image")["media_id"]

    def article(self, **changes: Any) -> dict[str, Any]:
        return ARTICLE | {"thumb_media_id": changes.pop("cover", "") or self.cover()} | changes

    def draft(self, **changes: Any) -> str:
        answer = self.post("draft/add", {"articles": [self.article(**changes)]})
        assert "errcode" not in answer, answer
        return answer["media_id"]

    def refusal(self, **changes: Any) -> int:
        """Return the errcode that draft/add answers to an article."""
        return self.post("draft/add", {"articles": [self.article(**changes)]}).get("errcode", 0)

    def content(self, html: str) -> str:
        """Return what is left of a content that went into a draft."""
        answer = self.post("draft/get", {"media_id": self.draft(content=html)})
        return answer["news_item"][0]["content"]

    def submit(self, media_id: str) -> str:
        return self.post("freepublish/submit", {"media_id": media_id})["publish_id"]

    def result(self, publish_id: str) -> dict[str, Any]:
        """Return the outcome of a publication, once there is one."""

        def decided() -> dict[str, Any] | None:
            answer = self.post("freepublish/get", {"publish_id": publish_id})
            return answer if answer["publish_status"] != 1 else None

        self.set(quotas={"freepublish/get": 10_000})
        return eventually(decided)

    def published(self, **changes: Any) -> dict[str, Any]:
        return self.result(self.submit(self.draft(**changes)))


class Weibo:
    """One user's caller within one application."""

    def __init__(
        self,
        sandbox: SandboxProcess,
        uid: str = "5501234567",
        app_key: str = "1352222456",
        **settings: Any,
    ) -> None:
        self.sandbox, self.uid, self.app_key = sandbox, uid, app_key
        defaults = {
            "app_secret": "app secret",
            "redirect_uris": ["https://www.yunting.gov.cn/weibo/callback/"],
            "safe_domains": ["www.yunting.gov.cn"],
        }
        sandbox.control("weibo/apps", app_key=app_key, **defaults | settings)
        sandbox.control("weibo/users", uid=uid, screen_name=f"用户{uid}")
        token = sandbox.control("weibo/tokens", app_key=app_key, uid=uid)
        self.token = token["access_token"]

    def set(self, **settings: Any) -> None:
        self.sandbox.control("weibo/apps", app_key=self.app_key, **settings)

    def post(
        self, path: str, files: Any = None, token: str | None = None, **data: Any
    ) -> requests.Response:
        return requests.post(
            f"{self.sandbox.url}{path}",
            headers=self._headers(token),
            data=data,
            files=files,
            timeout=10,
        )

    def get(self, path: str, token: str | None = None, **params: Any) -> requests.Response:
        url = f"{self.sandbox.url}{path}"
        return requests.get(
            url, headers=self._headers(token), params=params, timeout=10, allow_redirects=False
        )

    def share(self, text: str = "通知 https://www.yunting.gov.cn/1/", **more: Any):
        data = {"status": text, "rip": "203.0.113.7"} | more.pop("data", {})
        return self.post("/2/statuses/share.json", **data, **more)

    def shared(self, text: str, **more: Any) -> dict[str, Any]:
        response = self.share(text, **more)
        assert response.status_code == 200, response.text
        return response.json()

    def code(self, response: requests.Response) -> int:
        return int(response.json().get("error_code", 0))

    def _headers(self, token: str | None) -> dict[str, str]:
        token = self.token if token is None else token
        return {"Authorization": f"OAuth2 {token}"} if token else {}
