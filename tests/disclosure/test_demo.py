"""The demo's lists: built once, whole, and left alone afterwards."""

from disclosure.causes import State
from disclosure.demo.building import build
from disclosure.history.verifying import troubles
from disclosure.models import PowerItem, PowerListPage


def test_the_demos_lists_are_built_once_and_their_record_holds(home):
    first = build()

    assert build() == 0
    assert PowerItem.objects.count() == first
    assert PowerItem.objects.exclude(state=State.IN_FORCE).count() == 3
    for page in PowerListPage.objects.all():
        assert page.live
        assert list(troubles(page)) == []
