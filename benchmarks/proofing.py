"""10,000 terms against a text of 20,000 characters, and 100 leaders against the same text.

    make bench-proofing
    python -m benchmarks.proofing --terms 10000 --characters 20000

The baseline looks for each term by itself with `str.find` and applies the same rules; both must
find the same, or the run fails. Terms and text are made at random from the 2,000 characters that
Chinese has most of, the frequent ones more often; one term in ten is planted in the text, one in
twenty has an exception. The leaders are named once each behind it, with a title at random.
"""

import argparse
import os
import random
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from typing import Any

import django

from benchmarks import machine
from proofing.matching import Hit, Matcher, Term
from proofing.people import Person, Register
from proofing.severity import ORDER

SEED = 20_261_130
ROUNDS = 11
LETTERS = [chr(0x4E00 + at) for at in range(0, 20_000, 10)]
WEIGHTS = [1 / (at + 8) for at in range(len(LETTERS))]
LENGTHS = (2, 2, 3, 3, 4, 4, 5, 6)
OFFICES = ("市委书记", "市长", "副市长", "市人大常委会主任", "市政协主席", "县委书记", "县长")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--characters", type=int, default=20_000)
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.embedded")
    django.setup()
    machine.announce()
    rng = random.Random(SEED)
    terms = _terms(rng, options.terms)
    text = _text(rng, terms, options.characters)
    print(f"{len(terms):,} terms, {len(text):,} characters")

    built, matcher = _timed(lambda: Matcher(terms), 1)
    print(f"{'matcher, made once':34} {built * 1000:9.1f} ms")
    took, found = _timed(lambda: matcher.find(text), ROUNDS)
    print(f"{'matcher, a text':34} {took * 1000:9.1f} ms  {len(found):,} hits")
    naive, expected = _timed(lambda: naively(terms, text), 3)
    print(f"{'each term by itself, a text':34} {naive * 1000:9.1f} ms  {len(expected):,} hits")
    print(f"{'ratio':34} {naive / took:9.0f}")
    if found != expected:
        raise SystemExit("The two do not find the same.")

    from attachments.gate.markup import visible

    html = "".join(f"<p>{text[at : at + 200]}</p>" for at in range(0, len(text), 200))
    took, _seen = _timed(lambda: visible(html), ROUNDS)
    print(f"{'reading the same as rich text':34} {took * 1000:9.1f} ms")
    people = _people(rng)
    register = Register(people)
    named = "".join(f"{rng.choice(OFFICES)}{person.name}主持会议。" for person in people)
    took, slips = _timed(lambda: register.find(text + named), ROUNDS)
    print(f"{'100 leaders, a text':34} {took * 1000:9.1f} ms  {len(slips):,} slips")


def naively(terms: Sequence[Term], text: str) -> list[Hit]:
    """Apply the rules of `proofing.matching` term by term."""
    hits = []
    for term in terms:
        spans = _occurrences(term.wrong, text)
        if spans:
            rights = [
                span
                for each in (*term.exceptions, term.right)
                if len(each) > len(term.wrong)
                for span in _occurrences(each, text)
            ]
            hits += [
                Hit(term, start, end)
                for start, end in spans
                if not any(a <= start and end <= b for a, b in rights)
            ]
    hits.sort(key=lambda hit: (hit.start, -hit.end, -hit.term.severity.weight))
    kept: list[Hit] = []
    for hit in hits:
        weight = hit.term.severity.weight
        if not any(
            other.end >= hit.end and other.term.severity.weight >= weight for other in kept[-20:]
        ):
            kept.append(hit)
    return kept


def _occurrences(word: str, text: str) -> list[tuple[int, int]]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append((at, at + len(word)))
        at = text.find(word, at + 1)
    return found


def _word(rng: random.Random, length: int) -> str:
    return "".join(rng.choices(LETTERS, WEIGHTS, k=length))


def _terms(rng: random.Random, number: int) -> list[Term]:
    words: dict[str, None] = {}
    while len(words) < number:
        words[_word(rng, rng.choice(LENGTHS))] = None
    return [
        Term(
            wrong=word,
            right=_word(rng, len(word)),
            severity=rng.choice(ORDER),
            exceptions=(word + _word(rng, 1),) if rng.random() < 0.05 else (),
        )
        for word in words
    ]


def _text(rng: random.Random, terms: list[Term], characters: int) -> str:
    planted = [term.wrong for term in rng.sample(terms, len(terms) // 10)]
    pieces: list[str] = []
    length = 0
    while length < characters:
        pieces.append(_word(rng, rng.randint(8, 30)) + rng.choice("，，。；"))
        if planted and rng.random() < 0.5:
            pieces.append(planted.pop())
        length = sum(map(len, pieces))
    return "".join(pieces)[:characters]


def _people(rng: random.Random) -> list[Person]:
    return [
        Person(_word(rng, rng.choice((2, 3, 3))), (rng.choice(OFFICES),), order)
        for order in range(1, 101)
    ]


def _timed(do: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    times, done = [], None
    for _round in range(rounds):
        start = perf_counter()
        done = do()
        times.append(perf_counter() - start)
    return median(times), done


if __name__ == "__main__":
    main()
