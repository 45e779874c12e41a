"""Killed while an announcement goes out, and live before anybody came back: each moment once."""

from collections import Counter

import pytest

from interviews.models import InterviewPage
from syndication.models import Account, Attempt, ChannelCopy
from syndication.status import Status, status_of
from tests.faults.test_crash import EVERY_POINT, mortal, register
from tests.home.factories import make_portal
from tests.interviews.factories import InterviewIndexPageFactory
from tests.syndication.engine_room import articles, posts, settle_down
from tests.syndication.moments_room import announce, archive, go_live, planned, talk

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

STEP = 1 if EVERY_POINT else 5
AHEAD, NOW, IN_FULL = "访谈预告", "正在直播", "访谈实录"


@pytest.fixture
def index(hurried):
    return InterviewIndexPageFactory(parent=make_portal())


def told(sandbox) -> tuple[Counter[str], Counter[str]]:
    """Count by moment what followers can read on WeChat and on Weibo."""
    return (
        Counter(row["title"].split("｜")[0] for row in articles(sandbox)),
        Counter(row["sent_text"].strip("【").split("｜")[0] for row in posts(sandbox)),
    )


def announcements(account: Account, page: InterviewPage) -> int:
    """Return how many there must be, from what we believe."""
    copy = ChannelCopy.objects.get(account=account, page_ref=page.pk, part="announce")
    assert status_of(copy) in {Status.LIVE, Status.OVER}
    return int(status_of(copy) == Status.LIVE)


def test_killed_at_any_point_and_overtaken_by_the_next_moment(sandbox, index):
    killed_at = 0
    for fatal in range(1, 200, STEP):
        wechat, weibo = register(sandbox)
        page: InterviewPage = planned(index, title=f"第{fatal}期")
        announce(page)

        killed = mortal(settle_down, fatal)
        go_live(page)
        talk(page)
        settle_down(20)
        archive(page)
        settle_down(20)

        where = f"killed at point {fatal}"
        on_wechat, on_weibo = told(sandbox)
        assert on_wechat == +Counter({AHEAD: announcements(wechat, page), IN_FULL: 1}), where
        assert on_weibo == +Counter({AHEAD: announcements(weibo, page), NOW: 1, IN_FULL: 1}), where
        assert sandbox.state()["wechat"]["drafts"] == [], where
        assert not Attempt.objects.filter(finished_at=None).exists(), where
        if not killed:
            break
        killed_at = fatal
    # Fewer would mean that the points were not on the way.
    assert killed_at > 30
