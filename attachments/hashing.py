"""Hashes by which a number is known again and cannot be found out.

There are few enough identity numbers to try them all, so the hash is keyed. Whoever changes
SECRET_KEY is asked about everything again.
"""

from django.utils.crypto import salted_hmac


def keyed(*parts: object) -> str:
    """Return 64 hexadecimal digits that only this installation can make of the parts."""
    return salted_hmac(
        "attachments.finding", "\x1f".join(map(str, parts)), algorithm="sha256"
    ).hexdigest()
