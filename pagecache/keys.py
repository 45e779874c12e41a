"""Which requests may be answered from what is kept, and what their answers are kept under.

Everything else is answered anew: a query string that no list of ours asks for neither finds nor
fills anything.
"""

import re
from urllib.parse import urlsplit

from django.conf import settings

from pagecache.store import Key

# The one parameter that kept pages read; `?page=1` is the page without it, under another address.
QUERY = re.compile(r"(?:page=([1-9][0-9]{0,5}))?", re.ASCII)
METHODS = frozenset(("GET", "HEAD"))
LONGEST_PATH = 500
# Django lets every port of a host that is ours pass: a visitor could have each page kept 65,536
# times.
WITH_PORT = re.compile(r":[^\]]*\Z")
PUBLIC_HOST = urlsplit(settings.PUBLIC_URL).netloc.lower()


def key_of(method: str, scheme: str, host: str, path: str, query: str) -> Key | None:
    """Return the key of a request; None for one that is not kept. All as they came, decoded."""
    asked = QUERY.fullmatch(query)
    if asked is None or method not in METHODS or not host:
        return None
    if len(path) > LONGEST_PATH or not path.isascii():
        return None
    host = host.lower()
    if WITH_PORT.search(host) and host != PUBLIC_HOST:
        return None
    return scheme, host, path, int(asked[1] or 0)
