"""主题分类: two levels that come with the portal and belong to its administrator."""

import pytest

from disclosure.documents.topics import TOPICS, load
from disclosure.models import Topic

pytestmark = pytest.mark.django_db


def test_migrating_has_loaded_both_levels_and_loading_again_changes_nothing():
    assert Topic.objects.filter(parent=None).count() == len(TOPICS) == 22
    assert str(Topic.objects.get(name="税务")) == "财政、金融、审计 / 税务"
    assert load() == 0


def test_what_an_administrator_took_away_stays_away():
    Topic.objects.get(name="税务").delete()
    assert load() == 0
    assert not Topic.objects.filter(name="税务").exists()
