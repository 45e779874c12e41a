"""Limits that a platform counts in bytes of UTF-8, shown while somebody types."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


@deconstructible
class MostBytes:
    """Validates that a text has at most `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, text: str) -> None:
        size = len(text.encode())
        if size > self.limit:
            raise ValidationError(
                _("%(size)d bytes; WeChat takes %(limit)d. A Chinese character counts as three."),
                code="too_many_bytes",
                params={"size": size, "limit": self.limit},
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MostBytes) and self.limit == other.limit

    def __hash__(self) -> int:
        return hash(self.limit)


def counted(limit: int) -> dict[str, Any]:
    """Return the attributes of an input whose bytes are counted (static/syndication/bytes.js)."""
    return {
        "data-controller": "byte-count",
        "data-action": "input->byte-count#show",
        "data-byte-count-limit-value": str(limit),
        "data-byte-count-text-value": _("{used} of {limit} bytes"),
    }


class _Counted:
    """A text block with a limit in bytes and a live counter."""

    def __init__(self, *, most_bytes: int, **kwargs: Any) -> None:
        super().__init__(validators=(MostBytes(most_bytes),), **kwargs)
        self.field.widget.attrs.update(counted(most_bytes))


class CountedCharBlock(_Counted, blocks.CharBlock):
    pass


class CountedURLBlock(_Counted, blocks.URLBlock):
    pass


class CountedTextBlock(_Counted, blocks.TextBlock):
    pass
