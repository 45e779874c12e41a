"""How good a ranking is, told by graded answers: nDCG (Järvelin and Kekäläinen, 2002)."""

import math
from collections.abc import Iterable, Mapping, Sequence

# Further down nobody looks.
DEPTH = 10


def ndcg(found: Sequence[str], wanted: Mapping[str, int], depth: int = DEPTH) -> float:
    """Return the normalised discounted cumulative gain of what was found, best first.

    `wanted` gives grades (0: no answer) to keys; what is not graded counts as 0. Between 0, when
    nothing good is among the first `depth`, and 1, when no order could be better.
    """
    ideal = _dcg(sorted(wanted.values(), reverse=True)[:depth])
    if not ideal:
        return 0.0
    once = list(dict.fromkeys(found))[:depth]
    return _dcg(wanted.get(key, 0) for key in once) / ideal


def _dcg(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
