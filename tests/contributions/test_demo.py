"""What the demo's units have contributed: built once, in every state, and left alone after that."""

from collections import Counter

from contributions.demo.building import COLUMNS, build
from contributions.models import Adoption, Contribution, State
from subsites.demo.building import build as build_units
from tests.home.factories import ColumnPageFactory


def test_it_is_built_once_and_shows_every_state(home):
    for slug in COLUMNS:
        ColumnPageFactory(parent=home, title=slug, slug=slug)
    build_units()
    assert build() == 8
    assert build() == 0
    states = Counter(Contribution.objects.values_list("state", flat=True))
    assert states == {
        State.OFFERED: 3, State.ADOPTED: 3, State.DECLINED: 1, State.WITHDRAWN: 1,
    }  # fmt: skip
    # The original of the copy has changed since.
    assert Adoption.objects.to_look_at().count() == 1
