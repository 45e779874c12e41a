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
    return _converter().convert(text)


def destroyed(text: str) -> list[str]:
    """Return the places where characters are lost, each with what stands around it."""
    return [
        text[max(0, match.start() - 6) : match.end() + 6].replace("\n", " ")
        for match in DESTROYED.finditer(text)
    ]


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
