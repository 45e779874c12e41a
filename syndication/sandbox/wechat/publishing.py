"""Publication (发布草稿, 发布状态查询, 删除发布文章, 获取已发布的消息列表)."""

import secrets

from django.http import HttpRequest

from syndication.sandbox import clock
from syndication.sandbox.models import Draft, OfficialAccount, Publication
from syndication.sandbox.wechat.drafts import json_of, news, window
from syndication.sandbox.wechat.errors import WeChatRefusal

SUCCEEDED, UNDER_WAY, DELETED = 0, 1, 5


def submit(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    """Queue a draft. Its result comes later; the draft leaves the box once it is published."""
    draft = Draft.objects.filter(
        account=account, media_id=json_of(request).get("media_id", "")
    ).first()
    if draft is None:
        raise WeChatRefusal(40007)
    publication = Publication.objects.create(
        account=account,
        publish_id=str(2_247_000_000 + secrets.randbelow(10**9)),
        draft_id=draft.media_id,
        articles=draft.articles,
        due_at=clock.now() + account.publish_delay,
        base=request.build_absolute_uri("/").rstrip("/"),
    )
    return {
        "errcode": 0,
        "errmsg": "ok",
        "publish_id": publication.publish_id,
        "msg_data_id": str(publication.pk),
    }


def finish(publication: Publication) -> None:
    """Decide a submission: published, unless a verdict is laid up or its draft is gone."""
    account = publication.account
    draft = Draft.objects.filter(account=account, media_id=publication.draft_id)
    if account.verdicts:
        publication.status = account.verdicts[0]
        account.verdicts = account.verdicts[1:]
        account.save(update_fields=["verdicts"])
    elif not draft.exists():
        # Submitted twice: the first one has used the draft up.
        publication.status = 3
    else:
        draft.delete()
        publication.status = SUCCEEDED
        publication.article_id = secrets.token_urlsafe(24)
        publication.published_at = clock.now()
    publication.save()


def get(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    publication = Publication.objects.filter(
        account=account, publish_id=str(json_of(request).get("publish_id", ""))
    ).first()
    if publication is None:
        raise WeChatRefusal(40007, "invalid publish_id")
    answer: dict[str, object] = {
        "publish_id": publication.publish_id,
        "publish_status": publication.status,
        "fail_idx": [1] if publication.status in {2, 4} else [],
    }
    if publication.status == SUCCEEDED:
        answer["article_id"] = publication.article_id
        answer["article_detail"] = {
            "count": 1,
            "item": [{"idx": 1, "article_url": publication.url}],
        }
    return answer


def delete(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    publication = _published(account, json_of(request))
    publication.status = DELETED
    publication.save()
    return {"errcode": 0, "errmsg": "ok"}


def getarticle(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    publication = _published(account, json_of(request))
    return {"news_item": _items(publication, without_content=False)}


def batchget(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    offset, number, without = window(json_of(request))
    published = Publication.objects.filter(account=account, status=SUCCEEDED).order_by(
        "-published_at", "-pk"
    )
    items = [
        {
            "article_id": publication.article_id,
            "content": {"news_item": _items(publication, without_content=without)},
            "update_time": int(publication.published_at),
        }
        for publication in published[offset : offset + number]
    ]
    return {"total_count": published.count(), "item_count": len(items), "item": items}


def _items(publication: Publication, *, without_content: bool) -> list[dict]:
    return [
        {**article, "url": publication.url, "is_deleted": False}
        for article in news(publication.articles, without_content=without_content)
    ]


def _published(account: OfficialAccount, body: dict) -> Publication:
    publication = Publication.objects.filter(
        account=account, article_id=body.get("article_id") or "-", status=SUCCEEDED
    ).first()
    if publication is None:
        raise WeChatRefusal(53600)
    return publication
