"""上传图文消息图片 and 上传永久素材."""

import secrets
from typing import Any

from syndication.sandbox import clock, pictures
from syndication.sandbox.models import Material
from syndication.sandbox.store import exclusive
from syndication.sandbox.wechat.answers import Refusal
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
        picture=pictures.keep(call.account.app_id, picture),
        created_at=clock.now(),
    )
