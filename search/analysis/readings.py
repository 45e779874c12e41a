"""How characters are read."""

from functools import lru_cache


@lru_cache(maxsize=20_000)
def readings_of(run: str) -> tuple[str, ...]:
    """Return the syllables of a run of Han characters, without tones; v for ü.

    What has no known reading is left out.
    """
    from pypinyin import lazy_pinyin  # heavy: only for those who write, or ask in Latin letters

    return tuple(lazy_pinyin(run, errors="ignore"))
