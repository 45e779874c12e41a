"""How long things took, in as few figures as say it."""

import math
from collections.abc import Sequence


def within(times: Sequence[float], share: float) -> float:
    """Return the time within which such a share of all was done, such as 0.95."""
    return sorted(times)[math.ceil(share * len(times)) - 1]
