"""Whether an address stays with the government: ours, *.gov.cn, *.政务, or an operator's list."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from wagtail.models import Site

from leaving.models import KnownHost

# 国办函〔2018〕55号: an English domain below gov.cn and a Chinese one below 政务.
GOVERNMENT = ("gov.cn", "政务", "xn--zfr164b")


def host_of(address: str) -> str:
    """Return the host of an absolute address in small letters; empty if it has none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_government(host: str) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in GOVERNMENT)


def own_and_known() -> frozenset[str]:
    """Return our own hosts and those an operator listed, `*.` for all below. Two queries."""
    own = Site.objects.values_list("hostname", flat=True)
    return frozenset((*map(str.lower, own), *KnownHost.objects.values_list("host", flat=True)))


def is_known(host: str, known: Iterable[str]) -> bool:
    """Tell whether a host is one of some names, or below one that says so."""
    names = frozenset(known)
    parts = host.split(".")
    above = (f"*.{'.'.join(parts[at:])}" for at in range(1, len(parts)))
    return host in names or any(name in names for name in above)
