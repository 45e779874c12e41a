"""Receipt numbers: not to be guessed from another one, and a mistyped one is noticed.

Eleven characters: ten by chance and a check character, over the 31 characters of GB 32100-2015
(no I, O, S, V, Z) and by its rule: weights are powers of 3, modulo 31. It finds every single
wrong character and every swap of two neighbours.
"""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 10
LOOKALIKES = str.maketrans("IOSVZ", "105U2")


def new_receipt() -> str:
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return body + check_character(body)


def check_character(body: str) -> str:
    total = sum(ALPHABET.index(letter) * 3**at for at, letter in enumerate(body))
    return ALPHABET[-total % 31]


def read(typed: str) -> str | None:
    """Return the receipt number that somebody typed, or None if it cannot be one."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(LOOKALIKES)
    receipt = "".join(letter for letter in plain if letter not in " -·\t")
    if len(receipt) != LENGTH + 1 or not set(receipt) <= set(ALPHABET):
        return None
    return receipt if check_character(receipt[:LENGTH]) == receipt[LENGTH] else None


def grouped(receipt: str) -> str:
    """Return a receipt number as it is shown: 7K3M-9QXD-A1B."""
    return "-".join((receipt[:4], receipt[4:8], receipt[8:]))
