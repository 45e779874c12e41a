"""发布: submission, its later outcome, what can be read, and its end."""

import secrets
from typing import Any

from django.http import HttpRequest

from syndication.sandbox import background, clock
from syndication.sandbox.models import Draft, Publication, PublishJob, WeChatAccount
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat import articles, events, numbers, push
from syndication.sandbox.wechat.answers import OK, PLAIN, Refusal
from syndication.sandbox.wechat.drafts import find as find_draft
from syndication.sandbox.wechat.gate import Call, business

DONE, RUNNING, NOT_ORIGINAL, FAILED, REJECTED, DELETED, BLOCKED = range(7)
OBSTACLES = frozenset({53503, 53504, 53505})
STATUS_AFTERWARDS = {"deleted": DELETED, "blocked": BLOCKED}


@business("POST")
def submit(call: Call) -> dict[str, Any]:
    with exclusive():
        draft = find_draft(call.account, call.body.get("media_id"))
        if draft.obstacle in OBSTACLES:
            raise Refusal(draft.obstacle)
        number = numbers.fresh()
        job = PublishJob.objects.create(
            account=call.account,
            publish_id=str(number),
            msg_data_id=str(numbers.msg_data_id(number)),
            media_id=draft.media_id,
            host=call.request.build_absolute_uri("/").rstrip("/"),
            due_at=clock.now() + call.account.publish_delay,
        )
    background.wake()
    return OK | {"publish_id": job.publish_id, "msg_data_id": job.msg_data_id}


def finish(job_id: int) -> None:
    """Decide a job that is due, and push the outcome."""
    with exclusive():
        job = PublishJob.objects.select_related("account").filter(pk=job_id).first()
        if job is None:
            return
        account = job.account
        draft = Draft.objects.filter(account=account, media_id=job.media_id).first()
        # Submitted twice: the first submission has used the draft up.
        job.status = _verdict(account) if draft else FAILED
        if job.status == DONE and draft:
            job.publication = bring_out(account, draft.articles, job.msg_data_id)
            draft.delete()
        elif draft and job.status in {NOT_ORIGINAL, REJECTED}:
            job.fail_idx = list(range(1, len(draft.articles) + 1))
        job.save()
        push.enqueue(account, events.publication_ended(job))


def bring_out(
    account: WeChatAccount,
    stored: list[dict[str, Any]],
    msg_data_id: str,
    *,
    mass: bool = False,
) -> Publication:
    """Give articles an address of their own."""
    now = clock.now()
    return Publication.objects.create(
        account=account,
        article_id=secrets.token_urlsafe(48),
        slug=secrets.token_urlsafe(16),
        mass=mass,
        msg_data_id=msg_data_id,
        articles=[article | {"is_deleted": False} for article in stored],
        created_at=now,
        updated_at=now,
    )


@business("POST")
def get(call: Call) -> dict[str, Any]:
    job = (
        PublishJob.objects.select_related("publication")
        .filter(account=call.account, publish_id=str(call.body.get("publish_id")))
        .first()
    )
    if job is None:
        raise Refusal(40002, "invalid publish_id")
    return outcome(job, call.request)


def outcome(job: PublishJob, request: HttpRequest) -> dict[str, Any]:
    """Return what 发布状态查询 says about a job now."""
    publication = job.publication
    status = STATUS_AFTERWARDS.get(publication.status, DONE) if publication else job.status
    told: dict[str, Any] = {"publish_id": job.publish_id, "publish_status": status}
    if publication and status == DONE:
        told["article_id"] = publication.article_id
        told["article_detail"] = {
            "count": len(publication.articles),
            "item": [
                {"idx": index, "article_url": request.build_absolute_uri(url)}
                for index, url in enumerate(urls(publication), start=1)
            ],
        }
    return told | {"fail_idx": job.fail_idx}


@business("POST")
def delete(call: Call) -> dict[str, Any]:
    with exclusive():
        publication = _find(call)
        index = call.body.get("index") or 0
        if not isinstance(index, int) or not 0 <= index <= len(publication.articles):
            raise Refusal(40060)
        take_down(publication, index)
    return OK


def take_down(publication: Publication, index: int = 0) -> None:
    """Delete one article (counted from 1) or all (0)."""
    for number, article in enumerate(publication.articles, start=1):
        if index in {0, number}:
            article["is_deleted"] = True
    if all(article["is_deleted"] for article in publication.articles):
        publication.status = "deleted"
    publication.updated_at = clock.now()
    publication.save()


@business("POST", content_type=PLAIN)
def getarticle(call: Call) -> dict[str, Any]:
    publication = _find(call)
    return {
        "news_item": _items(call, publication, content=True),
        "create_time": int(publication.created_at),
        "update_time": int(publication.updated_at),
    }


@business("POST", content_type=PLAIN)
def batchget(call: Call) -> dict[str, Any]:
    offset, most, content = articles.page(call)
    publications = (
        Publication.objects.filter(account=call.account, mass=False)
        .exclude(status="deleted")
        .order_by("-created_at", "-pk")
    )
    items = [
        {
            "article_id": publication.article_id,
            "content": {
                "news_item": _items(call, publication, content=content),
                "create_time": int(publication.created_at),
                "update_time": int(publication.updated_at),
            },
            "update_time": int(publication.updated_at),
        }
        for publication in publications[offset : offset + most]
    ]
    return {"total_count": publications.count(), "item_count": len(items), "item": items}


def urls(publication: Publication) -> list[str]:
    return [
        f"/s/{publication.slug}" + (f"?item={number}" if number > 1 else "")
        for number in range(1, len(publication.articles) + 1)
    ]


def _verdict(account: WeChatAccount) -> int:
    if not account.verdicts:
        return DONE
    verdict, *account.verdicts = account.verdicts
    account.save(update_fields=["verdicts"])
    return int(verdict)


def _find(call: Call) -> Publication:
    publication = (
        Publication.objects.filter(
            account=call.account, mass=False, article_id=str(call.body.get("article_id"))
        )
        .exclude(status="deleted")
        .first()
    )
    if publication is None:
        raise Refusal(53600)
    return publication


def _items(call: Call, publication: Publication, *, content: bool) -> list[dict[str, Any]]:
    return [
        articles.told(call.request, article, url, content=content)
        | {"is_deleted": bool(article["is_deleted"] or publication.status != "live")}
        for article, url in zip(publication.articles, urls(publication), strict=True)
    ]
