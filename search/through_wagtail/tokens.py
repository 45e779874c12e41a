"""Texts as tokens with spaces between, for backends that take a run of Han for one word."""

from search.analysis.folding import normal
from search.analysis.numbers import written
from search.analysis.terms import RUNS, pairs

# No token of a text is a longer run of Han than a pair, so these are told apart from all others.
_IN_TITLE = "题题"


def tokens(text: str) -> str:
    """Return a text's tokens in their order, its document numbers at the end."""
    plain = normal(text)
    found = [pair for run in RUNS.findall(plain) for pair in pairs(run)]
    return " ".join([*found, *map(number_token, written(plain))])


def number_token(term: str) -> str:
    """Return the term of a document number as what every tokeniser takes for one word."""
    return f"no{term.strip('#').replace('-', 'x')}"


def in_title(words: str) -> str:
    """Return tokens as they are looked for if they must stand in the title."""
    return " ".join(token + _IN_TITLE for token in words.split())
