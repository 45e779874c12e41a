"""Secrets at rest: encrypted with the keys of the environment."""

import logging
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

log = logging.getLogger(__name__)


class SecretUnreadable(Exception):
    """A stored secret was encrypted with a key that is no longer configured."""


class Sealed(str):
    """Stands for a stored secret that no configured key opens: empty to whoever reads it.

    It remembers the ciphertext, so that saving its row loses nothing and putting the old key
    back into `SYNDICATION_KEYS` brings the secret back.
    """

    ciphertext: str

    @classmethod
    def of(cls, ciphertext: str) -> "Sealed":
        sealed = cls("")
        sealed.ciphertext = ciphertext
        return sealed


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
        if not value:
            return ""
        try:
            return decrypt(value)
        except SecretUnreadable:
            log.error("No key in SYNDICATION_KEYS opens a stored %s", self.name)
            return Sealed.of(value)

    def get_prep_value(self, value) -> str:
        if isinstance(value, Sealed):
            return value.ciphertext
        return encrypt(str(value)) if value else ""
