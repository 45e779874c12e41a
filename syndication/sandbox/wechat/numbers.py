"""Numbers of jobs and messages, each larger than the ones before."""

import time

_last = 0


def fresh() -> int:
    """Return a number nobody has; call it while you have the store for yourself."""
    global _last
    _last = max(int(time.time() * 1000), _last + 1)
    return _last


def msg_data_id(number: int) -> int:
    """Return the number under which an article's comments are found."""
    return number % 10**10
