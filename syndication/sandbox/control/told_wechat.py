"""What the sandbox holds of WeChat, as tests want to read it. Secrets are left out."""

from typing import Any

from django.http import HttpRequest

from syndication.sandbox.control.told import picture_told
from syndication.sandbox.models import (
    CallbackPush,
    ChatLine,
    Draft,
    Follower,
    MassSend,
    Material,
    Publication,
    PublishJob,
    ReaderComment,
    WeChatAccount,
)
from syndication.sandbox.wechat.publishing import urls

SETTINGS = (
    "name", "kind", "verified", "callback_url", "callback_mode", "callback_copies", "ip_whitelist",
    "publish_delay", "replication_delay", "strict_content", "rights", "quotas", "limits",
    "verdicts", "tags", "draft_box", "comments_on_published", "mass_delay", "mass_speed",
    "mass_retry_pause", "mass_protection", "mass_protection_code", "mass_verdicts",
    "mass_event_bare",
)  # fmt: skip
SECRET_SETTINGS = ("secret", "callback_token", "callback_aes_key")


def account_told(account: WeChatAccount) -> dict[str, Any]:
    names = ("app_id", "original_id", "menu", *SETTINGS)
    return {name: getattr(account, name) for name in names}


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
        "msg_data_id": job.msg_data_id,
    }


def publication_told(request: HttpRequest, publication: Publication) -> dict[str, Any]:
    addresses = [request.build_absolute_uri(url) for url in urls(publication)]
    return {
        "article_id": publication.article_id,
        "app_id": publication.account.app_id,
        "mass": publication.mass,
        "msg_data_id": publication.msg_data_id,
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
        "name": material.name,
    } | (picture_told(request, material.picture) or {})


def mass_told(request: HttpRequest, send: MassSend) -> dict[str, Any]:
    """`article` is None until it is sent."""
    names = (
        "msg_id", "msg_data_id", "media_id", "clientmsgid", "everyone", "tag_id", "by_hand",
        "state", "status", "created_at", "due_at", "total", "reached",
    )  # fmt: skip
    publication = send.publication
    return {name: getattr(send, name) for name in names} | {
        "app_id": send.account.app_id,
        "article": publication_told(request, publication) if publication else None,
    }


def follower_told(follower: Follower) -> dict[str, Any]:
    names = ("openid", "nickname", "wxid", "subscribed", "tags")
    return {"app_id": follower.account.app_id} | {name: getattr(follower, name) for name in names}


def line_told(line: ChatLine) -> dict[str, Any]:
    return {
        "id": line.pk,
        "app_id": line.follower.account.app_id,
        "openid": line.follower.openid,
        "sender": line.sender,
        "kind": line.kind,
        "data": line.data,
        "answers": line.answers_id,
        "at": line.at,
    }


def reader_comment_told(row: ReaderComment) -> dict[str, Any]:
    names = ("index", "openid", "nickname", "content", "elected", "withdrawn", "reply")
    return {
        "user_comment_id": row.pk,
        "app_id": row.publication.account.app_id,
        "msg_data_id": row.publication.msg_data_id,
    } | {name: getattr(row, name) for name in names}


def push_told(push: CallbackPush) -> dict[str, Any]:
    return {
        "id": push.pk,
        "app_id": push.account.app_id,
        "line": push.line_id,
        "body": push.body,
        "state": push.state,
        "attempts": push.attempts,
    }
