"""From lines, and who speaks in which, to turns."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import time

from django.utils.translation import gettext as _

from interviews.reading.candidates import Candidate, Form, ending, timed
from interviews.reading.evidence import Findings, speakers
from interviews.reading.labels import squeezed
from interviews.reading.lines import Line
from interviews.reading.reading import (
    Doubt,
    Known,
    Picture,
    Reading,
    Role,
    Speaker,
    Turn,
    Unreadable,
)
from interviews.reading.times import Stamp, understood

# Some five hundred pages. More are no page that somebody looks through.
MOST_TURNS = 5_000
AROUND = 8
LOST = re.compile("\ufffd+")


def reading(
    lines: list[Line], known: Sequence[Known] = (), left_out: Sequence[str] = ()
) -> Reading:
    """Return what was said by whom. Raises Unreadable if it is too much to look at."""
    lines, findings = speakers(lines, known)
    written = list(_Writer(lines, findings).turns())
    if len(written) > MOST_TURNS:
        raise Unreadable(
            _("it has more than %(most)d turns; divide it and import the parts one after another")
            % {"most": MOST_TURNS}
        )
    turns, doubts = _with_moments(written)
    turns, more = _with_posts(turns, written, findings.people)
    doubts += more
    doubts += _about_lines(findings, written)
    doubts += _about_turns(turns, written, findings)
    # Those about the whole come first.
    doubts.sort(key=lambda doubt: -1 if doubt.turn is None else doubt.turn)
    if left_out:
        few = "、".join(dict.fromkeys(left_out))
        doubts.insert(
            0, Doubt("pages", None, {"lines": few[:200] + ("…" if len(few) > 200 else "")})
        )
    return Reading(tuple(turns), _speakers(turns), tuple(doubts), tuple(left_out))


@dataclass(slots=True)
class _Written:
    """A turn while it is put together. `lines` are the indexes of its lines, and a paragraph is
    the pieces that it is made of.
    """

    turn: Turn
    lines: list[int] = field(default_factory=list)
    body: list[list[str] | Picture] = field(default_factory=list)
    stamp: Stamp | None = None
    by: Candidate | None = None

    def add(self, text: str, joint: str | None) -> None:
        text = text.strip()
        if not text:
            return
        if joint is not None and self.body and isinstance(self.body[-1], list):
            self.body[-1] += (joint, text)
        else:
            self.body.append([text])

    @property
    def whole(self) -> tuple[str | Picture, ...]:
        return tuple(each if isinstance(each, Picture) else "".join(each) for each in self.body)


class _Writer:
    def __init__(self, lines: Sequence[Line], findings: Findings) -> None:
        self.lines = lines
        self.speakers = findings.speakers
        self.waiting: list[Stamp] = []

    def turns(self) -> Iterator[_Written]:
        current: _Written | None = None
        for at, line in enumerate(self.lines):
            by = self.speakers.get(at)
            if by is not None and not self._goes_on(current, by):
                fresh = self._begun(line, by)
                text = line.text[by.end :]
            else:
                fresh, text = self._unlabelled(at, current)
            if fresh is not None:
                if current is not None:
                    yield current
                current = fresh
            if current is None:
                continue
            if current.stamp is None and (found := ending(text)):
                start, current.stamp = found
                text = text[:start]
                current.turn = self._marked(current.turn, current.stamp.text)
            current.add(text, line.joint if fresh is None else None)
            current.body += line.pictures
            current.lines.append(at)
        if self.waiting:
            current = current or _Written(Turn())
            current.body += [[stamp.text] for stamp in self.waiting]
        if current is not None:
            yield current

    def _goes_on(self, current: _Written | None, by: Candidate) -> bool:
        """Tell whether a cue is of the voice that was speaking already."""
        if by.form != Form.VOICE or current is None or current.by is None:
            return False
        return current.by.form == Form.VOICE and current.by.written == by.written

    def _begun(self, line: Line, by: Candidate) -> _Written:
        stamps = [*self.waiting, *by.stamps]
        marks = [stamp.text for stamp in self.waiting]
        self.waiting = []
        marks.append(by.written if by.form == Form.VOICE else line.text[: by.end].strip())
        label = by.label
        turn = Turn(
            label.name,
            label.post,
            label.role,
            label.is_question,
            seconds=line.seconds,
            marks=tuple(marks),
            line=line.number,
        )
        return _Written(turn, stamp=stamps[0] if stamps else None, by=by)

    def _unlabelled(self, at: int, current: _Written | None) -> tuple[_Written | None, str]:
        """Return the turn that a line without a label begins, if it does, and its words."""
        line = self.lines[at]
        times = timed(line) if line.seconds is None and line.joint is None else None
        text = line.text
        if times is not None and not text[times.end :].strip():
            if at + 1 in self.speakers:
                self.waiting += times.stamps
                return None, ""
            if current is not None and not current.body and current.stamp is None:
                current.stamp = times.stamps[0]
                current.turn = self._marked(current.turn, text.strip())
                return None, ""
            times = None
        if times is not None:
            # The same speaker goes on, at a time of its own.
            turn = current.turn if current else Turn()
            begun = replace(turn, marks=(text[: times.end].strip(),), line=line.number)
            return _Written(begun, stamp=times.stamps[0], by=current and current.by), text[
                times.end :
            ]
        if current is None or (not self.speakers and line.joint is None and line.text.strip()):
            return _Written(Turn(seconds=line.seconds, line=line.number)), text
        return None, text

    @staticmethod
    def _marked(turn: Turn, mark: str) -> Turn:
        return replace(turn, marks=(*turn.marks, mark))


def _with_moments(written: Sequence[_Written]) -> tuple[list[Turn], list[Doubt]]:
    moments = understood([each.stamp for each in written])
    turns: list[Turn] = []
    doubts: list[Doubt] = []
    before = None
    for at, (each, (seconds, clock)) in enumerate(zip(written, moments, strict=True)):
        seconds = each.turn.seconds if each.stamp is None else seconds
        turns.append(replace(each.turn, body=each.whole, seconds=seconds, clock=clock))
        now = _comparable(seconds, clock)
        if now is None:
            continue
        is_whole_minutes = each.stamp is not None and len(each.stamp.numbers) == 2 and clock
        if before is not None and now < (before // 60 * 60 if is_whole_minutes else before):
            text = each.stamp.text if each.stamp else f"{seconds:.0f}"
            doubts.append(Doubt("backwards", at, {"time": text}))
        before = now
    return turns, doubts


def _comparable(seconds: float | None, clock: time | None) -> float | None:
    if clock is None:
        return seconds
    return clock.hour * 3600 + clock.minute * 60 + clock.second


def _with_posts(
    turns: list[Turn], written: Sequence[_Written], people: Sequence[Known]
) -> tuple[list[Turn], list[Doubt]]:
    """Give posts and roles that are said once to the other turns of the same speaker."""
    # By the name, then by the post without spaces: one post may be written with and without them.
    posts: dict[str, dict[str, str]] = defaultdict(dict)
    roles: dict[str, Role] = {}
    for name, post, role in [
        *((each.name, each.post, each.role) for each in people),
        *((turn.speaker, turn.post, turn.role) for turn in turns),
    ]:
        key = squeezed(name)
        if post:
            posts[key].setdefault(squeezed(post), post)
        if role:
            roles.setdefault(key, role)
    filled: list[Turn] = []
    doubts: list[Doubt] = []
    for at, turn in enumerate(turns):
        key = squeezed(turn.speaker)
        own = list(posts[key].values())
        post = turn.post
        if turn.speaker and not post and len(own) == 1:
            post = own[0]
        elif turn.speaker and not post and len(own) > 1:
            values = {"name": turn.speaker, "posts": "、".join(own)}
            doubts.append(Doubt("same_name", at, values))
        role = turn.role or roles.get(key, Role.UNKNOWN) if len(own) <= 1 else turn.role
        filled.append(replace(turn, post=post, role=role))
    return filled, doubts


def _about_lines(findings: Findings, written: Sequence[_Written]) -> list[Doubt]:
    turn_of = {line: at for at, each in enumerate(written) for line in each.lines}
    told: set[tuple[str, str]] = set()
    doubts: list[Doubt] = []
    for kind, line, label in findings.doubts:
        # Somebody who speaks fifty times is doubted once.
        if (kind, label) not in told:
            told.add((kind, label))
            doubts.append(Doubt(kind, turn_of.get(line), {"label": label}))
    return doubts


def _about_turns(
    turns: Sequence[Turn], written: Sequence[_Written], findings: Findings
) -> list[Doubt]:
    doubts: list[Doubt] = []
    if turns and not findings.speakers:
        doubts.append(Doubt("no_speaker"))
    labels = {each.written for each in findings.speakers.values() if each.form != Form.VOICE}
    longest = sorted(map(re.escape, labels), key=len, reverse=True)
    inside = re.compile(rf"[。！？!?…”]\s*({'|'.join(longest)})\s*[:：]") if longest else None
    for at, turn in enumerate(turns):
        if not turn.speaker and findings.speakers and at == 0:
            doubts.append(Doubt("before_first", at))
        if turn.speaker and not turn.body:
            doubts.append(Doubt("silent", at, {"label": turn.marks[-1] if turn.marks else ""}))
        for text in turn.paragraphs:
            if inside and (match := inside.search(text)):
                doubts.append(Doubt("inside", at, {"label": match[1]}))
            for lost in LOST.finditer(text):
                place = text[max(0, lost.start() - AROUND) : lost.end() + AROUND]
                doubts.append(Doubt("destroyed", at, {"place": place}))
    return doubts


def _speakers(turns: Sequence[Turn]) -> tuple[Speaker, ...]:
    counts = Counter((squeezed(turn.speaker), turn.post) for turn in turns if turn.speaker)
    first: dict[tuple[str, str], Turn] = {}
    for turn in turns:
        first.setdefault((squeezed(turn.speaker), turn.post), turn)
    return tuple(
        Speaker(first[key].speaker, key[1], first[key].role, count) for key, count in counts.items()
    )
