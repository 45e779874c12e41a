"""What was published once: whether it is official, and whether it still holds."""

import pytest

from syndication import choices, corrections, handwork
from syndication.channels.remedies import Remedy
from syndication.engine import plan, watch
from syndication.models import Account, Route
from syndication.models.account import OnChange, Target
from syndication.verification.answers import Reason, Verdict
from tests.syndication.engine_room import articles, published, settle_down, the_copy
from tests.syndication.verification.asking_room import answer, correct, url_of, verdict

pytestmark = pytest.mark.usefixtures("quick")

CURRENT, CORRECTED = Verdict.CURRENT, Verdict.CORRECTED
WITHDRAWN, NOT_OURS = Verdict.WITHDRAWN, Verdict.NOT_OURS


# --- Official and current --------------------------------------------------------------------


def test_what_was_published_is_official_and_current(wechat, weibo, column):
    page = published(column, title="滨江步道全线贯通")
    settle_down()

    for account in (wechat, weibo):
        told = answer(f"转发：{url_of(account)}?from=timeline ，请看")
        assert (told.verdict, told.reason) == (CURRENT, Reason.AS_PUBLISHED)
        assert told.title == "滨江步道全线贯通"
        assert told.account.name == account.name
        assert told.published_at == the_copy(account).live_at
        assert told.page_url == page.full_url
        assert told.notes == ()


def test_a_post_is_recognised_in_every_form_of_its_link(weibo, column):
    published(column)
    settle_down()
    copy = the_copy(weibo)
    number, code = copy.remote["mid"], copy.url.rpartition("/")[2]

    for link in (
        f"https://weibo.com/5500000001/{code}?from=page",
        f"https://weibo.com/5500000001/{number}",
        f"https://m.weibo.cn/detail/{number}",
        f"https://m.weibo.cn/status/{code}",
        copy.url,
    ):
        assert verdict(link) == (CURRENT, Reason.AS_PUBLISHED), link


def test_an_article_is_recognised_by_both_addresses_once_the_watch_saw_the_second(wechat, column):
    published(column)
    settle_down()
    copy = the_copy(wechat)
    long = "http://mp.weixin.qq.com/s?__biz=MzA4Njg1MjkzOA==&mid=2652098162&idx=1&sn=247d"
    assert verdict(long)[0] == NOT_OURS

    seen = watch.Observation(copy.pk, watch.Sight.PRESENT, url=long)
    watch.note(seen, copy.updated_at)

    assert verdict(long) == (CURRENT, Reason.AS_PUBLISHED)
    assert verdict(copy.url) == (CURRENT, Reason.AS_PUBLISHED)


def test_the_watch_says_when_it_was_last_seen(wechat, column):
    published(column)
    settle_down()
    assert answer(url_of(wechat)).seen_at is None

    watch.watch(wechat.pk)

    assert answer(url_of(wechat)).seen_at == the_copy(wechat).seen_at is not None


def test_another_wording_of_a_route_is_no_correction(wechat, column):
    published(column)
    settle_down()
    Route.objects.update(closing="咨询电话：12345")
    route = Route.objects.get()
    route.save()
    settle_down()
    assert the_copy(wechat).is_outdated

    assert verdict(url_of(wechat)) == (CURRENT, Reason.AS_PUBLISHED)


# --- Official, corrected since ---------------------------------------------------------------


def test_a_replaced_article_says_what_replaced_it_and_why(wechat, column, chief):
    page = published(column, title="旧标题")
    settle_down()
    old = url_of(wechat)
    correct(page, chief, Remedy.REPLACE)

    told = answer(old)

    assert (told.verdict, told.reason) == (CORRECTED, Reason.REPLACED)
    assert told.replaced_by == url_of(wechat) != old
    assert [note.text for note in told.notes] == ["开放时间应为上午九时。"]
    assert told.page_url
    new = answer(told.replaced_by)
    assert (new.verdict, new.title, new.notes) == (CURRENT, "新标题", ())


def test_a_correction_beside_an_article_is_linked_and_official_itself(wechat, column, chief):
    page = published(column, title="旧标题")
    settle_down()
    correct(page, chief, Remedy.NOTICE)

    told = answer(url_of(wechat))

    notice = wechat.copies.exclude(part="").get()
    assert (told.verdict, told.reason) == (CORRECTED, Reason.OUTDATED)
    assert [(note.text, note.url) for note in told.notes] == [
        ("开放时间应为上午九时。", notice.url)
    ]
    assert verdict(notice.url) == (CURRENT, Reason.NOTICE)


def test_a_post_with_a_correcting_comment_is_corrected(weibo, column, chief):
    page = published(column, title="旧标题")
    settle_down()
    correct(page, chief, Remedy.COMMENT)

    told = answer(url_of(weibo))

    assert (told.verdict, told.reason) == (CORRECTED, Reason.OUTDATED)
    assert [(note.text, note.url) for note in told.notes] == [("开放时间应为上午九时。", "")]


def test_what_was_left_as_it_is_counts_as_corrected(weibo, column, chief):
    page = published(column, title="旧标题")
    settle_down()
    correct(page, chief, Remedy.LEAVE, note="")

    assert verdict(url_of(weibo)) == (CORRECTED, Reason.OUTDATED)
    assert answer(url_of(weibo)).notes == ()


