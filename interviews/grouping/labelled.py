"""Questions by invented citizens, each with the group of those that ask the same."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FILE = Path(__file__).with_name("labelled.jsonl")


@dataclass(frozen=True, slots=True)
class Labelled:
    group: str
    text: str

    @property
    def is_held_out(self) -> bool:
        """Thresholds and words were chosen by the others. Whole groups are held out or are not."""
        return sha256(self.group.encode()).digest()[-1] % 4 == 1


def labelled() -> list[Labelled]:
    """Return all labelled questions, in the order of their topics."""
    return [Labelled(**json.loads(line)) for line in FILE.read_text("utf-8").splitlines()]
