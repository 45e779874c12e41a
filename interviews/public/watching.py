"""The video of an interview, and links to moments in it that work without a script."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from home.videos import player_url

if TYPE_CHECKING:
    from interviews.models import InterviewPage

PLAYER = "player"
FILES = frozenset({"mp4", "webm"})
CAPTIONS = frozenset({"vtt"})


@dataclass(frozen=True, slots=True)
class Video:
    """Either a file of ours (`file`, perhaps with `captions`) or the player of a video site."""

    file: str = ""
    captions: str = ""
    player: str = ""
    page: str = ""

    def at(self, second: int) -> str:
        """Return a link to a moment; "" where the video site knows no such links.

        Of a file it is a media fragment, of a player its address: opened in the player's frame.
        """
        if self.file:
            return f"{self.file}#t={second}"
        if self.player and _takes_moments(self.player):
            return f"{self.player}&t={second}".replace("autoplay=0", "autoplay=1")
        return ""


def video_of(page: "InterviewPage") -> Video | None:
    if page.video:
        return Video(file=page.video.url, captions=page.captions.url if page.captions else "")
    if page.video_url:
        return Video(player=player_url(page.video_url) or "", page=page.video_url)
    return None


def on_the_clock(second: int) -> str:
    """Return a moment of a video as people write it: 1:02:03, 2:03."""
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _takes_moments(player: str) -> bool:
    return urlsplit(player).hostname == "player.bilibili.com"
