"""Everything the sandbox holds, as tests want to read it. Secrets are left out."""

from typing import Any

from django.http import HttpRequest

from syndication.sandbox.models import (
    CallbackPush,
    Draft,
    Exchanged,
    Fault,
    Material,
    Picture,
    Post,
    Publication,
    PublishJob,
    WeChatAccount,
    WeiboApp,
)
from syndication.sandbox.wechat.publishing import urls
from syndication.sandbox.weibo import mid


def fault_told(fault: Fault) -> dict[str, Any]:
    return {
        "id": fault.pk,
        "match": fault.match,
        "kind": fault.kind,
        "times": fault.times,
        "after": fault.after,
        "params": fault.params,
        "hits": fault.hits,
    }


def account_told(account: WeChatAccount) -> dict[str, Any]:
    names = (
        "app_id name original_id verified callback_url callback_mode callback_copies ip_whitelist "
        "publish_delay replication_delay strict_content rights quotas limits verdicts"
    )
    return {name: getattr(account, name) for name in names.split()}


def app_told(app: WeiboApp) -> dict[str, Any]:
    names = (
        "app_key name redirect_uris safe_domains token_life quotas duplicate_window "
        "duplicates_count_deleted quoted_error_codes"
    )
    return {name: getattr(app, name) for name in names.split()}


def draft_told(draft: Draft) -> dict[str, Any]:
    return {
        "media_id": draft.media_id,
        "app_id": draft.account.app_id,
        "articles": draft.articles,
        "obstacle": draft.obstacle,
        "created_at": draft.created_at,
        "updated_at": draft.updated_at,
    }


def job_told(job: PublishJob) -> dict[str, Any]:
    return {
        "publish_id": job.publish_id,
        "app_id": job.account.app_id,
        "media_id": job.media_id,
        "status": job.status,
        "due_at": job.due_at,
        "fail_idx": job.fail_idx,
        "article_id": job.publication.article_id if job.publication else "",
    }


def publication_told(request: HttpRequest, publication: Publication) -> dict[str, Any]:
    addresses = [request.build_absolute_uri(url) for url in urls(publication)]
    return {
        "article_id": publication.article_id,
        "app_id": publication.account.app_id,
        "status": publication.status,
        "url": addresses[0],
        "articles": [
            article | {"url": url}
            for article, url in zip(publication.articles, addresses, strict=True)
        ],
        "created_at": publication.created_at,
        "updated_at": publication.updated_at,
    }


def material_told(request: HttpRequest, material: Material) -> dict[str, Any]:
    return {
        "app_id": material.account.app_id,
        "kind": material.kind,
        "media_id": material.media_id,
    } | (picture_told(request, material.picture) or {})


def picture_told(request: HttpRequest, picture: Picture | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    return {
        "url": request.build_absolute_uri(picture.address),
        "sha256": picture.sha256,
        "size": picture.size,
        "width": picture.width,
        "height": picture.height,
    }


def push_told(push: CallbackPush) -> dict[str, Any]:
    return {
        "id": push.pk,
        "app_id": push.account.app_id,
        "body": push.body,
        "state": push.state,
        "attempts": push.attempts,
    }


def post_told(request: HttpRequest, post: Post) -> dict[str, Any]:
    return {
        "mid": str(post.mid),
        "uid": post.user.uid,
        "app_key": post.app.app_key,
        "text": post.text,
        "sent_text": post.sent_text,
        "links": post.links,
        "picture": picture_told(request, post.picture),
        "rip": post.rip,
        "deleted": post.deleted,
        "created_at": post.created_at,
        "url": request.build_absolute_uri(f"/{post.user.uid}/{mid.encode(post.mid)}"),
    }


def exchange_told(row: Exchanged) -> dict[str, Any]:
    names = ("at", "method", "path", "params", "owner", "status", "code", "fault")
    return {"id": row.pk} | {name: getattr(row, name) for name in names}
