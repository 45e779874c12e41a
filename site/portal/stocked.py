"""Pictures that partners fetch by their address: reachable as long as the picture itself is.

Payloads of webhooks name pictures by the hash of their bytes. Whoever has such an address has seen
the payload; yet what was withdrawn is withdrawn.
"""

from pathlib import PurePosixPath

from wagtail.models import Page

from attachments.shown.asking import is_public, of_the_public
from attachments.shown.kinds import Kind
from syndication.models import Edition, StockedPicture

FOLDER = "syndication/pictures/"


def is_told(name: str) -> bool:
    """Tell whether a stocked picture belongs to a public page, or to its version for a channel."""
    rows = StockedPicture.objects.filter(sha256=PurePosixPath(name).stem, file=name)
    keys = {key for source in rows.values_list("source", flat=True) if (key := _image_of(source))}
    if any(is_public(Kind.PICTURE, key) for key in keys):
        return True
    editions = Edition.objects.filter(cover__in=keys).values("page_ref")
    return of_the_public(Page.objects.filter(pk__in=editions)).exists()


def _image_of(source: str) -> int | None:
    """Return the key of the library's picture that a story named (`home.telling.picture_of`)."""
    library, _, rest = source.partition("/")
    key = rest.partition("/")[0]
    return int(key) if library == "wagtailimages" and key.isdecimal() else None
