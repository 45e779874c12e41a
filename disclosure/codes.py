"""What the code of a power says, by the scheme it follows. Codes are kept as they were given."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = Promise | str

# The second pair of digits of a national basic code; GB/T 39554.1-2020 and lists that follow it.
KINDS: dict[str, Label] = {
    "01": _("administrative licence"),
    "02": _("administrative penalty"),
    "03": _("administrative coercion"),
    "04": _("administrative levy"),
    "05": _("administrative payment"),
    "06": _("administrative inspection"),
    "07": _("administrative confirmation"),
    "08": _("administrative reward"),
    "09": _("administrative ruling"),
    "10": _("other administrative power"),
    "20": _("public service"),
    "99": _("other"),
}
# What lists with letters in their codes mean by them.
LETTERS = {"XK": "01", "CF": "02", "QZ": "03", "ZS": "04", "JF": "05", "JC": "06", "QR": "07",
           "JL": "08", "CJ": "09", "QT": "10"}  # fmt: skip
BASIC = r"(?P<area>\d{2})(?P<kind>\d{2})(?P<organ>\d{2})(?P<item>\d{3})(?P<sub>\d{3})"
SCHEMES: tuple[tuple[Label, re.Pattern[str]], ...] = (
    (_("national basic code"), re.compile(BASIC)),
    (
        _("national implementation code"),
        re.compile(rf"(?P<credit>[0-9A-Z]{{18}})(?P<level>\d){BASIC}(?P<handling>\d{{2}})?"),
    ),
    (
        _("local code of sixteen places"),
        re.compile(
            r"(?P<division>\d{6})(?P<organ>\d{3})(?P<kind>\d{2}|[A-Z]{2})(?P<item>\d{3})(?P<sub>\d{2})"
        ),
    ),
    (_("local code of ten places"), re.compile(r"(?P<kind>[A-Z]{2})(?P<item>\d{5})(?P<sub>\d{3})")),
)
PARTS: dict[str, Label] = {
    "credit": _("credit code of the body"),
    "level": _("level"),
    "area": _("catalogue of"),
    "division": _("administrative division"),
    "kind": _("kind of power"),
    "organ": _("department"),
    "item": _("main item"),
    "sub": _("sub-item"),
    "handling": _("way of handling"),
}


@dataclass(frozen=True)
class Decoded:
    """A code taken apart: its scheme, and (label, value) in the order of its places."""

    scheme: Label
    parts: tuple[tuple[Label, Label], ...]


def decode(code: str) -> Decoded | None:
    """Return what a code says; None for one of a scheme that we do not know."""
    text = re.sub(r"\s+", "", code).upper()
    for label, scheme in SCHEMES:
        found = scheme.fullmatch(text)
        if found and _is_known(found["kind"]):
            said = {name: value for name, value in found.groupdict().items() if value}
            order = sorted(said, key=found.start)
            return Decoded(label, tuple((PARTS[name], _value(name, said[name])) for name in order))
    return None


def _is_known(kind: str) -> bool:
    return LETTERS.get(kind, kind) in KINDS


def _value(name: str, value: str) -> Label:
    if name == "kind":
        return KINDS[LETTERS.get(value, value)]
    if name == "area" and value == "00":
        return _("the whole country")
    return value
