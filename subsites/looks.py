"""Colours and emblem by kind of unit: one shared design, of which only properties differ.

The national emblem is a government's (国徽法 art. 6): only governments show the emblem that the
main site shows.
"""

from dataclasses import dataclass

from home.models import HomePage
from subsites.kinds import Kind


@dataclass(frozen=True, slots=True)
class Look:
    """`name` is the value of `data-look` that looks.css gives colours to; "" are the portal's. Its
    first colour is repeated here for what is no stylesheet.
    """

    name: str
    emblem: str
    colour: str


GOVERNMENT = Look("", HomePage.emblem, HomePage.theme_colour)
LOOKS = {
    Kind.GOVERNMENT: GOVERNMENT,
    Kind.DEPARTMENT: Look("department", "subsites/department.svg", "#1f5a6e"),
    Kind.PARTY: Look("party", "subsites/party.svg", "#9a1f27"),
    Kind.INSTITUTION: Look("institution", "subsites/institution.svg", "#2f6146"),
    Kind.TOWNSHIP: Look("township", "subsites/township.svg", "#6b4a1f"),
}


def look_of(kind: str) -> Look:
    return LOOKS[Kind(kind)]
