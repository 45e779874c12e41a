"""Whatever happens to pages: a copy brought in step is byte for byte one that is made anew.

`MIRROR_HISTORIES=50 pytest tests/mirror/test_histories.py` tries more.
"""

import os
from random import Random

import pytest

from home.models import ColumnPage
from mirror.target import Target
from tests.mirror.conftest import bytes_of, exported
from tests.pagecache.test_histories import Portal

pytestmark = pytest.mark.long

HISTORIES = int(os.environ.get("MIRROR_HISTORIES", "1"))
STEPS = int(os.environ.get("MIRROR_STEPS", "2"))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(HISTORIES))
def test_a_copy_in_step_is_a_copy_made_anew(home, target, tmp_path, seed):
    portal = Portal(home, Random(seed + 100))
    exported(target)
    done = []
    for number in range(STEPS):
        done += [portal.step() for _ in range(2)]
        exported(target)
        anew = Target(tmp_path / f"anew-{number}")
        exported(anew)
        assert bytes_of(target) == bytes_of(anew), done


@pytest.mark.django_db
def test_only_what_changed_is_asked_for(home, target):
    # Given a copy of a portal of columns and articles
    portal = Portal(home, Random(1))
    column = portal.any(ColumnPage)
    article = column.get_children().first().specific
    exported(target)
    still = exported(target)
    # When an article is written anew
    article.title = "换了标题"
    article.save_revision().publish()
    done = exported(target)
    # Then it and the lists above it are asked for, beside what never tells what it depends on
    assert still.asked < done.asked < done.addresses
    # And when it is withdrawn, its file goes
    article.unpublish()
    done = exported(target)
    assert [each for each in done.removed if article.slug in each]
