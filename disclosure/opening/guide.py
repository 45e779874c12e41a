"""What 政府信息公开条例 art. 12 wants a guide to say of the office that answers for disclosure."""

from typing import Any

ELEMENTS = ("office", "address", "hours", "phone", "fax", "postal_code", "internet_contact")


def elements_of(guide: Any) -> list[tuple[str, Any, str]]:
    """Return the elements that are there: name, label, text."""
    return [
        (name, guide._meta.get_field(name).verbose_name, getattr(guide, name))
        for name in ELEMENTS
        if getattr(guide, name, "")
    ]


def missing_elements(guide: Any) -> list[Any]:
    """Return the labels of the elements that are not there."""
    return [
        guide._meta.get_field(name).verbose_name for name in ELEMENTS if not getattr(guide, name)
    ]
