"""What may be shown of a number: 前6后4 of identity numbers, 前3后4 of mobile numbers."""

from attachments.personal.finding import CARD, IDENTITY, MOBILE, Number

SHOWN = {IDENTITY: (6, 4), CARD: (6, 4), MOBILE: (3, 4)}
STAR = "*"


def masked(kind: str, value: str) -> str:
    """Return the number as it may be shown: 430102********1234, 138****5678."""
    first, last = SHOWN[kind]
    return value[:first] + STAR * (len(value) - first - last) + value[-last:]


def mask(text: str, numbers: list[Number]) -> str:
    """Return the text with these numbers masked; what stands between digits stays."""
    letters = list(text)
    for number in numbers:
        for place in hidden(text, number):
            letters[place] = STAR
    return "".join(letters)


def hidden(text: str, number: Number) -> list[int]:
    """Return where in the text the characters stand that must not be shown."""
    first, last = SHOWN[number.kind]
    places = [place for place in range(number.start, number.end) if text[place].isalnum()]
    return places[first : len(places) - last]
