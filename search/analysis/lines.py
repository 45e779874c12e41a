"""Words as one line of what can be seen: what stands in an address is what stands in the index."""

import re

# Spaces, control characters, halves of characters, what is no character, and what would turn the
# direction of the line around.
_UNSEEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+"
)


def in_a_line(words: str) -> str:
    """Return words with single spaces for all that cannot be seen; the same for the result."""
    return _UNSEEN.sub(" ", words).strip()
