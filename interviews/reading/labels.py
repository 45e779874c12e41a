"""What may be the label of a speaker, taken by itself: whom it names, and how surely."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from interviews.reading.reading import Known, Role
from interviews.reading.vocabulary import (
    ACTS,
    ANSWER,
    COMPOUND,
    HAN,
    HONORIFIC,
    NOT_NAMES,
    NOT_SPEAKERS,
    NUMBERED,
    ONLINE,
    ORGAN,
    POST,
    POSTS,
    QUESTION,
    ROLE,
    ROLES,
    SAYING,
    SENTENCE,
    SURNAMES,
)


class Sureness(IntEnum):
    SHORT = 1
    """Short words that could be anybody's nickname, and anything else."""
    NAME = 2
    """What looks like a person's name or an organ's."""
    LIKELY = 3
    """A name with a post, or a post alone."""
    CERTAIN = 4
    """A role, or somebody who is known to take part."""


@dataclass(frozen=True, slots=True)
class Label:
    name: str
    post: str = ""
    role: Role = Role.UNKNOWN
    is_question: bool = False
    sureness: Sureness = Sureness.SHORT

    @property
    def key(self) -> str:
        """The same for one name written with and without spaces."""
        return squeezed(self.name)


QUOTES = "“”\"'‘’「」『』《》〈〉[]［］【】<>＜＞"
JOINTS = " \t\u3000\xa0·:：-—－/|，,"
IN_BRACKETS = re.compile(
    r"\s*(?P<outside>[^（()）]{1,30}?)\s*[（(](?P<inside>[^（()）]{1,60})[)）]\s*"
)
POST_FIRST = re.compile(rf"(?P<post>.*{POSTS})\s*(?P<name>\S.*)")
NAME_AND_POST = re.compile(rf"(?P<name>[{HAN}]{{2,4}}?)(?P<post>{POSTS})")
NAME_FIRST = re.compile(r"(?P<name>\S+(?:\s\S)?)\s+(?P<post>\S.*)")
# 张　三, 主 持 人
SPACED = re.compile(rf"[{HAN}](?:\s+[{HAN}]){{1,3}}")
FOREIGN = re.compile(
    rf"[{HAN}]{{1,10}}(?:[·•・][{HAN}]{{1,10}})+|[A-Z][a-z]+(?: [A-Z][a-z.]*){{1,3}}"
)
SHORT = re.compile(rf"[{HAN}A-Za-z0-9_]{{1,8}}")
NICKNAME = re.compile(rf"[{HAN}\w .*·~～-]{{1,16}}")
LONGEST = 60


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def understood(text: str, known: Sequence[Known] = ()) -> Label | None:
    """Return whom a label names; None if it can be none."""
    text = " ".join(text.split()).strip(JOINTS)
    text = (
        text[1:-1].strip()
        if len(text) > 2 and text[0] in '“"「『' and text[-1] in '”"」』'
        else text
    )
    if not text or len(text) > LONGEST:
        return None
    if SPACED.fullmatch(text):
        text = squeezed(text)
    return (
        _known(text, known)
        or _question(text)
        or _bracketed(text, known)
        or _with_role(text, known)
        or _with_post(text)
        or _named(text)
    )


def is_name(text: str) -> bool:
    """Tell whether characters look like a Chinese or a transcribed name."""
    text = squeezed(text) if SPACED.fullmatch(text) else text
    if FOREIGN.fullmatch(text):
        return True
    if not re.fullmatch(rf"[{HAN}]{{2,4}}", text) or text in NOT_NAMES or NOT_SPEAKERS.search(text):
        return False
    if text.startswith(COMPOUND):
        return 3 <= len(text) <= 4
    return text[0] in SURNAMES and len(text) <= 3 and not SAYING.search(text)


def _known(text: str, known: Sequence[Known]) -> Label | None:
    plain = squeezed(text)
    named = [each for each in known if each.name and squeezed(each.name) in plain]
    # 张三丰 before 张三.
    named.sort(key=lambda each: len(each.name), reverse=True)
    for each in named:
        rest = plain.replace(squeezed(each.name), "", 1).strip("（()）" + QUOTES + JOINTS)
        if not rest:
            return Label(each.name, role=each.role, sureness=Sureness.CERTAIN)
        if rest in ROLES:
            return Label(each.name, role=ROLES[rest], sureness=Sureness.CERTAIN)
        if rest == squeezed(each.post) or POST.fullmatch(rest):
            return Label(each.name, rest, each.role, sureness=Sureness.CERTAIN)
    return None


def _question(text: str) -> Label | None:
    for pattern, role in ((QUESTION, Role.ASKER), (ANSWER, Role.GUEST)):
        if pattern.fullmatch(text):
            return Label(text, "", role, role == Role.ASKER, Sureness.CERTAIN)
    return None


