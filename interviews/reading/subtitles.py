"""Subtitles: SubRip (.srt) and WebVTT (.vtt, https://www.w3.org/TR/webvtt1/)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from interviews.reading.lines import Line

_MOMENT = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
TIMING = re.compile(rf"\s*{_MOMENT}\s*-->\s*{_MOMENT}.*")
# One space and no bracket: what may be read in two ways takes the square of the time.
VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s([^<>]*)>")
# What WebVTT and SubRip know; any other angle brackets are words.
STYLING = re.compile(
    r"</?(?:v|c|i|b|u|s|font|lang|ruby|rt)(?:[.\s][^<>]*)?>|<\d{1,3}(?::\d{2}){1,2}\.\d{3}>|\{\\[^{}]*\}",
    re.IGNORECASE,
)
SILENT = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")
SENTENCE_END = re.compile(r"[。！？!?.…]\s*[”」』）)]?$")
PAUSE = 3.0
# Characters after which the end of a sentence ends a paragraph.
LONG = 150


@dataclass(frozen=True, slots=True)
class Cue:
    text: str
    start: float
    end: float
    voice: str = ""
    is_continued: bool = False
    """It is what another voice says in the cue before, or a further line of it."""


def lines(text: str) -> list[Line]:
    """Return the cues as lines: those that make one paragraph are joined.

    A cue goes on with the paragraph if the same voice speaks on without a long pause and the
    paragraph is short or in the middle of a sentence.
    """
    found: list[Line] = []
    before: Cue | None = None
    length = 0
    for number, cue in enumerate(_cues(text), 1):
        joint = None
        if before is not None and cue.voice == before.voice and _goes_on(before, cue, length):
            has_end = bool(re.search(r"\W$", before.text))
            joint = "" if has_end and not before.text[-1:].isascii() else " "
        length = length + len(cue.text) if joint is not None else len(cue.text)
        found.append(Line(cue.text, number, joint=joint, seconds=cue.start, voice=cue.voice))
        before = cue
    return found


def _goes_on(before: Cue, cue: Cue, length: int) -> bool:
    if cue.start - before.end > PAUSE:
        return False
    return length < LONG or not SENTENCE_END.search(before.text)


def _cues(text: str) -> Iterator[Cue]:
    is_vtt = text.lstrip().startswith("WEBVTT")
    rows = re.split(r"\r\n|[\n\r]", text)
    at = 0
    is_silent = False
    while at < len(rows):
        row = rows[at]
        if (timing := TIMING.fullmatch(row)) is None:
            if is_vtt and (not at or not rows[at - 1].strip()) and SILENT.match(row.lstrip()):
                is_silent = True
            elif not row.strip():
                is_silent = False
            elif not is_silent and not _is_identifier(rows, at):
                yield Cue(row.strip(), 0.0, 0.0)
            at += 1
            continue
        is_silent = False
        start, end = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
        body: list[str] = []
        at += 1
        while at < len(rows) and rows[at].strip() and not _begins_cue(rows, at):
            body.append(rows[at])
            at += 1
        yield from _spoken("\n".join(body), start, end, is_vtt)


def _spoken(body: str, start: float, end: float, is_vtt: bool) -> Iterator[Cue]:
    pieces = VOICE.split(body)
    voices = ["", *pieces[1::2]]
    for voice, piece in zip(voices, pieces[::2], strict=True):
        for row in piece.split("\n"):
            words = STYLING.sub("", row)
            words = (unescape(words) if is_vtt or "&" in words else words).strip()
            if words:
                yield Cue(words, start, end, unescape(voice).strip())


def _begins_cue(rows: list[str], at: int) -> bool:
    """Tell whether a new cue begins though no empty line stands before it."""
    return TIMING.fullmatch(rows[at]) is not None or (
        rows[at].strip().isdigit() and at + 1 < len(rows) and bool(TIMING.fullmatch(rows[at + 1]))
    )


def _is_identifier(rows: list[str], at: int) -> bool:
    return at + 1 < len(rows) and TIMING.fullmatch(rows[at + 1]) is not None


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, rest = (group or "0" for group in groups)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(rest.ljust(3, "0")) / 1000
