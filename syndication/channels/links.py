"""Links that people hold, taken apart; what a channel may recognise in one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qsl, urlsplit

LONGEST_KEY = 200
ADDRESS = "address"
DEFAULT_PORTS = {80, 443}


@dataclass(frozen=True, slots=True)
class Link:
    """A web link. `host` is in lower case, with the port if it is not a usual one."""

    text: str
    host: str
    path: tuple[str, ...]
    query: Mapping[str, str] = field(default_factory=dict)
    # As it stands in the link: what has been decoded may hold anything.
    raw_query: str = ""

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Take a link apart; None if it is none, or one that browsers read differently.

        A backslash or a name before `@` is how a false host is made to look like another one.
        """
        whole = text if "://" in text else f"http://{text}"
        try:
            parts = urlsplit(whole)
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError:
            return None
        if parts.scheme not in {"http", "https"} or not host:
            return None
        if "@" in parts.netloc or "\\" in whole:
            return None
        return cls(
            text,
            host if port is None or port in DEFAULT_PORTS else f"{host}:{port}",
            tuple(segment for segment in parts.path.split("/") if segment),
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            parts.query,
        )

    @property
    def addresses(self) -> tuple["Name", ...]:
        """The link's own address as names: as it stands, and without what follows the `?`."""
        bare = "/".join([self.host, *self.path])
        if not self.raw_query:
            return (Name(ADDRESS, bare),)
        query = "&".join(sorted(self.raw_query.split("&")))
        return Name(ADDRESS, f"{bare}?{query}"), Name(ADDRESS, bare)


@dataclass(frozen=True, slots=True)
class Name:
    """What is published, named in one of the forms a platform has for it; `key` is bounded."""

    form: str
    key: str

    def __post_init__(self) -> None:
        if len(self.key) > LONGEST_KEY:
            digest = hashlib.sha256(self.key.encode()).hexdigest()
            object.__setattr__(self, "key", f"sha256:{digest}")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a link to a platform says by itself.

    `names` are of one publication: whatever bears any of them is what the link leads to.
    `account` is the account's id there, where the link has it. Neither: it leads to the
    platform, but only the platform knows where to.
    """

    names: tuple[Name, ...] = ()
    account: str = ""


def names_of(url: str) -> tuple[Name, ...]:
    """Return the name of an address that no channel knows better: the address itself."""
    link = Link.parse(url) if url else None
    return link.addresses[:1] if link else ()
