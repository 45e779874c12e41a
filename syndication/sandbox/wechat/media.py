"""Pictures (上传图文消息图片, 上传永久素材): really looked at, kept on disk."""

import io
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest
from PIL import Image, UnidentifiedImageError

from syndication.sandbox.models import Material, OfficialAccount
from syndication.sandbox.wechat.errors import WeChatRefusal

BODY_BYTES = 1024 * 1024
LIBRARY_BYTES = 10 * 1024 * 1024
THUMB_BYTES = 64 * 1024
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "BMP": "bmp"}
FOLDER = "mmbiz"


def upload_for_body(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    """media/uploadimg: JPEG or PNG, strictly under 1 MB; the answer is an address."""
    data = _data(request)
    if len(data) >= BODY_BYTES:
        raise WeChatRefusal(40009)
    name = _keep(data, _kind(data, {"JPEG", "PNG"}))
    Material.objects.create(account=account, name=name, is_permanent=False)
    return {"url": request.build_absolute_uri(f"/{FOLDER}/{name}")}


def add_material(request: HttpRequest, account: OfficialAccount) -> dict[str, object]:
    """material/add_material: pictures of the library, up to 10 MB; thumbs are small JPEGs."""
    sort = request.GET.get("type", "")
    if sort not in {"image", "thumb"}:
        raise WeChatRefusal(40004)
    data = _data(request)
    if len(data) > (LIBRARY_BYTES if sort == "image" else THUMB_BYTES):
        raise WeChatRefusal(40009)
    name = _keep(data, _kind(data, set(SUFFIXES) if sort == "image" else {"JPEG"}))
    media_id = secrets.token_urlsafe(48)
    Material.objects.create(account=account, name=name, media_id=media_id, is_permanent=True)
    answer: dict[str, object] = {"media_id": media_id}
    if sort == "image":
        answer["url"] = request.build_absolute_uri(f"/{FOLDER}/{name}")
    return answer


def _data(request: HttpRequest) -> bytes:
    file = request.FILES.get("media")
    if file is None:
        raise WeChatRefusal(41005)
    return file.read()


def _kind(data: bytes, accepted: set[str]) -> str:
    try:
        with Image.open(io.BytesIO(data)) as image:
            kind = image.format
            if kind in accepted:
                image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise WeChatRefusal(40137) from error
    if kind not in accepted:
        raise WeChatRefusal(40005)
    return kind


def _keep(data: bytes, kind: str) -> str:
    name = f"{secrets.token_hex(16)}.{SUFFIXES[kind]}"
    default_storage.save(f"{FOLDER}/{name}", ContentFile(data))
    return name
