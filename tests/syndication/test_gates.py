"""What a copy waits for before it goes out."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from syndication.channels.meters import Urgency
from syndication.engine import gates
from syndication.models import Account, Attempt, CallTally, ChannelCopy, Edition, Payload, Release
from syndication.models.copy import Fault
from syndication.status import Status, message_for, status_of
from tests.syndication.engine_room import (
    articles,
    one_round,
    posts,
    published,
    settle_down,
    the_copy,
    wechat_account,
    weibo_account,
)

pytestmark = pytest.mark.usefixtures("quick")


def at(hour: int, minute: int = 0, day: int = 25):
    moment = timezone.now().replace(year=2026, month=11, day=day, second=0, microsecond=0)
    return timezone.localtime(moment).replace(day=day, hour=hour, minute=minute)


def with_hours(begin: str, end: str) -> Account:
    account = Account(quiet_from=begin, quiet_until=end)
    account.clean_fields(exclude=["kind", "name", "app_id"])
    return account


@pytest.mark.parametrize(
    ("begin", "end", "now", "until"),
    [
        ("22:00", "07:00", (23, 30, 25), (7, 0, 26)),
        ("22:00", "07:00", (6, 59, 25), (7, 0, 25)),
        ("22:00", "07:00", (7, 0, 25), None),
        ("12:00", "14:00", (13, 0, 25), (14, 0, 25)),
        ("12:00", "14:00", (14, 0, 25), None),
        ("12:00", "12:00", (12, 0, 25), None),
    ],
)
def test_quiet_hours_may_pass_midnight(begin, end, now, until):
    account = with_hours(begin, end)
    hour, minute, day = now
    expected = at(until[0], until[1], until[2]) if until else None
    assert gates.quiet_until(account, at(hour, minute, day)) == expected


def test_in_quiet_hours_a_post_waits_and_a_withdrawal_does_not(home, sandbox, column):
    account = weibo_account(sandbox)
    page = published(column, title="夜间之前")
    settle_down()
    now = timezone.localtime()
    Account.objects.filter(pk=account.pk).update(
        quiet_from=(now - timedelta(minutes=5)).time(),
        quiet_until=(now + timedelta(hours=2)).time(),
    )

    later = published(column, title="夜间之后")
    page.unpublish()
    one_round()
    one_round()

    assert posts(sandbox) == []
    waiting = the_copy(account, later)
    assert waiting.code == "quiet_hours"
    assert "静默" in message_for(waiting)
    assert waiting.next_at > timezone.now() + timedelta(hours=1)


def test_two_posts_keep_their_distance(home, sandbox, column):
    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(min_gap=3600)
    published(column, title="第一条")
    published(column, title="第二条")

    one_round()

    assert len(posts(sandbox)) == 1
    second = ChannelCopy.objects.get(title="第二条")
    assert second.code == "gap"
    assert timedelta(minutes=55) < second.next_at - timezone.now() < timedelta(minutes=61)
    assert not Attempt.objects.filter(copy=second).exists()


def test_an_editor_chooses_the_moment(home, sandbox, column):
    account = weibo_account(sandbox)
    moment = timezone.now() + timedelta(hours=3)
    page = published(column)
    Edition.objects.create(page_ref=page.pk, account=account, send_at=moment)

    one_round()

    copy = the_copy(account)
    assert (posts(sandbox), copy.next_at, copy.code) == ([], moment, "waits_for_moment")

    with time_machine.travel(moment + timedelta(seconds=1)):
        one_round()
    assert len(posts(sandbox)) == 1


def test_pages_of_one_release_go_out_together(home, sandbox, column):
    account = weibo_account(sandbox)
    release = Release.objects.create(name="新规发布")
    pages = [published(column, title=title) for title in ("新规", "解读")]
    for page in pages:
        Edition.objects.create(page_ref=page.pk, account=account, release=release)
    one_round()
    assert posts(sandbox) == []
    assert {status_of(the_copy(account, page)) for page in pages} == {Status.WAITING}
    assert "新规发布" in message_for(the_copy(account, pages[0]))

    from syndication import releases

    releases.open_now(release)
    settle_down()

    assert len(posts(sandbox)) == 2


def test_a_release_opens_by_itself_at_its_time(home, sandbox, column):
    account = weibo_account(sandbox)
    moment = timezone.now() + timedelta(hours=1)
    release = Release.objects.create(name="整点发布", opens_at=moment)
    page = published(column)
    Edition.objects.create(page_ref=page.pk, account=account, release=release)
    one_round()
    assert the_copy(account).next_at == moment

    with time_machine.travel(moment + timedelta(seconds=1)):
        one_round()

    assert len(posts(sandbox)) == 1


def test_what_a_reviewer_has_not_approved_stays_here(home, sandbox, column, django_user_model):
    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(needs_review=True)
    published(column)
    settle_down()

    copy = the_copy(account)
    assert posts(sandbox) == []
    assert (status_of(copy), copy.code) == (Status.REVIEWER, "not_approved")

    from syndication import review

    reviewer = django_user_model.objects.create_user("审核员")
    review.approve_copy(copy, copy.payload.sha256, reviewer)
    settle_down()

    assert len(posts(sandbox)) == 1
    approval = copy.payload.approvals.get()
    assert (approval.name, approval.payload.sha256) == ("审核员", copy.payload.sha256)


def test_an_approval_of_other_bytes_is_refused(home, sandbox, column, django_user_model):
    from syndication import review

    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(needs_review=True)
    page = published(column, title="看到的")
    settle_down()
    seen = the_copy(account).payload.sha256
    page.title = "换掉的"
    page.save_revision().publish()
    settle_down()

    with pytest.raises(review.NotWhatWasSeen):
        review.approve_copy(
            the_copy(account), seen, django_user_model.objects.create_user("审核员")
        )
    settle_down()

    assert posts(sandbox) == []


def test_a_payload_altered_in_the_database_is_not_sent(home, sandbox, column):
    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(is_paused=True)
    published(column)
    one_round()
    payload = the_copy(account).payload
    Payload.objects.filter(pk=payload.pk).update(text=payload.text.replace("正文", "别处"))
    Account.objects.filter(pk=account.pk).update(is_paused=False)

    settle_down()

    assert posts(sandbox) == []
    copy = the_copy(account)
    assert (copy.fault, copy.code) == (Fault.ADMINISTRATOR, "payload_altered")


def test_used_up_calls_wait_without_asking_the_platform(home, sandbox, column):
    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(quotas={"user_day": 40, "posts_hour": 100})
    for number in range(42):
        published(column, title=f"第{number}条")

    one_round()
    one_round()

    counted = CallTally.objects.get(account=account, meter="user_day").used
    assert len(posts(sandbox)) == counted == 38
    waiting = ChannelCopy.objects.filter(code="waits_for_quota")
    assert waiting.count() == 4
    midnight = timezone.localtime(waiting.first().next_at)
    assert (midnight.hour, midnight.minute) == (0, 1)


def test_a_withdrawal_may_use_what_is_kept_for_it(home, sandbox, column):
    account = weibo_account(sandbox)
    Account.objects.filter(pk=account.pk).update(quotas={"user_day": 40, "posts_hour": 100})
    pages = [published(column, title=f"第{number}条") for number in range(40)]
    one_round()

    pages[0].unpublish()
    one_round()

    assert pages[0].title not in {post["sent_text"][1:4] for post in posts(sandbox)}
    assert Attempt.objects.filter(step="retract", result="done").count() == 1


def test_the_platforms_word_that_nothing_is_left_is_believed(home, sandbox, column):
    account = wechat_account(sandbox, quotas={"freepublish/submit": 1})
    published(column, title="甲")
    published(column, title="乙")
    published(column, title="丙")
    for _ in range(3):
        one_round()

    assert len(articles(sandbox)) == 1
    refused = Attempt.objects.filter(step="submit", code="45009")
    assert refused.count() == 1
    assert ChannelCopy.objects.filter(code="waits_for_quota").count() == 1
    ledger = account.tallies.get(meter="freepublish/submit")
    assert ledger.used_up
    assert Urgency.URGENT > Urgency.NORMAL > Urgency.READING