def _bracketed(text: str, known: Sequence[Known]) -> Label | None:
    """张三（市民政局局长）, 主持人（李四）, 李四（主持人）"""
    match = IN_BRACKETS.fullmatch(text)
    if match is None:
        return None
    outside, inside = match["outside"].strip(QUOTES), match["inside"].strip()
    if inside in ROLES:
        label = understood(outside, known)
        return label and replace(label, role=ROLES[inside], sureness=Sureness.CERTAIN)
    label = understood(outside, known)
    if label is None:
        return None
    if outside in ROLES:
        return _in_role(outside, inside, Sureness.CERTAIN)
    likely = POST.fullmatch(inside) or ORGAN.fullmatch(inside) or label.sureness >= Sureness.NAME
    sureness = max(label.sureness, Sureness.LIKELY) if likely else label.sureness
    return replace(label, post=inside, sureness=sureness)


def _with_role(text: str, known: Sequence[Known]) -> Label | None:
    """主持人, 主持人 李四, 主持人李四, 网友“小河”, 新华社记者 王五, 张三 主持人"""
    if NUMBERED.fullmatch(text):
        role = next(
            (ROLES[each] for each in ("嘉宾", "网友") if text.startswith(each)), Role.UNKNOWN
        )
        return Label(text, "", role, role == Role.ASKER, Sureness.CERTAIN)
    for match in ROLE.finditer(text):
        word, before, rest = match[0], text[: match.start()], text[match.end() :]
        # 网友提问2
        act = rest.strip().rstrip("0123456789")
        rest = act if act in ACTS else rest
        role = ROLES[word]
        if before and rest in ACTS and role == Role.ASKER and _is_medium(before):
            return Label(before + word, "", role, ACTS[rest] or not rest, Sureness.CERTAIN)
        if before and not rest and is_name(before.strip(JOINTS)):
            return _in_role(word, before.strip(JOINTS), Sureness.CERTAIN)
        if before and not (_is_medium(before) and rest.strip(JOINTS)):
            continue
        if rest in ACTS:
            asks = ACTS[rest] if rest else role == Role.ASKER
            return Label(word, "", role, asks, Sureness.CERTAIN)
        name = rest.strip(JOINTS)
        is_apart = rest[0] in JOINTS + QUOTES or rest[-1] in QUOTES
        name = name.strip(QUOTES)
        if is_name(name) or (is_apart and NICKNAME.fullmatch(name) and not _speaks(name)):
            return _in_role(before + word, name, Sureness.CERTAIN)
        if word in ONLINE and len(name) <= 6 and NICKNAME.fullmatch(name) and not _speaks(name):
            return _in_role(before + word, name, Sureness.LIKELY)
        if is_apart and (label := understood(name, known)) and label.sureness >= Sureness.LIKELY:
            return replace(label, role=role, sureness=Sureness.CERTAIN)
        return None
    return None


def _in_role(word: str, name: str, sureness: Sureness) -> Label:
    """主持人 and 嘉宾 say what somebody is here; 网友 and 晨报记者 are said with the name."""
    role = next(ROLES[each[0]] for each in [ROLE.search(word)] if each)
    post = word if role in (Role.ASKER, Role.UNKNOWN) else ""
    return Label(name, post, role, role == Role.ASKER, sureness)


def _is_medium(text: str) -> bool:
    return bool(re.fullmatch(rf"[{HAN}A-Za-z0-9]{{2,16}}", text)) and not _speaks(text)


def _with_post(text: str) -> Label | None:
    """市民政局局长 张三, 市民政局局长张三, 张三 市民政局局长, 王局长, 李女士"""
    if HONORIFIC.fullmatch(text):
        return Label(text, sureness=Sureness.LIKELY)
    if (match := NAME_AND_POST.fullmatch(text)) and is_name(match["name"]):
        return Label(match["name"], match["post"], sureness=Sureness.LIKELY)
    if (match := POST_FIRST.fullmatch(text)) and is_name(match["name"]):
        return Label(squeezed(match["name"]), match["post"], sureness=Sureness.LIKELY)
    if (match := NAME_FIRST.fullmatch(text)) and is_name(match["name"]):
        if POST.fullmatch(match["post"]):
            return Label(squeezed(match["name"]), match["post"], sureness=Sureness.LIKELY)
        return None
    organ, _space, name = text.rpartition(" ")
    if organ and ORGAN.fullmatch(squeezed(organ)) and is_name(name):
        return Label(name, organ, sureness=Sureness.LIKELY)
    if POST.fullmatch(text) and len(text) <= 25 and not _speaks(text):
        return Label(text, sureness=Sureness.LIKELY)
    return None


def _named(text: str) -> Label | None:
    if is_name(text) or (ORGAN.fullmatch(text) and not _speaks(text)):
        return Label(text, sureness=Sureness.NAME)
    # 云汀在线 is a medium.
    if (
        SHORT.fullmatch(text)
        and not _speaks(text.removesuffix("在线"))
        and text not in NOT_NAMES
        and not text.isdigit()
    ):
        return Label(text, sureness=Sureness.SHORT)
    return None


def _speaks(text: str) -> bool:
    return bool(NOT_SPEAKERS.search(text) or SAYING.search(text) or SENTENCE.search(text))
