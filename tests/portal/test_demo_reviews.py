"""The demo's review: an item at each stage, built once."""

import pytest

from portal.demo.reviews import COLUMN, build
from reviews.models import Emergency, SignOff
from tests.home.factories import ColumnPageFactory
from tests.reviews.desk import again, stage_now


@pytest.mark.django_db
def test_it_is_built_once(home, client):
    column = ColumnPageFactory(parent=home, title="要闻", slug=COLUMN)
    assert build() == 6
    assert build() == 0
    column = again(column)
    stages = [stage_now(page) for page in column.get_children().order_by("path")]
    assert sorted(stages) == ["", "", "一审", "一审", "三审", "二审"]
    assert Emergency.objects.get().is_open
    assert SignOff.objects.filter(verdict="refused").count() == 1
    page = column.get_children().get(title="望潮大桥东引桥完成年度体检")
    assert "一审：周砚青　二审：沈亦舟　三审：秦远山" in client.get(page.url).content.decode()
