"""From what was typed to a plan. Anything may be typed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from search.analysis.cutting import STOP_WORDS, without_asking, words_of
from search.analysis.folding import fold, normal
from search.analysis.numbers import asked
from search.analysis.terms import RUNS, is_han
from search.query.plan import LONGEST, Alternative, Group, Plan
from search.query.synonyms import Synonyms

_QUOTED = re.compile(r'"([^"]{2,})"')
# A long question is understood by its first words.
MOST_GROUPS = 16


def plan_of(query: str, synonyms: Synonyms) -> Plan:
    """Return what a query asks for; an empty plan if there is nothing in it to look for."""
    said = query[:LONGEST].strip()
    folded = fold(said).replace("\n", " ")
    exact = filter(None, map(_exact, _QUOTED.findall(folded)))
    number, rest = asked(_QUOTED.sub(" ", folded))
    free = [group for piece in rest.split() for group in _groups_in(piece, synonyms)]
    telling = _telling(free)
    unsaid = sum(
        len(group.said) for group in free
        if group not in telling and group.said not in STOP_WORDS
    )  # fmt: skip
    if number:
        number = replace(number, issuer=_issuer(number.issuer))
    issuer = [_exact(number.issuer)] if number and number.issuer else []
    groups = dict.fromkeys([*exact, *issuer, *telling])
    return Plan(said, tuple(groups)[:MOST_GROUPS], number, unsaid, synonyms)


def _exact(phrase: str) -> Group | None:
    plain = normal(phrase).strip()
    return Group((Alternative((plain,)),), exact=True) if RUNS.search(plain) else None


def _issuer(before: str) -> str:
    """Return who issued a number, of what stands before it: without what only asks for it."""
    words = words_of(without_asking(before)[-1]) if before else []
    # 中 and 上 may be who issued it.
    while words and len(words[0]) > 1 and words[0] in STOP_WORDS:
        del words[0]
    return "".join(words)


def _groups_in(piece: str, synonyms: Synonyms) -> Iterator[Group]:
    for run in RUNS.findall(piece):
        if not is_han(run):
            yield Group((Alternative((run,)), *synonyms.of(run)))
            continue
        for said in without_asking(run):
            for word, ways in synonyms.group(words_of(said)):
                yield Group((Alternative((word,)), *ways))


def _telling(groups: list[Group]) -> list[Group]:
    """Return the groups that say what is looked for; all if none would be left.

    A single character says little beside words, and is hardly ever a term.
    """
    said = [group for group in groups if group.said not in STOP_WORDS]
    words = [group for group in said if len(group.said) > 1 or len(group.alternatives) > 1]
    return words or said or groups
