"""What a question is about, with weights, and what makes it another question."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from interviews.grouping.normalise import normalised
from interviews.grouping.vocabulary import (
    ACTIONS,
    ALSO,
    CONTRASTS,
    DATE,
    FILLERS,
    IMPLIED,
    KINDS,
    NAMING,
    NARROWER,
    NEGATIVE,
    NO_PLACE,
    NOT_HAD,
    NOT_NEGATIVE,
    PLACE,
    TIMES,
    TOPICS,
    VERBS,
    WORDS,
)

TOPIC, WORD, KIND, VERB, REST = 5, 4, 3, 2, 1
"""Weights. Whole numbers, because a sketch repeats a feature as often."""
# By these are questions less alike that want another kind of answer, or have each its own topic.
OTHER_KIND = 0.4
OTHER_ACTION = 0.6
OTHER_TOPIC = 0.5
OTHER_WORD = 0.6
MOST_READ = 2_000
NUMBER = re.compile(r"\d+(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Features:
    """`weights` by feature; `kinds` are those of answers that are wanted.

    Questions that differ in `apart` (years, ages, lines, places, negation) are different questions,
    whatever else they say; so are those of which each has numbers that the other has not.
    """

    weights: dict[str, int]
    kinds: frozenset[str]
    topics: frozenset[str]
    concepts: frozenset[str]
    actions: frozenset[str]
    apart: frozenset[str]
    numbers: frozenset[str]

    @property
    def signature(self) -> Hashable:
        return frozenset(self.weights.items()), self.apart, self.numbers


def features(text: str) -> Features:
    """Return what a question is about; of a very long one, what its beginning is about."""
    given = text[:MOST_READ]
    text = whole = normalised(given)
    apart = _apart(text)
    numbers = frozenset(NUMBER.findall(text))
    text = DATE.sub(" ", NOT_HAD.sub(" ", text))
    # What keeps questions apart need not make them alike as well.
    for place in apart & {match[0] for match in PLACE.finditer(text)}:
        text = text.replace(place, " ")
    weights: dict[str, int] = {}
    kinds: set[str] = set()
    rest: list[str] = []
    end = 0
    for start, stop, (concept, weight) in _words(text):
        rest.append(text[end:start])
        end = stop
        if weight == KIND:
            kinds.add(ALSO.get(concept, concept))
        else:
            weights[concept] = weight
            if concept in IMPLIED:
                weights.setdefault(IMPLIED[concept], WORD)
    rest.append(text[end:])
    if len(kinds) > 1:
        # 能不能 beside 怎么办 asks nothing more.
        kinds.discard("may")
    kinds -= {wide for narrow, wide in NARROWER if narrow in kinds}
    weights |= dict.fromkeys(kinds, KIND)
    for run in " ".join(rest).split():
        for piece in FILLERS.sub(" ", NUMBER.sub(" ", run)).split():
            pairs = [piece[at : at + 2] for at in range(len(piece) - 1)] or [piece]
            weights = dict.fromkeys(pairs, REST) | weights
    # 你好 and ？？ ask nothing, and not the same.
    weights = weights or {whole or given: REST}
    topics = frozenset(TOPICS.keys() & weights.keys())
    concepts = topics | (WORDS.keys() & weights.keys())
    return Features(weights, frozenset(kinds), topics, concepts, concepts & ACTIONS, apart, numbers)


def similarity(one: Features, other: Features) -> float:
    """Return how alike two questions are, from 0 to 1: Jaccard's coefficient with weights.

    0 if they are different questions for certain.
    """
    if one.apart != other.apart:
        return 0.0
    if len(one.weights) > len(other.weights):
        one, other = other, one
    shared = sum(weight for name, weight in one.weights.items() if name in other.weights)
    whole = sum(one.weights.values()) + sum(other.weights.values()) - shared
    if not whole:
        return 0.0
    alike = shared / whole
    if one.kinds and other.kinds and not one.kinds & other.kinds:
        alike *= OTHER_KIND
    if one.topics - other.topics and other.topics - one.topics:
        alike *= OTHER_TOPIC
    elif one.concepts - other.concepts and other.concepts - one.concepts:
        alike *= OTHER_WORD
    elif one.actions != other.actions and not one.actions & other.actions:
        alike *= OTHER_ACTION
    return 0.0 if alike and _differ(one, other) else alike


def _differ(one: Features, other: Features) -> bool:
    if one.numbers - other.numbers and other.numbers - one.numbers:
        return True
    for contrast in CONTRASTS:
        ours, theirs = contrast & one.concepts, contrast & other.concepts
        if ours and theirs and not ours & theirs:
            return True
    return False


def _apart(text: str) -> frozenset[str]:
    found = set(NAMING.findall(text)) | set(TIMES.findall(text))
    # Whoever says no year means this one.
    found.discard("今年")
    found |= {match[0] for match in PLACE.finditer(text) if not NO_PLACE.match(match[1])}
    if NEGATIVE.search(NOT_NEGATIVE.sub("", NOT_HAD.sub("", text))):
        found.add("不")
    return frozenset(found)


Meaning = tuple[str, int]
"""(concept, weight)"""


def _lexicon() -> dict[str, tuple[re.Pattern[str], list[Meaning]]]:
    """Return, by the character that words begin with, a pattern of them and what they mean.

    Longer words come first: 户口本 is not 户口.
    """
    words: dict[str, list[tuple[str, Meaning]]] = defaultdict(list)
    for weight, table in ((TOPIC, TOPICS), (WORD, WORDS), (KIND, KINDS), (VERB, VERBS)):
        for concept, pattern in table.items():
            for word in _alternatives(pattern):
                for plain in _beginnings(word):
                    words[plain[0]].append((plain, (concept, weight)))
    lexicon = {}
    for first, beginning in words.items():
        beginning.sort(key=lambda word: -len(re.sub(r"\(\?[:!=]|[|)?{}.,\d]", "", word[0])))
        pattern = re.compile("|".join(f"({word})" for word, _meaning in beginning))
        lexicon[first] = pattern, [meaning for _word, meaning in beginning]
    return lexicon


def _words(text: str) -> Iterator[tuple[int, int, Meaning]]:
    """Yield where words of the vocabulary begin and end, and what they mean."""
    at = 0
    while at < len(text):
        known = LEXICON.get(text[at])
        match = known and known[0].match(text, at)
        if match:
            yield at, match.end(), known[1][match.lastindex - 1]
        at = match.end() if match else at + 1


def _beginnings(word: str) -> list[str]:
    """Write out what a word may begin with, so that it begins with a character."""
    if not word.startswith("(?:"):
        return [word]
    inside, _, rest = word[3:].partition(")")
    begun = [each + rest.removeprefix("?") for each in inside.split("|")]
    return begun + ([rest[1:]] if rest.startswith("?") else [])


def _alternatives(pattern: str) -> list[str]:
    """Split a pattern at the bars that are in no parentheses."""
    parts, depth = [""], 0
    for char in pattern:
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


LEXICON = _lexicon()
