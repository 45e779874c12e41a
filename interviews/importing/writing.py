"""Writing a transcript into the record, turn by turn; done again, it goes on where it stopped."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.uploadedfile import SimpleUploadedFile

from interviews.console.pictures import store
from interviews.importing.keys import Key, turn_key, voice_key, written
from interviews.importing.matching import Voice, key_of, moments
from interviews.models import Sitting, Speaker
from interviews.reading import Picture, Reading, Turn
from interviews.record import acts, speakers
from interviews.record.projection import Picture as Hung
from interviews.record.words import LONGEST, MOST_PICTURES, tidied
from interviews.refusals import NotAllowed, Refused
from interviews.sittings import locked

ENDINGS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
# Seconds. Proxies give up after sixty, and whoever waits wants to see that it goes on; but the
# file comes again with each part.
AT_A_TIME = 15.0


@dataclass(slots=True)
class Report:
    """How many turns were written now, had been before, and are left to be written.

    `pictures_lost` is how many pictures of the file are not in the record, once none is left.
    """

    written: int = 0
    before: int = 0
    left: int = 0
    pictures_lost: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """What becomes one turn of the record; `part` counts from 0 where one is too long."""

    turn: Turn
    part: int
    said_at: datetime
    client_key: str

    @property
    def second(self) -> int | None:
        """Return the second of the video at which it begins, if that is known."""
        return None if self.turn.seconds is None or self.part else int(self.turn.seconds)


def write(
    sitting: Sitting,
    reading: Reading,
    digest: str,
    chosen: Mapping[Key, Speaker | None],
    named: Mapping[Key, Voice],
    left_out: Collection[int],
    by: AbstractBaseUser,
) -> Report:
    """Write the turns but those left out (by index). A voice without a speaker is entered anew.

    After some seconds it stops, with at least one turn more in the record; the report says how
    many are left, and doing it again goes on. `digest` is the hash of the file. Raises Refused or
    NotAllowed; what was written until then stays, and is not written again.
    """
    report = Report()
    known = written(sitting, digest)
    planned = list(_planned(sitting, reading, digest, left_out))
    entered: dict[Key, Speaker] = {}
    until = monotonic() + AT_A_TIME
    for at, piece in enumerate(planned):
        if piece.client_key in known:
            report.before += 1
            continue
        if report.written and monotonic() > until:
            report.left = sum(1 for each in planned[at:] if each.client_key not in known)
            return report
        key = key_of(piece.turn)
        if key not in entered:
            entered[key] = chosen.get(key) or _enter(sitting, named[key], digest, by)
        _say(sitting, piece, entered[key], by, report)
    hung = written(sitting, digest)
    report.pictures_lost = sum(
        len(each.turn.pictures) - hung.get(each.client_key, 0) for each in planned
    )
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


def _planned(
    sitting: Sitting, reading: Reading, digest: str, left_out: Collection[int]
) -> Iterator[Piece]:
    at = moments(reading.turns, sitting.page.starts_at)
    for index, turn in enumerate(reading.turns):
        if index not in left_out:
            for part, piece in enumerate(pieces(turn)):
                yield Piece(piece, part, at[index], turn_key(digest, index, part))


def _say(
    sitting: Sitting, piece: Piece, speaker: Speaker, by: AbstractBaseUser, report: Report
) -> None:
    with locked(sitting) as held:
        # Somebody else may be importing the same file: its pictures go into the library once.
        if held.entries.filter(client_key=piece.client_key).exists():
            report.before += 1
            return
        pictures = _store(held, piece.turn, by)
        if not piece.turn.text and not pictures:
            return
        acts.say(
            held, speaker, piece.turn.text, by, pictures=pictures, said_at=piece.said_at,
            second=piece.second, client_key=piece.client_key,
        )  # fmt: skip
    report.written += 1


def _enter(sitting: Sitting, voice: Voice, digest: str, by: AbstractBaseUser) -> Speaker:
    """Enter a new speaker, or find the one that this import entered before it stopped."""
    client_key = voice_key(digest, voice.key)
    with locked(sitting) as held:
        # He may have been corrected since, so the key alone says that it is he.
        if before := held.entries.filter(client_key=client_key).first():
            return held.speakers.get(number=before.data["number"])
        return speakers.add_speaker(
            held, voice.name, by, post=voice.post, role=voice.role, client_key=client_key
        )


def _store(sitting: Sitting, turn: Turn, by: AbstractBaseUser) -> list[Hung]:
    """Put the pictures of a turn into the library, but for those that it does not take."""
    hung = []
    for number, picture in enumerate(turn.pictures, 1):
        ending = next((e for start, e in ENDINGS.items() if picture.data.startswith(start)), "bin")
        file = SimpleUploadedFile(f"{turn.line}-{number}.{ending}", picture.data)
        with suppress(Refused, NotAllowed):
            hung.append(Hung(store(sitting, file, by).pk, picture.alt))
    return hung
