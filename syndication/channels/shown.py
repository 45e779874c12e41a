"""A payload as the platform will show it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from syndication.channels.base import Finding


@dataclass(frozen=True, slots=True)
class Shown:
    """`template` draws it in the platform's manner.

    `pictures` are the SHA-256 it needs; `context` takes their addresses and returns what the
    template wants. `findings` say what will not be as it was sent.
    """

    template: str
    pictures: tuple[str, ...]
    context: Callable[[Mapping[str, str]], dict[str, Any]]
    findings: tuple[Finding, ...]
