"""The two video sites whose players may appear inside our pages."""

import re
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Where the players come from: a page that shows one may load it, and from nowhere else.
PLAYERS = ("https://player.bilibili.com", "https://v.qq.com")
BILIBILI = re.compile(r"^/video/(BV[0-9A-Za-z]{10}|av\d+)/?$")
TENCENT = (
    re.compile(r"^/x/page/([0-9a-z]{8,16})\.html$"),
    re.compile(r"^/x/cover/[0-9a-z]+/([0-9a-z]{8,16})\.html$"),
)


def player_url(url: str) -> str | None:
    """Return the address of the embeddable player for a video's page, or None if it is unknown."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host == "bilibili.com" and (found := BILIBILI.match(parts.path)):
        return _bilibili(found[1], parse_qs(parts.query).get("p", ["1"])[0])
    if host == "v.qq.com":
        for pattern in TENCENT:
            if found := pattern.match(parts.path):
                return f"https://v.qq.com/txp/iframe/player.html?vid={found[1]}"
    return None


def validate_video_url(url: str) -> None:
    """Raise a ValidationError, in words an editor understands, for a video we cannot play."""
    if player_url(url) is None:
        raise ValidationError(
            _(
                "Only video pages of bilibili.com and v.qq.com can be embedded, such as "
                "https://www.bilibili.com/video/BV… or https://v.qq.com/x/page/….html"
            ),
            code="unknown_video_site",
        )


def _bilibili(video: str, part: str) -> str:
    name, number = ("bvid", video) if video.startswith("BV") else ("aid", video[2:])
    episode = part if part.isdigit() else "1"
    return f"https://player.bilibili.com/player.html?{name}={number}&p={episode}&autoplay=0"
