"""What proves to a partner that a request is ours, whole, fresh, and meant for this item.

As in the usual webhook standards, with one thing more: method and address are signed too,
because here they decide what is done.
"""

import hashlib
import hmac
import time

KEY, TIMESTAMP, IDEMPOTENCY = "Fabuting-Key", "Fabuting-Timestamp", "Idempotency-Key"
SIGNATURE = "Fabuting-Signature"
SCHEME = "v1"


def signature(
    secret: str, timestamp: str, key: str, method: str, target: str, document: bytes
) -> str:
    """Return `v1=` and the HMAC-SHA256, in hexadecimal. `target` is the address behind the base."""
    message = f"{timestamp}\n{key}\n{method} {target}\n".encode() + document
    return f"{SCHEME}={hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()}"


def headers(
    key_name: str, secret: str, key: str, method: str, target: str, document: bytes
) -> dict[str, str]:
    """Return the headers of one request, made now. `key` is empty where nothing is written."""
    timestamp = f"{time.time():.6f}"
    signed = {
        KEY: key_name,
        TIMESTAMP: timestamp,
        SIGNATURE: signature(secret, timestamp, key, method, target, document),
    }
    return {**signed, IDEMPOTENCY: key} if key else signed
