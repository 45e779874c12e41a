"""What stands at the beginning of a line and may be the label of a speaker."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from interviews.reading.labels import Label, Sureness, is_name, understood
from interviews.reading.lines import Line
from interviews.reading.reading import Known, Role
from interviews.reading.times import ENDING, STARTING, STARTING_BARE, Stamp
from interviews.reading.vocabulary import ROLES


class Form(StrEnum):
    BRACKETS = "brackets"
    COLON = "colon"
    BOLD = "bold"
    ALONE = "alone"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Candidate:
    """`end` is where in the line the words begin. `written` is the label without times."""

    label: Label
    form: Form
    written: str
    end: int
    stamps: tuple[Stamp, ...] = ()
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """Times at the beginning of a line that name nobody."""

    end: int
    stamps: tuple[Stamp, ...]


# Bullets and numbers that stand before a label belong to it.
ORNAMENT = re.compile(
    r"\s*(?:[▲△●○◆◇■□★☆※•►▶]\s*)*"
    r"(?:(?:[（(]\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)）]|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、．)）])"
    r"(?!\d)\s*)?"
)
BRACKETS = re.compile(r"[\[［【〔<＜]([^\[\]［］【】〔〕<>＜＞\n]{1,60})[\]］】〕>＞]")
# Also the ratio sign and the small colon that some programs write.
COLON = re.compile(r"\s*[:：∶﹕]\s*")
# Labels with posts and times; a longer line is looked at no further.
LONGEST = 120
NO_END = r"[^:：∶﹕。！？!?；;…\n]"
BEFORE_COLON = re.compile(rf"({NO_END}{{1,60}})[:：∶﹕]")
# 张三 14:05：, 张三（14:05:30）：
BEFORE_TIMED_COLON = re.compile(
    rf"({NO_END}{{1,60}}?[\[［【(（〔<＜\s]\s*\d{{1,2}}(?:[:：]\d{{2}}){{1,2}}\s*[\]］】)）〕>＞]?)\s*[:：∶﹕]"
)
AFTER_BRACKETS = re.compile(rf"\s*({NO_END}{{1,30}}?)\s*[:：∶﹕]\s*")
IN_PARENTHESES = re.compile(r"\s*[（(]([^（()）\n]{1,60})[)）]")
ALONE = re.compile(r"[^:：∶﹕。！？!?；;…\n]{1,60}")
LOOSE_TIME = re.compile(r"\s+" + STARTING_BARE.pattern + "$")


def candidate(line: Line, known: Sequence[Known] = ()) -> Candidate | None:
    """Return the label that a line may begin with."""
    if line.voice:
        label = understood(line.voice, known) or Label(line.voice)
        return Candidate(replace(label, sureness=Sureness.CERTAIN), Form.VOICE, line.voice, 0)
    text = line.text
    start = ORNAMENT.match(text).end()
    stamps: list[Stamp] = []
    body = _times(text, start, stamps, bare=True)
    # Numbers may stand on either side of the time.
    body = ORNAMENT.match(text, body).end() if stamps else body
    for reader in (_in_brackets, _before_colon, _bold, _alone):
        inner = list(stamps)
        found = reader(line, body, inner, known)
        if found is not None:
            return replace(found, stamps=tuple(inner))
    return None


def timed(line: Line) -> Timed | None:
    """Return the times that a line begins with, or is: in brackets, or bare and alone."""
    stamps: list[Stamp] = []
    end = _times(line.text, 0, stamps, bare=False)
    if not stamps and (match := STARTING_BARE.fullmatch(line.text)):
        return Timed(match.end(), (Stamp.of(match),))
    return Timed(end, tuple(stamps)) if stamps else None


def ending(text: str, end: int | None = None) -> tuple[int, Stamp] | None:
    """Return where the time at the end of a text begins, and the time."""
    end = len(text) if end is None else end
    start = max(0, end - LONGEST)
    match = ENDING.search(text[start:end])
    return (start + match.start(), Stamp.of(match)) if match else None


def _times(text: str, at: int, stamps: list[Stamp], *, bare: bool) -> int:
    while match := STARTING.match(text, at):
        stamps.append(Stamp.of(match))
        at = match.end()
    if bare and not stamps and (match := STARTING_BARE.match(text, at)) and match.end() < len(text):
        stamps.append(Stamp.of(match))
        at = match.end()
    return at


def _in_brackets(
    line: Line, at: int, stamps: list[Stamp], known: Sequence[Known]
) -> Candidate | None:
    match = BRACKETS.match(line.text, at)
    if match is None:
        return None
    inside = _without_time(match[1], stamps)
    label = understood(inside, known)
    if label is None:
        return None
    end, written = match.end(), match[0]
    end = _times(line.text, end, stamps, bare=False)
    if post := IN_PARENTHESES.match(line.text, end):
        more = understood(inside + post[0], known)
        if more is not None and more.sureness >= Sureness.LIKELY:
            label, written, end = more, line.text[match.start() : post.end()], post.end()
            end = _times(line.text, end, stamps, bare=False)
    if inside in ROLES and (named := AFTER_BRACKETS.match(line.text, end)):
        # 【主持人】李四：
        more = understood(f"{inside} {_without_time(named[1], stamps)}", known)
        if more is not None and (is_name(named[1].strip()) or ROLES[inside] == Role.ASKER):
            return Candidate(
                more,
                Form.BRACKETS,
                line.text[match.start() : named.end()].rstrip(" :：∶﹕"),
                named.end(),
            )
    if colon := COLON.match(line.text, end):
        end = colon.end()
    return Candidate(label, Form.BRACKETS, written, _times(line.text, end, stamps, bare=False))


def _before_colon(
    line: Line, at: int, stamps: list[Stamp], known: Sequence[Known]
) -> Candidate | None:
    for match in _to_colons(line.text, at):
        before: list[Stamp] = []
        words = _without_time(match[1], before)
        after = line.text[match.end() :]
        if not words or after.startswith("//") or (match[1][-1:].isdigit() and after[:1].isdigit()):
            continue
        label = understood(words, known)
        if label is None:
            return None
        stamps += before
        end = _times(line.text, match.end(), stamps, bare=False)
        end += len(line.text[end:]) - len(line.text[end:].lstrip())
        is_bold = line.bold - at >= len(words)
        return Candidate(
            label, Form.COLON, words, end, is_bold=is_bold and line.bold < len(line.text)
        )
    return None


def _to_colons(text: str, at: int) -> list[re.Match[str]]:
    """Return what stands before the first colon, and if that is a time's, before the next."""
    patterns = (BEFORE_COLON, BEFORE_TIMED_COLON)
    return [match for pattern in patterns if (match := pattern.match(text, at))]


