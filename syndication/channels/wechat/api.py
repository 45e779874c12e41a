"""The endpoints we use, as wechatpy's API classes; it knows none of these."""

from typing import Any

from wechatpy.client.api.base import BaseWeChatAPI

from syndication.channels.wechat.errors import CallFailed


class DraftAPI(BaseWeChatAPI):
    """新增草稿, 更新草稿, 删除草稿, 获取草稿详情, 获取草稿列表."""

    def add(self, article: dict[str, Any]) -> str:
        return self.add_all([article])

    def add_all(self, articles: list[dict[str, Any]]) -> str:
        """Make one draft of several articles."""
        return self._post("draft/add", data={"articles": articles})["media_id"]

    def get(self, media_id: str) -> dict[str, Any]:
        return self._post("draft/get", data={"media_id": media_id})

    def delete(self, media_id: str) -> None:
        self._post("draft/delete", data={"media_id": media_id})

    def update(self, media_id: str, article: dict[str, Any]) -> None:
        """`articles` is one object here, not a list."""
        self._post("draft/update", data={"media_id": media_id, "index": 0, "articles": article})

    def count(self) -> int:
        return self._get("draft/count")["total_count"]

    def batchget(
        self, offset: int = 0, count: int = 20, *, content: bool = False
    ) -> dict[str, Any]:
        return self._post("draft/batchget", data=_page(offset, count, content=content))


class PublishAPI(BaseWeChatAPI):
    """发布草稿, 发布状态查询, 删除发布文章, 获取已发布的消息列表."""

    def submit(self, media_id: str) -> str:
        return str(self._post("freepublish/submit", data={"media_id": media_id})["publish_id"])

    def get(self, publish_id: str) -> dict[str, Any]:
        return self._post("freepublish/get", data={"publish_id": publish_id})

    def delete(self, article_id: str) -> None:
        self._post("freepublish/delete", data={"article_id": article_id, "index": 0})

    def batchget(
        self, offset: int = 0, count: int = 20, *, content: bool = False
    ) -> dict[str, Any]:
        return self._post("freepublish/batchget", data=_page(offset, count, content=content))


class MassAPI(BaseWeChatAPI):
    """根据标签群发消息, 预览, 查询群发消息发送状态, 删除群发消息."""

    TAKEN, NONE_LEFT = 45065, 45028
    CONFIRMING = frozenset({89503, 89504, 89505})

    def send_to_all(self, media_id: str, key: str, *, ignore_reprint: bool) -> dict[str, Any]:
        """Send a draft to all followers.

        Returns `msg_id` and, the first time, `msg_data_id`; or `confirming` or `none_left` with
        the errcode. They are read here, because elsewhere the same codes mean something else.
        """
        data = {
            "filter": {"is_to_all": True},
            "mpnews": {"media_id": media_id},
            "msgtype": "mpnews",
            "send_ignore_reprint": int(ignore_reprint),
            "clientmsgid": key,
        }
        try:
            return self._post("message/mass/sendall", data=data)
        except CallFailed as failed:
            if failed.code == self.TAKEN and failed.body.get("msg_id"):
                return {"msg_id": failed.body["msg_id"]}
            if failed.code in self.CONFIRMING:
                return {"confirming": str(failed.code), "text": failed.text}
            if failed.code == self.NONE_LEFT:
                return {"none_left": str(failed.code), "text": failed.text}
            raise

    def preview(self, media_id: str, name: str) -> None:
        """`name`: a person's WeChat id; they must follow the account."""
        data = {"towxname": name, "mpnews": {"media_id": media_id}, "msgtype": "mpnews"}
        self._post("message/mass/preview", data=data)

    def status(self, msg_id: str) -> str:
        return self._post("message/mass/get", data={"msg_id": msg_id})["msg_status"]

    def delete(self, msg_id: str, number: int) -> None:
        self._post("message/mass/delete", data={"msg_id": int(msg_id), "article_idx": number})


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


class AccountAPI(BaseWeChatAPI):
    """What tells of the account itself and changes nothing."""

    def quota(self, endpoint: str) -> dict[str, Any]:
        """查询API调用额度: daily_limit, used, remain of one endpoint."""
        answer = self._post("openapi/quota/get", data={"cgi_path": f"/cgi-bin/{endpoint}"})
        return answer["quota"]

    def mass_speed(self) -> dict[str, Any]:
        """获取群发速度: only accounts that may mass send get an answer."""
        return self._post("message/mass/speed/get", data={})

    def menu(self) -> dict[str, Any]:
        """查询菜单."""
        return self._get("menu/get")


def _page(offset: int, count: int, *, content: bool) -> dict[str, int]:
    return {"offset": offset, "count": count, "no_content": int(not content)}
