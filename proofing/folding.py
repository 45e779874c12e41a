"""A text as it is compared: letters without width and case, no gaps within Chinese words."""

import re
from dataclasses import dataclass

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# Names of two characters are often set with a space (王　伟), and pasted text brings zero widths.
GAP = re.compile(
    rf"(?<=[{HAN}])[ \t\u00a0\u2002\u2003\u3000]+(?=[{HAN}])|[\u00ad\u200b-\u200d\u2060\ufeff]+"
)
HALF = {
    **{0xFF10 + at: 0x30 + at for at in range(10)},
    **{0xFF21 + at: 0x61 + at for at in range(26)},
    **{0xFF41 + at: 0x61 + at for at in range(26)},
    **{0x41 + at: 0x61 + at for at in range(26)},
}


@dataclass(frozen=True, slots=True)
class Folded:
    """`text`, and for each letter of it where it stands in the original."""

    text: str
    places: range | list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where letters [start, end) stand in the original; there must be one at least."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    places: range | list[int] = range(len(text))
    if gaps := [match.span() for match in GAP.finditer(text)]:
        places, at = [], 0
        for start, end in gaps:
            places += range(at, start)
            at = end
        places += range(at, len(text))
        text = "".join(text[place] for place in places)
    return Folded(text.translate(HALF), places)
