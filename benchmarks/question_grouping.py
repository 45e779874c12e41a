"""Near-duplicate questions: precision and recall on labelled ones, and 10,000 in a row.

    make bench-questions
    python -m benchmarks.question_grouping --questions 10000

Pairs of questions in one group are compared with pairs that carry one label. The baseline is what
one would write in an afternoon: Jaccard's coefficient of the pairs of characters, with the
threshold that does best (F1) on the tuning part. No threshold or word is chosen by the part that is
held out.
"""

import argparse
import resource
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations
from statistics import median, quantiles
from time import perf_counter

from benchmarks import machine
from interviews.grouping import Grouping, Labelled, labelled
from interviews.grouping.grouping import THRESHOLD
from interviews.grouping.normalise import normalised

Pairs = set[tuple[int, int]]
Scores = tuple[float, float]
PLACES = [f"{name}{kind}" for kind in ("区", "小区", "街道", "镇") for name in (
    "东湖", "西岭", "南屏", "北山", "云桥", "青石", "柳林", "金沙", "望江", "白塔")]  # fmt: skip
GREETINGS = ["", "请问", "您好，", "领导好，", "想咨询一下，", "麻烦问下，"]
ENDINGS = ["", "谢谢！", "急！", "？？", "望回复。"]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--questions", type=int, default=10_000, help="questions in a row")
    options = parser.parse_args(arguments)
    machine.announce()
    _quality()
    _flood(options.questions)


def _quality() -> None:
    questions = labelled()
    tuning = [each for each in questions if not each.is_held_out]
    held_out = [each for each in questions if each.is_held_out]
    best = max((step / 100 for step in range(10, 96)), key=lambda at: _f1(tuning, at))
    print(f"Thresholds: {THRESHOLD:.2f} and, of the baseline, {best:.2f}")
    for name, part in (("tuning", tuning), ("held out", held_out)):
        labels = len({each.group for each in part})
        print(f"{name}: {len(part)} questions in {labels} groups")
        for method, found in (("grouping", grouped(part)), ("bigrams", overlapping(part, best))):
            precision, recall = scores(part, found)
            print(f"  {method:10} precision {precision:.3f}  recall {recall:.3f}")


def _f1(part: list[Labelled], threshold: float) -> float:
    precision, recall = scores(part, overlapping(part, threshold))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def grouped(part: list[Labelled]) -> Pairs:
    """Return the pairs of questions, by their indexes, that are in one group."""
    grouping = Grouping()
    for at, each in enumerate(part):
        grouping.add(at, each.text)
    return {pair for group in grouping.groups() for pair in combinations(sorted(group), 2)}


def overlapping(part: list[Labelled], threshold: float) -> Pairs:
    """Return the pairs of questions that share so much of their pairs of characters."""
    shares = _shares(tuple(each.text for each in part))
    return {pair for pair, share in shares.items() if share >= threshold}


@cache
def _shares(texts: tuple[str, ...]) -> dict[tuple[int, int], float]:
    """Return of all pairs of texts that share anything, how much; the threshold is tried later."""
    bigrams = [_bigrams(text) for text in texts]
    return {
        (one, other): both / len(bigrams[one] | bigrams[other])
        for one, other in combinations(range(len(texts)), 2)
        if (both := len(bigrams[one] & bigrams[other]))
    }


@cache
def _bigrams(text: str) -> frozenset[str]:
    text = normalised(text).replace(" ", "")
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def scores(part: list[Labelled], found: Pairs) -> Scores:
    """Return precision and recall over all pairs of questions."""
    wanted = _wanted(tuple(each.group for each in part))
    both = len(found & wanted)
    return (both / len(found) if found else 1.0), (both / len(wanted) if wanted else 1.0)


@cache
def _wanted(groups: tuple[str, ...]) -> Pairs:
    pairs = combinations(range(len(groups)), 2)
    return {(one, other) for one, other in pairs if groups[one] == groups[other]}


def flood(count: int) -> Iterator[str]:
    """Yield questions as they come when many people ask: again, elsewhere, politely."""
    texts = [each.text for each in labelled()]
    for at in range(count):
        place = PLACES[at * 7 % len(PLACES)] if at % 3 else ""
        text = texts[at * 37 % len(texts)]
        yield GREETINGS[at % len(GREETINGS)] + place + text + ENDINGS[at * 3 % len(ENDINGS)]


def _flood(count: int) -> None:
    questions = list(flood(count))
    # What is read once for all questions is no part of any of them.
    Grouping().add("", questions[0])
    before = _memory()
    grouping = Grouping()
    took = [
        _timed(lambda at=at, text=text: grouping.add(at, text)) for at, text in enumerate(questions)
    ]
    print(f"{count} questions, {len(set(questions))} of them different:")
    middle, slow = median(took) * 1000, quantiles(took, n=20)[-1] * 1000
    print(f"  {sum(took):.1f} s; one: median {middle:.2f} ms, p95 {slow:.2f} ms")
    print(f"  {_memory() - before:.0f} MB more memory; {sum(1 for _ in grouping.groups())} groups")


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
