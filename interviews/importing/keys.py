"""The keys under which an import writes: of the file's hash and the place in it.

So a file that is imported again, or twice at once, finds what of it is in the record.
"""

import hashlib

from interviews.models import Sitting
from interviews.record.kinds import Kind

Key = tuple[str, str]
"""Whom a transcript names: name without spaces, and post."""


def turn_key(digest: str, turn: int, part: int) -> str:
    return f"{_file(digest)}{turn}-{part}"


def voice_key(digest: str, voice: Key) -> str:
    """Return the key of a new speaker; who stands beside him in the file does not matter."""
    name_and_post = "\0".join(voice).encode()
    return f"{_voices(digest)}{hashlib.sha256(name_and_post).hexdigest()[:12]}"


def written(sitting: Sitting, digest: str) -> dict[str, int]:
    """Return under which keys turns were written out of a file, each with its pictures' number."""
    entries = sitting.entries.filter(client_key__startswith=_file(digest), kind=Kind.SAID)
    told = entries.values_list("client_key", "data__pictures")
    return {client_key: len(pictures) for client_key, pictures in told}


def entered(sitting: Sitting, digest: str) -> set[int]:
    """Return the numbers of the speakers who were entered as new ones out of a file."""
    entries = sitting.entries.filter(client_key__startswith=_voices(digest))
    return {data["number"] for data in entries.values_list("data", flat=True)}


def _file(digest: str) -> str:
    return f"import-{digest[:32]}-"


def _voices(digest: str) -> str:
    return f"{_file(digest)}voice-"
