"""The home page of a unit's site is kept, and goes with what it shows of the unit."""

import pytest

from subsites.models import Unit
from tests.subsites.factories import facts, home_of, make_site

pytestmark = pytest.mark.django_db


def test_what_a_site_shows_of_its_unit_follows_the_unit(keeping, home):
    unit = make_site(facts(1))
    url = home_of(unit).url
    assert [keeping.get(url)["X-Cache"] for _ in range(2)] == ["miss", "hit"]
    Unit.objects.filter(pk=unit.pk).update(kind="institution")
    assert keeping.get(url)["X-Cache"] == "miss"
