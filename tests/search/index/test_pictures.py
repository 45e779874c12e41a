"""The picture of the index in memory shows what is in the database and nothing else."""

import threading

import numpy as np
import pytest
from django.db import connection, transaction

from findable import Facet
from search.index import columns
from search.index.columns import Columns, columns_of
from search.index.moments import one_moment
from search.index.writing import store
from search.models.index import Shelf
from tests.search.entries import entry, found

pytestmark = pytest.mark.django_db(transaction=True)


def _elsewhere(act) -> None:
    """Do something in another thread, with a connection of its own."""
    failed = []

    def run() -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    assert not failed, failed


def _departments() -> dict[str, int]:
    return {each.value: each.number for each in found("公积金").counts[Facet.DEPARTMENT]}


def test_what_is_rolled_back_is_never_shown_afterwards():
    store({"page:1": [entry("1", "公积金", department="住建局")]})
    assert _departments() == {"住建局": 1}

    with transaction.atomic():
        store(
            {
                "page:1": [entry("1", "公积金", department="税务局")],
                "page:2": [entry("2", "公积金")],
            }
        )
        assert _departments() == {"税务局": 1}
        assert found("公积金").total == 2
        transaction.set_rollback(True)
    assert _departments() == {"住建局": 1}

    store({"page:3": [entry("3", "公积金", department="民政局")]})
    assert _departments() == {"住建局": 1, "民政局": 1}


def test_others_do_not_see_what_is_not_committed():
    store({"page:1": [entry("1", "公积金")]})
    seen = []

    with transaction.atomic():
        store({"page:2": [entry("2", "公积金")]})
        found("公积金")
        _elsewhere(lambda: seen.append(found("公积金").total))
    _elsewhere(lambda: seen.append(found("公积金").total))

    assert seen == [1, 2]


def test_a_picture_that_is_brought_up_is_like_one_that_is_taken_anew():
    for number in range(6):
        store(
            {
                "page:1": [entry(str(each), "公积金", topic=f"{number}") for each in range(number)],
                f"page:{number + 2}": [entry(f"x{number}", "噪声", department=f"{number}局")],
            }
        )
        columns_of(Shelf.PUBLIC)
    brought_up = columns_of(Shelf.PUBLIC)
    columns.forget()
    anew = columns_of(Shelf.PUBLIC)

    assert _told(brought_up) == _told(anew)


def _told(picture: Columns) -> list[tuple]:
    return [
        (
            picture.number(int(place)),
            int(picture.days[place]),
            *(picture.values[facet][codes[place]] for facet, codes in picture.codes.items()),
        )
        for place in np.flatnonzero(picture.live)
    ]


def test_one_moment_stays_the_same_whatever_others_write():
    store({"page:1": [entry("1", "公积金")]})

    with one_moment():
        before = found("公积金").total
        _elsewhere(lambda: store({"page:1": [], "page:2": [entry("2", "噪声")]}))
        during = found("公积金").total, found("噪声").total
    after = found("公积金").total, found("噪声").total

    assert (before, during, after) == (1, (1, 0), (0, 1))


def test_an_older_moment_does_not_cost_the_others_their_picture(django_assert_num_queries):
    store({"page:1": [entry("1", "公积金")]})
    columns_of(Shelf.PUBLIC)
    with one_moment():
        columns_of(Shelf.PUBLIC)
        _elsewhere(lambda: (store({"page:2": [entry("2", "噪声")]}), columns_of(Shelf.PUBLIC)))
        assert columns_of(Shelf.PUBLIC).live.sum() == 1

    with django_assert_num_queries(1):
        assert columns_of(Shelf.PUBLIC).live.sum() == 2
