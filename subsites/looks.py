"""Colours and emblem by kind of unit: one shared design, of which only properties differ.

The national emblem is a government's (国徽法 art. 6): only governments show the emblem that the
main site shows.
"""

from dataclasses import dataclass

from subsites.kinds import Kind


@dataclass(frozen=True, slots=True)
class Look:
    """`name` is the value of `data-look` that looks.css gives colours to; "" are the portal's."""

    name: str
    emblem: str


GOVERNMENT = Look("", "home/emblem.svg")
LOOKS = {
    Kind.GOVERNMENT: GOVERNMENT,
    Kind.DEPARTMENT: Look("department", "subsites/department.svg"),
    Kind.PARTY: Look("party", "subsites/party.svg"),
    Kind.INSTITUTION: Look("institution", "subsites/institution.svg"),
    Kind.TOWNSHIP: Look("township", "subsites/township.svg"),
}


def look_of(kind: str) -> Look:
    return LOOKS[Kind(kind)]
