"""Writing a transcript into the record, turn by turn; done again, it goes on where it stopped."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.uploadedfile import SimpleUploadedFile

from interviews.console.pictures import store
from interviews.importing.matching import Key, Voice, key_of, moments
from interviews.models import Sitting, Speaker
from interviews.reading import Picture, Reading, Turn
from interviews.record import acts, speakers
from interviews.record.projection import Picture as Hung
from interviews.record.words import LONGEST, MOST_PICTURES, tidied
from interviews.refusals import Refused
from interviews.sittings import locked

ENDINGS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}


@dataclass(slots=True)
class Report:
    """How many turns were written, and how many had been before; pictures that were not taken."""

    written: int = 0
    before: int = 0
    pictures_lost: int = 0


def write(
    sitting: Sitting,
    reading: Reading,
    digest: str,
    chosen: Mapping[Key, Speaker | None],
    named: Mapping[Key, Voice],
    left_out: Collection[int],
    by: AbstractBaseUser,
) -> Report:
    """Write all turns but those left out (by index). A voice without a speaker is entered anew.

    `digest` is the hash of the file. Raises Refused or NotAllowed; what was written until then
    stays, and is not written again.
    """
    report = Report()
    known = set(
        sitting.entries.filter(client_key__startswith=_key(digest)).values_list(
            "client_key", flat=True
        )
    )
    at = moments(reading.turns, sitting.page.starts_at)
    entered: dict[Key, Speaker] = {}
    for index, turn in enumerate(reading.turns):
        if index in left_out:
            continue
        for part, piece in enumerate(pieces(turn)):
            client_key = f"{_key(digest)}{index}-{part}"
            if client_key in known:
                report.before += 1
                continue
            key = key_of(turn)
            if key not in entered:
                entered[key] = chosen.get(key) or _enter(sitting, named[key], by)
            pictures = _store(sitting, piece, by, report)
            if not piece.text and not pictures:
                continue
            acts.say(
                sitting, entered[key], piece.text, by, pictures=pictures, said_at=at[index],
                second=int(turn.seconds) if turn.seconds is not None and not part else None,
                client_key=client_key,
            )  # fmt: skip
            report.written += 1
    return report


def pieces(turn: Turn) -> Iterator[Turn]:
    """Yield a turn, in several parts if it has more words or pictures than fit into one."""
    body: list[str | Picture] = []
    length = pictures = 0
    for each in _bits(turn):
        is_picture = isinstance(each, Picture)
        size = 0 if is_picture else len(each) + 1
        if body and (length + size > LONGEST or pictures + is_picture > MOST_PICTURES):
            yield replace(turn, body=tuple(body))
            body, length, pictures = [], 0, 0
        body.append(each)
        length, pictures = length + size, pictures + is_picture
    if body:
        yield replace(turn, body=tuple(body))


def _bits(turn: Turn) -> Iterator[str | Picture]:
    for each in turn.body:
        if isinstance(each, Picture):
            yield each
        else:
            words = tidied(each)
            yield from (words[at : at + LONGEST - 1] for at in range(0, len(words), LONGEST - 1))


def _key(digest: str) -> str:
    return f"import-{digest[:32]}-"


def _enter(sitting: Sitting, voice: Voice, by: AbstractBaseUser) -> Speaker:
    """Enter a new speaker, or find the one that this import entered before it stopped."""
    with locked(sitting) as held:
        before = held.speakers.filter(name=voice.name, post=voice.post, role=voice.role).first()
        return before or speakers.add_speaker(
            held, voice.name, by, post=voice.post, role=voice.role
        )


def _store(sitting: Sitting, turn: Turn, by: AbstractBaseUser, report: Report) -> list[Hung]:
    hung = []
    for number, picture in enumerate(turn.pictures, 1):
        ending = next((e for start, e in ENDINGS.items() if picture.data.startswith(start)), "bin")
        file = SimpleUploadedFile(f"{turn.line}-{number}.{ending}", picture.data)
        try:
            hung.append(Hung(store(sitting, file, by).pk, picture.alt))
        except Refused:
            report.pictures_lost += 1
    return hung
