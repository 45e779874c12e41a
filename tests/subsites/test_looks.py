"""One shared design in the colours of a kind: readable, and one main colour for each."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from subsites.kinds import Kind
from subsites.looks import GOVERNMENT, LOOKS

CSS = Path(finders.find("subsites/looks.css")).read_text()
LOOKED = [look for look in LOOKS.values() if look.name]


def properties(name: str) -> dict[str, str]:
    block = re.search(rf'data-look="{name}"\][^{{]*{{([^}}]*)}}', CSS)
    return dict(re.findall(r"(--[\w-]+): (#\w{6});", block[1]))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKED, ids=lambda look: look.name)
def test_a_kind_changes_the_main_colour_only_and_can_be_read(look):
    colours = properties(look.name)
    assert set(colours) == {"--blue", "--blue-deep", "--tint"}
    assert contrast(colours["--blue"], "#ffffff") >= 4.5
    assert contrast(colours["--blue"], colours["--tint"]) >= 4.5
    assert finders.find(look.emblem)


def test_only_governments_show_the_emblem_of_the_main_site():
    assert [kind for kind, look in LOOKS.items() if look == GOVERNMENT] == [Kind.GOVERNMENT]
    assert {look.emblem for look in LOOKED}.isdisjoint({GOVERNMENT.emblem})
