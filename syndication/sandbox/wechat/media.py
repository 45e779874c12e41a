"""上传图文消息图片, and permanent materials (永久素材): added, counted, listed, deleted."""

import secrets
from typing import Any

from syndication.sandbox import clock, pictures
from syndication.sandbox.models import Material
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat import menus
from syndication.sandbox.wechat.answers import OK, Refusal
from syndication.sandbox.wechat.articles import page
from syndication.sandbox.wechat.gate import Call, business

MB = 1024 * 1024
# Larger ones have been answered 40137.
LONGEST_SIDE = 16_000


@business("POST")
def uploadimg(call: Call) -> dict[str, Any]:
    """A picture for the body: jpg or png, strictly below 1 MB."""
    picture = _received(call, {"jpg", "jpeg", "png"}, {"JPEG", "PNG"}, MB - 1)
    with exclusive():
        kept = _kept(call, "body", "", picture)
    return {"url": call.request.build_absolute_uri(kept.picture.address)}


@business("POST")
def add_material(call: Call) -> dict[str, Any]:
    kind = call.request.GET.get("type", "")
    match kind:
        case "image":
            suffixes = {"bmp", "png", "jpeg", "jpg", "gif"}
            picture = _received(call, suffixes, set(pictures.TYPES), 10 * MB)
        case "thumb":
            picture = _received(call, {"jpg", "jpeg"}, {"JPEG"}, 64 * 1024)
        case _:
            raise Refusal(40004)
    with exclusive():
        material = _kept(call, kind, secrets.token_urlsafe(48), picture)
    told = {"media_id": material.media_id}
    if kind == "image":
        told["url"] = call.request.build_absolute_uri(material.picture.address)
    return told


@business("POST")
def del_material(call: Call) -> dict[str, Any]:
    """The material goes; its picture stays where articles already show it."""
    media_id = str(call.body.get("media_id", ""))
    with exclusive():
        material = Material.objects.filter(account=call.account, media_id=media_id or None).first()
        if material is None:
            raise Refusal(40007)
        if menus.uses_material(call.account, media_id):
            raise Refusal(48005)
        material.delete()
    return OK


@business("GET")
def get_materialcount(call: Call) -> dict[str, Any]:
    images = Material.objects.filter(account=call.account, kind="image").count()
    return {"voice_count": 0, "video_count": 0, "image_count": images, "news_count": 0}


@business("POST")
def batchget_material(call: Call) -> dict[str, Any]:
    if call.body.get("type") not in {"image", "video", "voice", "news"}:
        raise Refusal(40004)
    offset, most, _ = page(call)
    materials = Material.objects.filter(account=call.account, kind=call.body["type"])
    items = [
        {
            "media_id": material.media_id,
            "name": material.name,
            "update_time": int(material.created_at),
            "url": call.request.build_absolute_uri(material.picture.address),
        }
        for material in materials.select_related("picture").order_by("-pk")[offset : offset + most]
    ]
    return {"total_count": materials.count(), "item_count": len(items), "item": items}


def _received(
    call: Call, suffixes: set[str], formats: set[str], most_bytes: int
) -> pictures.Decoded:
    # The classic failure of names that are not ASCII.
    if b"filename*=" in call.request.body[:2048]:
        raise Refusal(41005)
    file = call.request.FILES.get("media")
    if file is None or not file.size:
        raise Refusal(41005)
    suffix = (file.name or "").rpartition(".")[2].lower()
    if suffix not in suffixes or not (file.content_type or "").startswith("image/"):
        raise Refusal(40005)
    if file.size > most_bytes:
        raise Refusal(40009)
    picture = pictures.decode(file.read())
    if picture is None or picture.format not in formats:
        raise Refusal(40137)
    if max(picture.width, picture.height) > LONGEST_SIDE:
        raise Refusal(40137)
    return picture


def _kept(call: Call, kind: str, media_id: str, picture: pictures.Decoded) -> Material:
    return Material.objects.create(
        account=call.account,
        kind=kind,
        media_id=media_id,
        name=str(call.request.FILES["media"].name)[:200],
        picture=pictures.keep(call.account.app_id, picture),
        created_at=clock.now(),
    )
