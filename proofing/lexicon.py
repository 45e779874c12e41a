"""The word lists and the register of this installation, ready to be looked for.

Made once in each process, and anew when a row was added, changed or deleted: that is asked each
time, because another process may have done it.
"""

from functools import lru_cache
from typing import Any

from proofing.matching import Matcher
from proofing.matching import Term as Wanted
from proofing.models import Leader, Term, WordList, stamp, words_in
from proofing.people import Person, Register
from proofing.severity import Severity


def matcher() -> Matcher:
    """Return what finds the terms of all lists in use; two queries."""
    return _matcher(stamp(WordList, Term))


def register() -> Register:
    """Return what finds slips in leaders' names and titles; one query."""
    return _register(stamp(Leader))


@lru_cache(maxsize=1)
def _matcher(_stamp: Any) -> Matcher:
    rows = Term.objects.filter(word_list__is_used=True).order_by("word_list__name", "pk")
    columns = ("wrong", "right", "severity", "exceptions", "reason", "word_list__name")
    return Matcher(
        Wanted(wrong, right, Severity(severity), words_in(exceptions), reason, of)
        for wrong, right, severity, exceptions, reason, of in rows.values_list(*columns)
    )


@lru_cache(maxsize=1)
def _register(_stamp: Any) -> Register:
    rows = Leader.objects.order_by("order", "pk").values_list("name", "titles", "order")
    return Register(Person(name, words_in(titles), order) for name, titles, order in rows)
