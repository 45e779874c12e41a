"""A kept home page shows at once what its panels tell."""

import pytest

from interviews.states import State
from syndication.models import Account, Route
from tests.disclosure.factories import (
    PowerListIndexPageFactory,
    PowerListPageFactory,
    change,
    recorded,
)
from tests.interviews.factories import InterviewIndexPageFactory, brought_to, interview

pytestmark = pytest.mark.django_db


def test_panels_of_a_kept_home_page_follow_what_they_tell(keeping, home):
    page = interview(InterviewIndexPageFactory(parent=home), title="走进水务局")
    powers = PowerListPageFactory(parent=PowerListIndexPageFactory(parent=home))

    def shows(words: str) -> bool:
        assert keeping.get("/")["X-Cache"] in {"hit", "miss"}
        return words in keeping.get("/").content.decode()

    assert not shows("走进水务局")
    brought_to(page.sitting, State.ANNOUNCED)
    assert shows("走进水务局")
    brought_to(page.sitting, State.LIVE)
    assert shows(str(State.LIVE.label))
    assert not shows("<strong>1</strong>")
    recorded(powers, change("取水许可"))
    assert shows("<strong>1</strong>")
    account = Account.objects.create(kind="weibo", name="云汀发布", app_id="a", app_secret="s")
    assert not shows("云汀发布")
    Route.objects.create(account=account, root=home)
    assert shows("云汀发布")
