"""What a link says by itself: to which platform it leads, or where on this portal."""

from dataclasses import dataclass

from wagtail.models import Site

from syndication.channels.links import ADDRESS, Link, Name, Recognised
from syndication.channels.registry import channel_class, kinds
from syndication.models import PublishedAddress
from syndication.verification.pasted import Held


@dataclass(frozen=True, slots=True)
class Reading:
    """A link, what its channel recognises in it, or where on this portal it leads to."""

    held: Held
    kind: str = ""
    recognised: Recognised | None = None
    url_path: str = ""

    @property
    def own_names(self) -> tuple[Name, ...]:
        return self.recognised.names if self.recognised else ()

    @property
    def names(self) -> tuple[Name, ...]:
        return (*self.own_names, *self.held.link.addresses) if self.held.link else ()

    def is_named_by(self, row: PublishedAddress) -> bool:
        name = Name(row.form, row.key)
        if row.form == ADDRESS:
            return name in self.names
        return row.kind == self.kind and name in self.own_names


def read_link(held: Held) -> Reading:
    """Let every channel look at a link; the first that knows it decides."""
    if held.link is None:
        return Reading(held)
    for kind in kinds():
        recognised = channel_class(kind).recognise(held.link)
        if recognised is not None:
            return Reading(held, kind, recognised)
    return Reading(held, url_path=_url_path(held.link))


def _url_path(link: Link) -> str:
    """Return where in the page tree an address of ours points to; empty if it is not ours."""
    for root in Site.get_site_root_paths():
        ours = Link.parse(root.root_url)
        if ours and ours.host == link.host:
            return root.root_path + "".join(f"{segment}/" for segment in link.path)
    return ""
