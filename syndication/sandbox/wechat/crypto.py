"""消息加解密说明: signatures, and AES-256-CBC padded to 32 bytes."""

import base64
import binascii
import hashlib
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32


def signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324


def encrypt(encoding_aes_key: str, app_id: str, message: str) -> str:
    """Return the `Encrypt` element: 16 random bytes, length, message, app id."""
    data = message.encode()
    plain = os.urandom(16) + struct.pack(">I", len(data)) + data + app_id.encode()
    padding = BLOCK - len(plain) % BLOCK
    plain += bytes([padding]) * padding
    encryptor = _cipher(encoding_aes_key).encryptor()
    return base64.b64encode(encryptor.update(plain) + encryptor.finalize()).decode()


def decrypt(encoding_aes_key: str, app_id: str, encrypted: str) -> str:
    """Return the message of an `Encrypt` element. Raises ValueError if it is not for `app_id`."""
    try:
        data = base64.b64decode(encrypted, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    decryptor = _cipher(encoding_aes_key).decryptor()
    plain = decryptor.update(data) + decryptor.finalize()
    if not plain or not 1 <= plain[-1] <= BLOCK:
        raise ValueError("padding")
    plain = plain[: -plain[-1]]
    if len(plain) < 20:
        raise ValueError("too short")
    length = struct.unpack(">I", plain[16:20])[0]
    message, owner = plain[20 : 20 + length], plain[20 + length :]
    if owner.decode() != app_id:
        raise ValueError("for another account")
    return message.decode()


def _cipher(encoding_aes_key: str) -> Cipher:
    key = base64.b64decode(f"{encoding_aes_key}=")
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))
