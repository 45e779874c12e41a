"""Which requests may be answered from what is kept, and what their answers are kept under.

Everything else is answered anew: a query string that no list of ours asks for neither finds nor
fills anything.
"""

import re

from pagecache.store import Key

# The one parameter that kept pages read; `?page=1` is the page without it, under another address.
QUERY = re.compile(r"(?:page=([1-9][0-9]{0,5}))?", re.ASCII)
METHODS = frozenset(("GET", "HEAD"))
LONGEST_PATH = 500


def key_of(method: str, scheme: str, host: str, path: str, query: str) -> Key | None:
    """Return the key of a request; None for one that is not kept. All as they came, decoded."""
    asked = QUERY.fullmatch(query)
    if asked is None or method not in METHODS or not host:
        return None
    if len(path) > LONGEST_PATH or not path.isascii():
        return None
    return scheme, host.lower(), path, int(asked[1] or 0)
