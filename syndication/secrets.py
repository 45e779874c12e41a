"""Secrets at rest: encrypted with the keys of the environment."""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


class SecretUnreadable(Exception):
    """A stored secret was encrypted with a key that is no longer configured."""


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("SYNDICATION_KEYS is empty: no secret can be stored or read.")
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """Return `text` encrypted with the first of `SYNDICATION_KEYS`."""
    return _box(tuple(settings.SYNDICATION_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Return what `encrypt` was given. Raises SecretUnreadable if no configured key fits."""
    try:
        return _box(tuple(settings.SYNDICATION_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise SecretUnreadable("No key in SYNDICATION_KEYS decrypts a stored secret.") from error


class SecretField(models.TextField):
    """A text column that holds ciphertext; the attribute is plain text, empty stays empty."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection) -> str:
        return decrypt(value) if value else ""

    def get_prep_value(self, value) -> str:
        return encrypt(str(value)) if value else ""
