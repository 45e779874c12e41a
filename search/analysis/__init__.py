"""From what is written to what is compared: the same for texts and for queries."""

from importlib.metadata import version

from search.analysis.terms import RULES as _RULES

# Changes whenever the same text may give other terms: everything is indexed anew then.
RULES = f"{_RULES}/opencc {version('opencc')}/pypinyin {version('pypinyin')}"
