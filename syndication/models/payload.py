"""The frozen bytes meant for one channel."""

import hashlib
import json
from typing import Any

from django.db import models


def canonical(body: dict[str, Any]) -> str:
    """Return the one JSON text that stands for a payload; equal payloads give equal text."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(kind: str, text: str) -> str:
    """Return the SHA-256 that names a payload, in hexadecimal."""
    return hashlib.sha256(f"{kind}\n{text}".encode()).hexdigest()


class PayloadManager(models.Manager):
    def freeze(self, kind: str, body: dict[str, Any]) -> "Payload":
        """Return the row that holds this body, made if there is none."""
        text = canonical(body)
        sha256 = fingerprint(kind, text)
        payload, _ = self.get_or_create(sha256=sha256, defaults={"kind": kind, "text": text})
        return payload


class Payload(models.Model):
    """Immutable. Pictures are named in it by the SHA-256 of their stocked bytes."""

    kind = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    frozen_at = models.DateTimeField(auto_now_add=True)

    objects = PayloadManager()

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"

    def save(self, *args, **kwargs) -> None:
        if self.pk is not None:
            raise TypeError("A payload is frozen; make another one.")
        super().save(*args, **kwargs)

    @property
    def is_intact(self) -> bool:
        """Whether the text is still the one that was hashed."""
        return fingerprint(self.kind, self.text) == self.sha256

    @property
    def body(self) -> dict[str, Any]:
        return json.loads(self.text)
