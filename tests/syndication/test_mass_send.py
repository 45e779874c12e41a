"""群发: assembled, previewed, signed, sent to all followers once, and known as copies after."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from home.models import ArticlePage
from syndication import mass_sends
from syndication.engine import deliver, inbound
from syndication.models import Account, ChannelCopy, MassSend
from syndication.models.account import Target
from syndication.models.mass_send import State
from syndication.status import Status, status_of
from tests.syndication.engine_room import picture, published, settle_down
from tests.syndication.mass_room import (
    assembled,
    chief,
    drafts_at,
    items,
    mass_account,
    previewed,
    push_of,
    sent_at,
    signed,
    worked,
)

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def account(home, sandbox) -> Account:
    return mass_account(sandbox)


@pytest.fixture
def pages(account, column) -> list[ArticlePage]:
    return items(column, "头条", "次条", "三条")


# --- The usual way -----------------------------------------------------------------------------


def test_a_preview_is_shown_to_the_named_people_and_sends_nothing(account, pages, sandbox):
    send = previewed(account, pages)

    assert send.state == State.PREVIEWED
    assert [(one["to"], one["state"]) for one in send.previews] == [
        ("wang", "sent"),
        ("li", "sent"),
    ]
    [draft] = drafts_at(sandbox)
    assert [article["title"] for article in draft["articles"]] == ["头条", "次条", "三条"]
    assert [line["openid"] for line in sandbox.state()["wechat"]["chat"]] == ["o-wang", "o-li"]
    assert sent_at(sandbox) == []


def test_what_was_signed_reaches_all_followers_once(account, pages, sandbox):
    send = worked(signed(previewed(account, pages)))

    assert send.state == State.SENT
    [row] = sent_at(sandbox)
    assert row["clientmsgid"] == send.clientmsgid
    assert len(send.clientmsgid.encode()) <= 32
    assert row["reached"] == ["o-wang", "o-li"]
    assert (send.signed_name, send.remote["msg_id"]) == ("总编", str(row["msg_id"]))
    assert drafts_at(sandbox) == []
    steps = list(send.attempts.order_by("pk").values_list("step", "result"))
    assert steps[:4] == [
        ("draft", "done"),
        ("preview", "done"),
        ("preview", "done"),
        ("send", "submitted"),
    ]
    assert {step for step, _ in steps[4:]} == {"poll"}


def test_every_article_becomes_one_more_copy_of_its_page(account, pages, sandbox):
    send = worked(signed(previewed(account, pages)))

    copies = list(ChannelCopy.objects.filter(part=send.part).order_by("pk"))
    assert [copy.page_ref for copy in copies] == [page.pk for page in pages]
    assert {status_of(copy) for copy in copies} == {Status.LIVE}
    assert [copy.remote["article_idx"] for copy in copies] == ["1", "2", "3"]


def test_the_push_brings_counts_and_addresses(account, pages, sandbox):
    send = worked(signed(previewed(account, pages)))
    counts = {"TotalCount": 2, "FilterCount": 2, "SentCount": 1, "ErrorCount": 1}
    url = "https://mp.weixin.qq.com/s/abcdefgh"

    event = push_of(send, send.remote["msg_id"], "send success", counts=counts, urls={"2": url})
    inbound.handle(event.pk)

    send.refresh_from_db()
    assert send.state == State.PARTLY
    assert send.counts == {"total": 2, "filter": 2, "sent": 1, "error": 1}
    urls = ChannelCopy.objects.filter(part=send.part).order_by("pk").values_list("url", flat=True)
    assert list(urls) == ["", url, ""]


def test_pictures_are_brought_to_the_account_once(account, column, sandbox):
    pages = [published(column, title=title, cover=picture()) for title in ("甲", "乙")]
    settle_down()
    covers = sandbox.state()["counters"]["/cgi-bin/material/add_material"]

    worked(signed(previewed(account, pages)))

    assert sandbox.state()["counters"]["/cgi-bin/material/add_material"] == covers


# --- What may be chosen ------------------------------------------------------------------------


def test_only_what_is_live_on_the_account_as_its_page_has_it_may_be_chosen(account, pages, column):
    hidden = published(column, title="还没发出去")

    found = {copy.title for copy in mass_sends.candidates(account)}

    assert found == {"头条", "次条", "三条"}
    with pytest.raises(mass_sends.Refusal, match="not_candidates"):
        assembled(account, [*pages, hidden])


def test_a_message_has_one_to_eight_articles(account, column):
    pages = items(column, *(f"第{number}条" for number in range(9)))
    with pytest.raises(mass_sends.Refusal, match="too_many"):
        assembled(account, pages)
    with pytest.raises(mass_sends.Refusal, match="none_chosen"):
        assembled(account, [])
    assert assembled(account, pages[:8]).items.count() == 8


def test_an_account_that_proposes_offers_what_is_new_since_the_last_time(account, pages, column):
    assert mass_sends.proposed(account) == []
    account.target = Target.PROPOSE
    account.save()
    assert len(mass_sends.proposed(account)) == 3

    worked(signed(previewed(account, pages[:2])))
    items(column, "第二天的")

    assert [copy.title for copy in mass_sends.proposed(account)] == ["第二天的"]
    sent = {copy.title for copy in mass_sends.candidates(account) if copy.sent_at}
    assert sent == {"头条", "次条"}


def test_weibo_has_no_mass_send(account):
    other = Account.objects.create(kind="weibo", name="微博", app_id="1", remote_id="2")
    assert list(mass_sends.accounts()) == [account]
    with pytest.raises(mass_sends.Refusal, match="not_able"):
        mass_sends.mass_of(other)


# --- Signing -----------------------------------------------------------------------------------


def test_nothing_is_signed_that_nobody_was_shown(account, pages):
    send = assembled(account, pages)
    with pytest.raises(mass_sends.Refusal, match="not_previewed"):
        signed(send)
    with pytest.raises(mass_sends.Refusal, match="no_reviewer"):
        mass_sends.preview(send, ["somebody"])


def test_a_preview_that_reached_nobody_is_none(account, pages, sandbox):
    for name in ("wang", "li"):
        sandbox.control(
            "wechat/followers", app_id=account.app_id, openid=f"o-{name}", subscribed=False
        )
    send = previewed(account, pages)
    assert [(one["state"], one["code"]) for one in send.previews] == [("refused", "43004")] * 2
    with pytest.raises(mass_sends.Refusal, match="not_previewed"):
        signed(send)


def test_changed_after_the_preview_it_is_previewed_anew_and_the_old_draft_goes(
    account, pages, sandbox
):
    send = previewed(account, pages)
    mass_sends.assemble(account, [pages[1].pk, pages[0].pk], chief(), send)
    with pytest.raises(mass_sends.Refusal, match="not_previewed"):
        signed(send)

    mass_sends.preview(send, ["wang"])
    worked(send)

    [draft] = drafts_at(sandbox)
    assert [article["title"] for article in draft["articles"]] == ["次条", "头条"]


def test_one_signs_what_one_saw(account, pages):
    send = previewed(account, pages)
    with pytest.raises(mass_sends.Refusal, match="not_what_was_seen"):
        mass_sends.sign(send, chief(), seen="other", ignore_reprint=False)


def test_one_at_a_time(account, pages, sandbox):
    sandbox.control("wechat/accounts", app_id=account.app_id, mass_delay=60)
    other = previewed(account, pages[2:])
    first = signed(previewed(account, pages[:2]))
    deliver.work(account.pk)
    first.refresh_from_db()
    assert first.state == State.SENDING
    with pytest.raises(mass_sends.Refusal, match="another_in_flight"):
        signed(other)


def test_called_off_before_it_is_sent_nothing_is_left(account, pages, sandbox):
    send = previewed(account, pages)
    mass_sends.cancel(send)
    worked(send)
    assert (send.state, drafts_at(sandbox), sent_at(sandbox)) == (State.CANCELLED, [], [])


def test_called_off_after_the_signature_before_a_worker_comes(account, pages, sandbox):
    send = signed(previewed(account, pages))
    mass_sends.cancel(send)
    worked(send)
    assert (send.state, sent_at(sandbox)) == (State.CANCELLED, [])


def test_what_is_out_cannot_be_called_off(account, pages):
    send = worked(signed(previewed(account, pages)))
    with pytest.raises(mass_sends.Refusal, match="too_late"):
        mass_sends.cancel(send)


def test_a_signature_does_not_hold_for_ever(account, pages, sandbox):
    send = signed(previewed(account, pages))
    MassSend.objects.filter(pk=send.pk).update(signed_at=timezone.now() - timedelta(hours=13))
    worked(send)
    assert (send.state, send.code) == (State.PREVIEWED, "mass_signature_old")
    assert sent_at(sandbox) == []


def test_nothing_goes_to_everybody_in_quiet_hours(account, pages, sandbox):
    now = timezone.localtime()
    account.quiet_from = (now - timedelta(hours=1)).time()
    account.quiet_until = (now + timedelta(hours=1)).time()
    account.save()
    send = worked(signed(previewed(account, pages)))
    assert (send.state, send.code) == (State.SIGNED, "quiet_hours")
    assert sent_at(sandbox) == []


# --- The moment before it goes out -------------------------------------------------------------


def test_a_page_withdrawn_after_assembling_stops_the_sending(account, pages, sandbox):
    send = signed(previewed(account, pages))
    ArticlePage.objects.get(pk=pages[1].pk).unpublish()
    worked(send)
    assert (send.state, send.code, send.text) == (State.ASSEMBLING, "mass_withdrawn", "“次条”")
    assert sent_at(sandbox) == []


def test_a_page_changed_after_assembling_stops_the_sending(account, pages, sandbox):
    send = signed(previewed(account, pages))
    page = ArticlePage.objects.get(pk=pages[0].pk)
    page.body = [("paragraph", "<p>正文改过了。</p>")]
    page.save_revision().publish()
    worked(send)
    assert (send.state, send.code, send.text) == (State.ASSEMBLING, "mass_changed", "“头条”")
    assert sent_at(sandbox) == []


def test_a_page_that_changes_before_the_preview_stops_it(account, pages, sandbox):
    send = assembled(account, pages)
    ArticlePage.objects.get(pk=pages[1].pk).unpublish()
    settle_down()
    with pytest.raises(mass_sends.Refusal, match="mass_withdrawn"):
        mass_sends.preview(send, ["wang"])


def test_altered_bytes_are_never_sent(account, pages, sandbox):
    send = signed(previewed(account, pages))
    payload = send.items.first().payload
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE syndication_payload SET text = replace(text, '正文', '歪文') WHERE id = %s",
            [payload.pk],
        )
    worked(send)
    assert (send.state, send.code) == (State.ASSEMBLING, "payload_altered")
    assert sent_at(sandbox) == []


def test_a_draft_edited_in_the_console_is_not_sent(account, pages, sandbox):
    send = signed(previewed(account, pages))
    media_id = drafts_at(sandbox)[0]["media_id"]
    sandbox.control(f"wechat/drafts/{media_id}", article={"title": "别人改的标题"}, index=1)
    worked(send)
    assert (send.state, send.code) == (State.ASSEMBLING, "mass_draft_edited")
    assert sent_at(sandbox) == []


def test_a_draft_taken_out_of_the_box_is_made_anew(account, pages, sandbox):
    send = signed(previewed(account, pages))
    media_id = drafts_at(sandbox)[0]["media_id"]
    sandbox.control(f"wechat/drafts/{media_id}", method="DELETE")
    worked(send)
    assert (send.state, send.code) == (State.ASSEMBLING, "mass_draft_gone")
    mass_sends.preview(send, ["wang"])
    assert worked(signed(worked(send))).state == State.SENT