def test_a_note_is_not_told_before_it_is_signed(wechat, column, chief):
    page = published(column, title="旧标题")
    settle_down()
    correction = corrections.open_for_change(page, chief)
    correction.note = "未签发的说明"
    correction.save()
    page.title = "新标题"
    page.save_revision().publish()
    settle_down()

    told = answer(url_of(wechat))

    assert (told.verdict, told.reason) == (CORRECTED, Reason.OUTDATED)
    assert told.notes == ()


def test_what_a_person_mended_on_the_platform_is_current_again(wechat, column, chief):
    page = published(column, title="旧标题")
    settle_down()
    correct(page, chief, Remedy.BY_HAND)
    assert verdict(url_of(wechat)) == (CORRECTED, Reason.OUTDATED)

    handwork.done(the_copy(wechat), chief, "已在后台修改")

    assert verdict(url_of(wechat)) == (CURRENT, Reason.AS_PUBLISHED)
    assert answer(url_of(wechat)).notes


def test_a_minor_change_that_an_account_lets_pass_counts_as_corrected(weibo, column):
    Account.objects.update(on_change=OnChange.LEAVE)
    page = published(column, title="旧标题")
    settle_down()
    page.title = "新标题"
    page.save_revision().publish()
    settle_down()

    assert verdict(url_of(weibo)) == (CORRECTED, Reason.OUTDATED)


def test_what_was_edited_on_the_platform_is_not_called_current(wechat, column):
    published(column)
    settle_down()
    copy = the_copy(wechat)
    for title in ("原题", "改过的标题"):
        seen = watch.Observation(copy.pk, watch.Sight.PRESENT, {"title": title})
        watch.note(seen, the_copy(wechat).updated_at)

    assert verdict(copy.url) == (CORRECTED, Reason.EDITED_THERE)


def test_a_draft_that_a_person_published_is_known_by_the_link_in_their_proof(wechat, column, chief):
    Account.objects.update(target=Target.DRAFT)
    page = published(column)
    settle_down()
    link = "https://mp.weixin.qq.com/s/LmWJGCLyddA9sAM7arYpag"
    handwork.done(the_copy(wechat), chief, f"已在后台发布 {link}")

    assert verdict(link) == (CURRENT, Reason.AS_PUBLISHED)
    assert [copy.url for copy in answer(page.full_url).copies] == [link]


def test_a_proof_that_is_no_link_to_an_article_is_not_shown_to_the_public(wechat, column, chief):
    Account.objects.update(target=Target.DRAFT)
    page = published(column)
    settle_down()
    handwork.done(the_copy(wechat), chief, "截图 https://intranet.example.gov.cn/proof.png")

    assert verdict("https://intranet.example.gov.cn/proof.png")[0] == NOT_OURS
    assert answer(page.full_url).copies == ()


# --- Withdrawn -------------------------------------------------------------------------------


def test_what_was_withdrawn_says_when_and_who_runs_the_account(wechat, column, chief):
    Account.objects.update(sponsor="云汀市人民政府办公室")
    page = published(column, title="滨江步道全线贯通")
    settle_down()
    old = url_of(wechat)
    corrections.sign_withdrawal(page, chief, {}, "内容失实。")
    page.unpublish()
    settle_down()

    told = answer(old)

    assert (told.verdict, told.reason) == (WITHDRAWN, Reason.TAKEN_BACK)
    assert told.withdrawn_at
    assert (told.title, told.account.sponsor) == ("滨江步道全线贯通", "云汀市人民政府办公室")
    assert [(note.text, note.is_withdrawal) for note in told.notes] == [("内容失实。", True)]
    assert told.page_url == ""


def test_what_waits_for_a_person_to_delete_it_is_withdrawn_already(wechat, sandbox, column, chief):
    page = published(column)
    settle_down()
    corrections.sign_withdrawal(page, chief, {the_copy(wechat).pk: Remedy.BY_HAND})
    page.unpublish()
    settle_down()
    assert len(articles(sandbox)) == 1

    assert verdict(url_of(wechat)) == (WITHDRAWN, Reason.BEING_REMOVED)

    old = url_of(wechat)
    handwork.done(the_copy(wechat), chief, "已删除")
    assert verdict(old) == (WITHDRAWN, Reason.TAKEN_BACK)


def test_what_was_taken_back_from_one_account_still_holds_on_the_portal(weibo, column):
    page = published(column)
    settle_down()
    old = url_of(weibo)
    choices.leave_out(page, weibo)
    plan.plan_page(page.pk)
    settle_down()

    told = answer(old)

    assert (told.verdict, told.reason) == (WITHDRAWN, Reason.ONLY_THERE)
    assert told.page_url == page.full_url


def test_what_vanished_from_the_platform_is_told_apart(wechat, sandbox, column):
    published(column)
    settle_down()
    old = url_of(wechat)
    article_id = the_copy(wechat).remote["article_id"]
    sandbox.control(f"wechat/articles/{article_id}/status", status="deleted")
    watch.watch(wechat.pk)

    assert verdict(old) == (WITHDRAWN, Reason.GONE_THERE)


def test_what_is_published_again_leaves_the_old_address_corrected(weibo, column):
    page = published(column, title="滨江步道")
    settle_down()
    old = url_of(weibo)
    choices.leave_out(page, weibo)
    plan.plan_page(page.pk)
    settle_down()
    page.title = "滨江步道全线贯通"
    page.save_revision().publish()
    choices.take_in(page, weibo)
    plan.plan_page(page.pk)
    settle_down()

    assert verdict(old) == (CORRECTED, Reason.REPLACED)
    assert verdict(url_of(weibo)) == (CURRENT, Reason.AS_PUBLISHED)
