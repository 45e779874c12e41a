"""What platforms show of an item, whoever asks, and what people do there by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from syndication.models import Account
from tests.sandbox.callers import WeChat
from tests.sandbox_process import SandboxProcess
from tests.syndication.engine_room import SECRET
from tests.syndication.partner import Partner

ITEM, VERSION, NOTE = (
    re.compile(r"第(\d+)件"),
    re.compile(r"正文(\d+)号"),
    re.compile(r"说明(\d+)号"),
)
PARTS = "weibo.posts,weibo.comments,wechat.articles,wechat.drafts"


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of an item say: which version it is, and which address it names."""

    version: int
    address: str

    def __str__(self) -> str:
        return f"正文{self.version}号 {self.address}"


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that is at an account now. `note` is above 0 for what corrects something else."""

    name: str
    item: int
    says: Said
    note: int = 0
    is_draft: bool = False
    link: str = ""


class Platforms:
    """Both platforms' sandbox and the partner, looked at from outside."""

    def __init__(self, sandbox: SandboxProcess, partner: Partner) -> None:
        self.sandbox, self.partner = sandbox, partner

    def show(self) -> dict[int, list[Shown]]:
        """Return what is there now by account, drafts and corrections among it."""
        state = self.sandbox.control(f"state?only={PARTS}", "GET")
        readers = {"weibo": self._posts, "wechat": self._articles, "webhook": self._items}
        return {
            account.pk: list(readers[account.kind](account, state))
            for account in Account.objects.all()
        }

    def _posts(self, account: Account, state: dict[str, Any]) -> Iterator[Shown]:
        for post in state["weibo"]["posts"]:
            if post["uid"] == account.remote_id and not post["deleted"]:
                [address] = post["links"].values()
                yield _shown(post["mid"], post["text"], address, link=post["url"])
        for comment in state["weibo"]["comments"]:
            if comment["uid"] == account.remote_id:
                yield _shown(f"comment {comment['cid']}", comment["text"], "")

    def _articles(self, account: Account, state: dict[str, Any]) -> Iterator[Shown]:
        for row in state["wechat"]["articles"]:
            if row["app_id"] == account.app_id and row["status"] == "live":
                yield _shown_article(row["article_id"], row["articles"][0], link=row["url"])
        for row in state["wechat"]["drafts"]:
            if row["app_id"] == account.app_id:
                yield _shown_article(row["media_id"], row["articles"][0], is_draft=True)

    def _items(self, account: Account, state: dict[str, Any]) -> Iterator[Shown]:
        for name, item in self.partner.items.items():
            document = {**item.document, **item.by_hand}
            yield _shown(name, str(document), document["url"], link=item.url)

    # --- By hand -----------------------------------------------------------------------------

    def delete(self, account: Account, shown: Shown) -> None:
        """Somebody deletes it, in the console or the web client."""
        if account.kind == "webhook":
            del self.partner.items[shown.name]
        elif account.kind == "weibo":
            self.sandbox.control(f"weibo/posts/{shown.name}/delete")
        elif shown.is_draft:
            self.sandbox.control(f"wechat/drafts/{shown.name}", "DELETE")
        else:
            self.sandbox.control(f"wechat/articles/{shown.name}/status", status="deleted")

    def rewrite(self, account: Account, shown: Shown, says: Said) -> None:
        """Somebody makes it say what it should."""
        words = f"第{shown.item}件 正文{says.version}号"
        if account.kind == "webhook":
            self.partner.edit(shown.name, title=words, text=words, url=says.address)
            self.partner.items[shown.name].document["body"] = []
        elif account.kind == "weibo":
            self.sandbox.control(f"weibo/posts/{shown.name}", text=f"{words} {says.address}")
        else:
            where = "drafts" if shown.is_draft else "articles"
            article = {"content": f"<p>{words}</p>", "content_source_url": says.address}
            self.sandbox.control(f"wechat/{where}/{shown.name}", article=article)

    def publish(self, account: Account, draft: Shown) -> None:
        """Somebody publishes a draft in the console."""
        caller = WeChat(self.sandbox, account.app_id, secret=SECRET)
        caller.secret = SECRET
        caller.submit(draft.name)


def _shown_article(name: str, article: dict[str, Any], **more: Any) -> Shown:
    words = f"{article['title']} {article['content']}"
    return _shown(name, words, article["content_source_url"], **more)


def _shown(name: str, words: str, address: str, **more: Any) -> Shown:
    version, note = VERSION.search(words), NOTE.search(words)
    item = ITEM.search(words)
    return Shown(
        name=name,
        item=int(item.group(1)) if item else 0,
        says=Said(int(version.group(1)) if version else 0, address),
        note=int(note.group(1)) if note else 0,
        **more,
    )
