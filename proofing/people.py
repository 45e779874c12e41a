"""Leaders in a text: with a title that is not theirs, misspelt, or named in another order.

What can be told without a parser: a title right before or after a name (副市长张三, 张三副市长), a
name beside a leader's title that differs from the leader's in one character, one that sounds the
same, and names in a row (张三、李四). A former title (原, 时任…) is not judged.
"""

import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pypinyin import Style, pinyin

from proofing.folding import HAN, fold

OFFICES = (
    "党组书记|书记|委员长|总理|省长|市长|州长|盟长|区长|县长|旗长|镇长|乡长|秘书长|检察长|"
    "主任|主席|部长|厅长|局长|院长|专员"
)
RANK = re.compile(rf"(?:常务)?副?代?(?:{OFFICES})")
RANK_AT_END = re.compile(rf"({RANK.pattern})$")
FORMER = re.compile(rf"(?:原|前|前任|时任|历任|曾任|已故|拟任)[{HAN}]{{0,12}}$")
COMMITTEE = re.compile(r"[省市州盟区县旗镇乡]委$")
LONGEST_OFFICE = 24
BEFORE = re.compile(rf"[{HAN}]*$")
# What stands between names in a row, with a title perhaps.
BETWEEN = re.compile(rf"[、，]?[{HAN}]{{0,14}}?[、，]?")
# A name of two characters before another one may be half of somebody else's (王伟, 王伟国).
FOLLOWERS = frozenset(
    "同先女主在到出率指强要说表讲会的和与及一对听向前赴调深参致作代为任兼宣带介等副常书省市县区部厅局秘"
)


class Kind(enum.StrEnum):
    TITLE = "title"
    NAME = "name"
    SOUND = "sound"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Person:
    """A leader. `order`: who is named first has the lower one; 0 is never compared."""

    name: str
    titles: tuple[str, ...]
    order: int = 0

    def holds(self, office: str, rank: str) -> bool:
        """Tell whether a rank after such words may be this person's."""
        for title in self.titles:
            found = RANK_AT_END.search(title)
            if found and _rank(found[1]) == _rank(rank):
                own, said = (COMMITTEE.search(each) for each in (title[: found.start()], office))
                if not own or not said or own[0] == said[0]:
                    return True
        return False

    def surely_holds(self, office: str, rank: str) -> bool:
        """Tell whether a rank after such words is this person's, and not of some other office."""
        for title in self.titles:
            found = RANK_AT_END.search(title)
            if found and _rank(found[1]) == _rank(rank):
                own = title[: found.start()]
                if not own or not office or office.endswith(own) or own.endswith(office[-2:]):
                    return True
        return False


@dataclass(frozen=True, slots=True)
class Slip:
    """Letters [start, end) of a text that are doubtful; `person` is whom they seem to mean."""

    kind: Kind
    start: int
    end: int
    person: Person


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    person: Person


class Register:
    """The leaders that an installation lists."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = {fold(each.name).text: each for each in people if len(each.name) > 1}
        names = sorted(self._people, key=len, reverse=True)
        self._names = _any_of(map(re.escape, names))
        self._near = _any_of(
            f"{re.escape(name[:at])}[{HAN}]{re.escape(name[at + 1 :])}"
            for name in names
            if len(name) > 2
            for at in range(1, len(name))
        )
        self._given = _any_of(re.escape(name[1:]) for name in names if len(name) > 2)

    def find(self, text: str) -> list[Slip]:
        """Return the slips in a text in order of their beginning."""
        if not self._people:
            return []
        folded = fold(text)
        named = [
            _Named(match.start(), match.end(), self._people[match[0]])
            for match in self._names.finditer(folded.text)
        ]
        found: dict[tuple[int, int], Slip] = {}
        for slip in self._slips(folded.text, named):
            span = folded.span(slip.start, slip.end)
            found.setdefault(span, Slip(slip.kind, *span, slip.person))
        return [found[span] for span in sorted(found)]

    def _slips(self, text: str, named: list[_Named]) -> Iterator[Slip]:
        for each in named:
            yield from _wrong_titles(text, each, {other.start for other in named})
        yield from self._misspelt(text)
        yield from self._sounding(text)
        yield from _disordered(text, named)

    def _misspelt(self, text: str) -> Iterator[Slip]:
        """Names beside a leader's title that differ from the leader's in one character."""
        for rank in RANK.finditer(text):
            office = _before(text, rank.start())
            if FORMER.search(office):
                continue
            for name, person in self._people.items():
                at = rank.end()
                if person.surely_holds(office, rank[0]):
                    yield from self._mistaken(text, at, at + len(name), person)
                at = rank.start() - len(name)
                if at >= 0 and person.surely_holds("", rank[0]):
                    yield from self._mistaken(text, at, at + len(name), person)

    def _mistaken(self, text: str, start: int, end: int, person: Person) -> Iterator[Slip]:
        name, said = fold(person.name).text, text[start:end]
        # The beginning of another known name is none of this one's mistakes.
        if self._names.match(text, start) or not _differ_in_one(name, said):
            return
        if len(name) > 2 or _sounds_like(name, said):
            yield Slip(Kind.NAME, start, end, person)

    def _sounding(self, text: str) -> Iterator[Slip]:
        spans = [match.span() for match in self._near.finditer(text)]
        spans += [
            (start - 1, end)
            for start, end in (match.span() for match in self._given.finditer(text))
            if start
        ]
        for start, end in spans:
            said = text[start:end]
            for name, person in self._people.items():
                is_near = said not in self._people and _differ_in_one(name, said)
                if is_near and _sounds_like(name, said):
                    yield Slip(Kind.SOUND, start, end, person)


def _wrong_titles(text: str, named: _Named, beginnings: set[int]) -> Iterator[Slip]:
    if len(named.person.name) == 2 and re.match(f"[{HAN}]", text[named.end :]):
        after = RANK.match(text, named.end)
        if not after and text[named.end] not in FOLLOWERS:
            return
    before = _before(text, named.start)
    if rank := RANK_AT_END.search(before):
        office = before[: rank.start()]
        if not FORMER.search(office) and not named.person.holds(office, rank[1]):
            yield Slip(Kind.TITLE, named.start - len(rank[1]), named.end, named.person)
    after = RANK.match(text, named.end)
    # 张三县长李四: the title belongs to whoever comes next.
    if after and after.end() not in beginnings and not named.person.holds("", after[0]):
        yield Slip(Kind.TITLE, named.start, after.end(), named.person)


def _disordered(text: str, named: list[_Named]) -> Iterator[Slip]:
    for one, other in pairwise(named):
        between = text[one.end : other.start]
        in_a_row = "、" in between and BETWEEN.fullmatch(between)
        if in_a_row and 0 < other.person.order < one.person.order:
            yield Slip(Kind.ORDER, one.start, other.end, other.person)


def _before(text: str, end: int) -> str:
    return BEFORE.search(text, max(0, end - LONGEST_OFFICE), end)[0]


def _rank(rank: str) -> str:
    return rank.removeprefix("常务")


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or "(?!)")


def _differ_in_one(name: str, said: str) -> bool:
    if len(name) != len(said) or not re.fullmatch(f"[{HAN}]+", said):
        return False
    return sum(one != other for one, other in zip(name, said, strict=True)) == 1


def _sounds_like(name: str, said: str) -> bool:
    return all(
        one == other or _sounds(one) & _sounds(other) for one, other in zip(name, said, strict=True)
    )


@cache
def _sounds(letter: str) -> frozenset[str]:
    return frozenset(pinyin(letter, style=Style.NORMAL, heteronym=True)[0])
