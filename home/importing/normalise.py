"""Making a scraped text fit to publish: pinyin glosses out, traditional script to simplified.

Converting character by character (t2s) and not by Taiwan's usage (tw2sp): such texts are mainland
texts that somebody's site wrote in traditional characters, and changing their words would change
what was said.
"""

import re
from functools import cache

import opencc
from pypinyin import Style, pinyin

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fa1f"
LATIN = "A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêÀ-ÿ"
GLOSS = re.compile(rf"([{HAN}]{{1,8}})[(（]\s*([{LATIN}' -]+?)\s*[)）]")
# Lost for certain: replacement characters and private ones. Lost in all likelihood: several
# question marks in a row, one before a comma or a stop, accented letters among characters.
DESTROYED = re.compile(
    rf"[\ufffd\ue000-\uf8ff]+|(?<=[{HAN}])\?(?=[,，。.、;；:：)）A-Z])"
    rf"|\?{{2,}}|(?<=[{HAN}])[À-ɏ](?=[{HAN}])"
)
AROUND = 6
# Traditional script writes 着 as 著, too, and t2s leaves it. In these words it is 著 for good.
WRITTEN = re.compile(
    r"(?:[显名原译编专巨卓昭土执拙遗]|(?<![议讨谈争评])论|见微知)著|著(?:名|作|录|称|述|者|书立说)"
    r"|著"
)
TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿê", "aaaaeeeeiiiioooouuuuvvvvvnnnme")


def normalised(text: str) -> str:
    """Return a text without glosses, in simplified script."""
    return simplified(without_glosses(text))


def without_glosses(text: str) -> str:
    """Return a text without readings in brackets; brackets that hold anything else are kept."""
    return GLOSS.sub(_unglossed, text)


def glosses(text: str) -> list[str]:
    """Return the glosses of a text, each with the characters it reads."""
    return [match.group() for match in GLOSS.finditer(text) if _unglossed(match) != match.group()]


def simplified(text: str) -> str:
    """Return a text in simplified script; one that is in it already stays to the letter."""
    if not any(_is_traditional(char) for char in set(text)):
        return text
    converted = _converter().convert(text)
    if len(converted) == len(text):
        # 二噁英 stays: few machines show the characters beyond the basic plane.
        pairs = zip(text, converted, strict=True)
        converted = "".join(old if ord(new) > 0xFFFF else new for old, new in pairs)
    return WRITTEN.sub(_particle, converted)


def _particle(match: re.Match[str]) -> str:
    return "着" if match.group() == "著" else match.group()


@cache
def _is_traditional(char: str) -> bool:
    """Tell whether a character is one that simplified texts do not have.

    What GB 2312 has they may have, even where OpenCC would change it: 薹, 乾, 坏 before 土.
    """
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return char != _converter().convert(char) <= "\uffff"
    return char == "後"


def destroyed(text: str) -> list[str]:
    """Return the places where characters are lost, each with what stands around it."""
    places: list[tuple[int, int]] = []
    for match in DESTROYED.finditer(text):
        start, end = match.start() - AROUND, match.end() + AROUND
        if places and start <= places[-1][1]:
            # What was destroyed together is mended together.
            places[-1] = (places[-1][0], end)
        else:
            places.append((start, end))
    return [text[max(0, start) : end].replace("\n", " ") for start, end in places]


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _unglossed(match: re.Match[str]) -> str:
    words, given = match.groups()
    return words if _reads(words, given) else match.group()


def _reads(words: str, given: str) -> bool:
    """Tell whether `given` is a reading of the last of `words`."""
    sounds = _toneless(given)
    if not sounds:
        return False
    return any(sounds in _readings(words[-length:]) for length in range(1, len(words) + 1))


@cache
def _readings(words: str) -> frozenset[str]:
    found = {""}
    for options in pinyin(words, style=Style.NORMAL, heteronym=True, errors="ignore"):
        found = {start + _toneless(option) for start in found for option in options}
        if len(found) > 500:
            return frozenset()
    return frozenset(found)


def _toneless(sounds: str) -> str:
    return re.sub(r"[' -]", "", sounds.lower().translate(TONES)).replace("ü", "v")
