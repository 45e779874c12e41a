"""A joint release is one thing: its pages, and the copies on channels that wait for it."""

from collections.abc import Iterable

from releases.models import JointRelease
from releases.signals import called_off, kept, released
from syndication.models import ChannelCopy, Release
from syndication.releases import open_now, waiting_for
from syndication.status import status_of


def connect() -> None:
    kept.connect(_keep, dispatch_uid="portal.release_kept")
    released.connect(_open, dispatch_uid="portal.release_out")
    called_off.connect(_call_off, dispatch_uid="portal.release_off")


def on_channels(pages: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Return where the copies of pages stand, by page: name of the account and state."""
    told: dict[int, list[tuple[str, str]]] = {}
    copies = ChannelCopy.objects.filter(page_ref__in=list(pages)).select_related("account")
    for copy in copies.order_by("account__name", "pk"):
        state = str(status_of(copy).label)
        told.setdefault(copy.page_ref, []).append((copy.account.name, state))
    return told


def waiting_on_channels(release: JointRelease) -> list[tuple[str, str]]:
    """Return the copies that wait for a release, as somebody chose in their version: (title,
    account).
    """
    found = Release.objects.filter(key=release.key).first()
    if found is None:
        return []
    return [(copy.title, copy.account.name) for copy in waiting_for(found).order_by("title")]


def _channel_side(release: JointRelease) -> Release:
    found, _is_new = Release.objects.update_or_create(
        key=release.key, defaults={"name": release.name}
    )
    return found


def _keep(sender: type, release: JointRelease, **kwargs: object) -> None:
    _channel_side(release)


def _open(sender: type, release: JointRelease, **kwargs: object) -> None:
    open_now(_channel_side(release))


def _call_off(sender: type, release: JointRelease, **kwargs: object) -> None:
    Release.objects.filter(key=release.key).update(is_called_off=True)
