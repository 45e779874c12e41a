"""How long the engine waits for what; overridden by the setting `SYNDICATION_TIMING`."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Timing:
    """All values in seconds.

    `lease` must be longer than any one call to a platform may take (`connect` + `read`,
    twice where a token is renewed in between).
    """

    lease: float = 120
    connect: float = 5
    read: float = 30
    # After an unknown outcome: when to look whether it is there. Weibo admits that a post may
    # take one to two minutes to show (error 20032).
    looks: tuple[float, ...] = (10, 90, 300)
    # When to ask for the result of a submission that nobody called back with. WeChat allows as
    # many questions a day as submissions, so an account that calls back is asked late.
    asks: tuple[float, ...] = (3, 20, 60, 300, 1800)
    asks_if_called_back: tuple[float, ...] = (60, 300, 1800)
    # After something that did not happen: when to try again; the last one for ever.
    backoff: tuple[float, ...] = (2, 8, 30, 120, 600, 3600)
    # After an unknown answer to a mass send: when to ask again. WeChat wants a minute in between.
    mass_again: float = 65
    # So long a signature under a mass send holds; what has not gone out by then is signed anew.
    mass_signature: float = 12 * 3600
    # How often the scheduler starts the sweep, and looks for publications that are due.
    sweep: float = 15
    publish_due: float = 10
    # How long one task works through an account before it makes room for others.
    turn: float = 30

    # How often an account is watched at most, and how often a copy is looked at until it is so
    # old: (age, every), the last for all older ones.
    watch: float = 600
    watch_every: tuple[tuple[float, float], ...] = (
        (3600, 900),
        (86_400, 4 * 3600),
        (7 * 86_400, 86_400),
        (90 * 86_400, 7 * 86_400),
    )
    # How often expiry dates are looked at.
    expiries: float = 3600

    def backoff_after(self, failures: int) -> float:
        """Return the wait after the `failures`-th failure in a row (from 1)."""
        return self.backoff[min(failures, len(self.backoff)) - 1]


def timing() -> Timing:
    return Timing(**getattr(settings, "SYNDICATION_TIMING", {}))
