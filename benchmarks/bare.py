"""The opponent: a loop over requests that makes the same calls and keeps no record of anything."""

import json
import time
from dataclasses import dataclass

import requests

PICTURE = "picture:"


@dataclass(frozen=True, slots=True)
class Item:
    """What an article was on both platforms: fields and the very bytes of the pictures."""

    article: dict[str, str]
    pictures: dict[str, bytes]
    cover: bytes
    text: str
    photo: bytes


class Loop:
    """One session with keep-alive, one token, one article after the other."""

    def __init__(self, url: str, app_id: str, secret: str, weibo_token: str) -> None:
        self.url = url
        self.http = requests.Session()
        self.http.trust_env = False
        self.weibo = {"Authorization": f"OAuth2 {weibo_token}"}
        self.token = ""
        answer = self._wechat(
            "stable_token", {"grant_type": "client_credential", "appid": app_id, "secret": secret}
        )
        self.token = answer["access_token"]

    def deliver(self, item: Item) -> None:
        """Publish on WeChat, wait until it is live, and post on Weibo."""
        content = item.article["content"]
        for name, data in item.pictures.items():
            content = content.replace(PICTURE + name, self._upload("media/uploadimg", data)["url"])
        cover = self._upload("material/add_material", item.cover, type="image")["media_id"]
        article = {
            **item.article,
            "content": content,
            "article_type": "news",
            "thumb_media_id": cover,
            "need_open_comment": 0,
        }
        draft = self._wechat("draft/add", {"articles": [article]})["media_id"]
        submitted = self._wechat("freepublish/submit", {"media_id": draft})["publish_id"]
        while self._wechat("freepublish/get", {"publish_id": submitted})["publish_status"]:
            time.sleep(0.005)
        self._share(item)

    def _share(self, item: Item) -> None:
        answer = self.http.post(
            f"{self.url}/2/statuses/share.json",
            data={"status": item.text, "rip": "127.0.0.1"},
            files={"pic": ("picture.jpg", item.photo, "image/jpeg")} if item.photo else None,
            headers=self.weibo,
            timeout=30,
        ).json()
        if "error_code" in answer:
            raise RuntimeError(answer)

    def _upload(self, endpoint: str, data: bytes, **params: str) -> dict[str, str]:
        return self._checked(
            self.http.post(
                f"{self.url}/cgi-bin/{endpoint}",
                params={"access_token": self.token, **params},
                files={"media": ("image.jpg", data, "image/jpeg")},
                timeout=30,
            )
        )

    def _wechat(self, endpoint: str, body: dict) -> dict:
        return self._checked(
            self.http.post(
                f"{self.url}/cgi-bin/{endpoint}",
                params={"access_token": self.token} if self.token else None,
                data=json.dumps(body, ensure_ascii=False).encode(),
                timeout=30,
            )
        )

    @staticmethod
    def _checked(response: requests.Response) -> dict:
        answer = json.loads(response.content)
        if answer.get("errcode"):
            raise RuntimeError(answer)
        return answer
