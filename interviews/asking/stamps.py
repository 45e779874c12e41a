"""The stamp of a form: a signed note of when it was made, for which interview, and of a number.

It takes the place of a picture puzzle. A script that posts without having asked for a form has
none; one that posts at once is too quick; one that saves a stamp up finds it out of date. People
see nothing of it. The number in it makes a form that is sent twice one question.
"""

import hashlib
import secrets
import time
from dataclasses import dataclass

from django.core import signing

from interviews.models import Sitting

FEWEST_SECONDS = 3
MOST_SECONDS = 12 * 3600

_signer = signing.Signer(salt="interviews.asking.stamp")


@dataclass(frozen=True, slots=True)
class Stamp:
    """`age` in seconds; `number` is random."""

    age: float
    number: str

    @property
    def is_fresh(self) -> bool:
        return self.age < FEWEST_SECONDS

    @property
    def is_old(self) -> bool:
        return self.age > MOST_SECONDS

    def key_for(self, text: str) -> str:
        """Return what names these words in this form: the same form sent again has it, too."""
        return hashlib.sha256(f"{self.number}\n{text}".encode()).hexdigest()


def new_stamp(sitting: Sitting) -> str:
    return _signer.sign_object([sitting.pk, int(time.time() * 1000), secrets.token_urlsafe(12)])


def read(stamp: str, sitting: Sitting) -> Stamp | None:
    """Return what a stamp says; None for what we did not make, or made for another interview."""
    try:
        pk, made, number = _signer.unsign_object(stamp[:400])
    except (signing.BadSignature, ValueError):
        return None
    if pk != sitting.pk:
        return None
    return Stamp(time.time() - made / 1000, number)
