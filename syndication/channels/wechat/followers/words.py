"""A citizen's words, made fit to be looked for and to be repeated back."""

import unicodedata

LONGEST = 100
REPEATED = 20
# A message has no documented limit; beyond this nobody reads it for its meaning.
READ = 2000


def words_of(content: str) -> str:
    """Return the words as one line of at most 100 characters without control characters."""
    readable = (
        " " if unicodedata.category(character).startswith("C") else character
        for character in content[:READ]
    )
    return " ".join("".join(readable).split())[:LONGEST].strip()


def quoted(words: str) -> str:
    """Return the beginning of the words, to be repeated in an answer."""
    return words if len(words) <= REPEATED else f"{words[: REPEATED - 1]}…"
