"""The key that manifests are signed with (Ed25519): made once, for its owner's eyes only.

It lies in `MIRROR_KEY_FILE`, with mode 0600; encrypted if `MIRROR_KEY_PASSWORD` is set. The public
half stands beside every manifest and at `/.well-known/mirror-key.pem`. A new key is introduced by
the old one: `keys.jsonl` has the signature of each key by the one before.
"""

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


class BadKey(Exception):
    """A file that holds no key of ours; says what is wrong."""


def private_key() -> Ed25519PrivateKey:
    """Return the installation's key, making it if there is none. Raises BadKey."""
    file = Path(settings.MIRROR_KEY_FILE)
    if not file.exists():
        _put(file, Ed25519PrivateKey.generate(), replace=False)
    return _read(file)


def public_pem() -> bytes | None:
    """Return the public half of the key as PEM, or None if nothing was ever signed here."""
    if not Path(settings.MIRROR_KEY_FILE).exists():
        return None
    return pem_of(private_key().public_key())


def rotate() -> None:
    """Make a new key, have the old one sign it, and keep the old one beside it."""
    file = Path(settings.MIRROR_KEY_FILE)
    old = private_key()
    new = Ed25519PrivateKey.generate()
    line = json.dumps(
        {
            "key": pem_of(new.public_key()).decode(),
            "before": fingerprint(old.public_key()),
            "signed_by_it": old.sign(pem_of(new.public_key())).hex(),
            "on": datetime.now(UTC).date().isoformat(),
        }
    )
    # Whoever dies in between has introduced a key that is never used, or one that is.
    _put(file.with_name(f"{file.name}.{fingerprint(old.public_key())[:16]}"), old, replace=True)
    with _list_of_keys().open("a") as keys:
        keys.write(f"{line}\n")
    _put(file, new, replace=True)


def introductions() -> bytes:
    """Return who introduced which key, one JSON object a line."""
    file = _list_of_keys()
    return file.read_bytes() if file.exists() else b""


def fingerprint(key: Ed25519PublicKey) -> str:
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()


def pem_of(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def read_public(pem: bytes) -> Ed25519PublicKey:
    """Return the key in a PEM file. Raises BadKey."""
    try:
        key = serialization.load_pem_public_key(pem)
    except ValueError as error:
        raise BadKey("this is no public key in PEM") from error
    if not isinstance(key, Ed25519PublicKey):
        raise BadKey("this is no Ed25519 key")
    return key


def is_signed(key: Ed25519PublicKey, content: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _list_of_keys() -> Path:
    file = Path(settings.MIRROR_KEY_FILE)
    return file.with_name(f"{file.stem}s.jsonl")


def _password() -> bytes | None:
    return settings.MIRROR_KEY_PASSWORD.encode() or None


def _read(file: Path) -> Ed25519PrivateKey:
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), _password())
    except (ValueError, TypeError, OSError) as error:
        raise BadKey(f"{file} cannot be read: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(f"{file} holds no Ed25519 key")
    return key


def _put(file: Path, key: Ed25519PrivateKey, *, replace: bool) -> None:
    """Write a key whole or not at all; of several processes the first makes it."""
    password = _password()
    sealed = (
        serialization.BestAvailableEncryption(password)
        if password
        else serialization.NoEncryption()
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, sealed)
    )
    if replace:
        draft.replace(file)
        return
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
