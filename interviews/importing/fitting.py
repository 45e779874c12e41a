"""What the record would refuse is told in the preview, and made to fit before it is written."""

from dataclasses import replace

from interviews.models import Speaker
from interviews.reading import Doubt, Reading
from interviews.record.acts import LONGEST_VIDEO
from interviews.record.words import tidied

LONGEST_NAME = Speaker._meta.get_field("name").max_length


def fitted(reading: Reading) -> Reading:
    """Return a reading without times that no video has, with doubts about what does not fit."""
    turns = []
    doubts = list(reading.doubts)
    told: set[str] = set()
    for index, turn in enumerate(reading.turns):
        if turn.seconds is not None and int(turn.seconds) > LONGEST_VIDEO:
            doubts.append(Doubt("beyond", index, {"time": _clock(int(turn.seconds))}))
            turn = replace(turn, seconds=None)
        if len(tidied(turn.speaker)) > LONGEST_NAME and turn.speaker not in told:
            told.add(turn.speaker)
            doubts.append(Doubt("long_name", index, {"most": str(LONGEST_NAME)}))
        turns.append(turn)
    return replace(reading, turns=tuple(turns), doubts=tuple(doubts))


def name_of(speaker: str) -> str:
    """Return a name as a speaker may have it; empty if nothing of it can be seen."""
    return tidied(speaker).replace("\n", " ")[:LONGEST_NAME].strip()


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