def _bold(line: Line, at: int, stamps: list[Stamp], known: Sequence[Known]) -> Candidate | None:
    if not at < line.bold < min(len(line.text.rstrip()), at + LONGEST):
        return None
    words = _without_time(line.text[at : line.bold], stamps)
    if not ALONE.fullmatch(words):
        return None
    label = understood(words, known)
    if label is None:
        return None
    end = _times(line.text, line.bold, stamps, bare=False)
    end += len(line.text[end:]) - len(line.text[end:].lstrip())
    return Candidate(label, Form.BOLD, words.strip(), end, is_bold=True)


def _alone(line: Line, at: int, stamps: list[Stamp], known: Sequence[Known]) -> Candidate | None:
    if len(line.text) - at > LONGEST:
        return None
    words = _without_time(line.text[at:].strip(), stamps)
    if not ALONE.fullmatch(words):
        return None
    label = understood(words, known)
    return label and Candidate(label, Form.ALONE, words.strip(), len(line.text))


def _without_time(words: str, stamps: list[Stamp]) -> str:
    """Take the time off the end of a label."""
    bracketed = re.search(STARTING.pattern + "$", words)
    if (match := bracketed or LOOSE_TIME.search(words)) and match.start() > 0:
        stamps.append(Stamp.of(match))
        words = words[: match.start()]
    return words.strip()
