"""The main site adopts by reference or as a copy, declines, and takes decisions back."""

import threading

import pytest
from django.db import connection
from wagtail import hooks
from wagtail.models import Page, PageLogEntry

from attachments.gate import CHECKS, Finding
from contributions.deciding import adopt_as_copy, adopt_by_reference, decline, reopen, undo
from contributions.models import Adoption, Contribution, Reason, State, Way
from contributions.obstacles import HOOK
from contributions.offering import Refused, offer, withdraw
from contributions.reasons import make_usual_reasons
from home.models import ArticlePage
from tests.contributions.factories import (
    TEXT,
    main_editor,
    news_of,
    offered,
    published,
    rewritten,
)
from tests.disclosure.documents.documents import PolicyDocumentPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reason() -> Reason:
    make_usual_reasons()
    return Reason.objects.get(name="时效已过")


def refused(act, *arguments) -> str:
    with pytest.raises(Refused) as caught:
        act(*arguments)
    return "".join(caught.value.sentences)


# --- by reference


def test_a_reference_is_one_text_in_many_places(offer_of_item, item, editor, headlines, notices):
    made = adopt_by_reference(offer_of_item, [headlines, notices], editor)
    assert [each.page.alias_of_id for each in made] == [item.pk, item.pk]
    assert [each.page.get_parent().title for each in made] == ["要闻动态", "部门动态汇总"]
    assert all(Page.objects.get(pk=each.page_id).live for each in made)
    rewritten(item, "改过的正文。")
    texts = {str(ArticlePage.objects.get(pk=each.page_id).body) for each in made}
    assert len(texts) == 1 and "改过的正文" in texts.pop()


def test_the_reference_names_the_unit_and_leads_to_the_original(
    offer_of_item, item, editor, headlines, client
):
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    answer = client.get(adoption.page.url)
    text = answer.content.decode()
    assert '<meta name="ContentSource" content="云汀市水务局">' in text
    assert f'<link rel="canonical" href="{item.full_url}">' in text
    assert "云汀市水务局报送" in text
    assert f'<a href="{item.full_url}">查看原稿</a>' in text


def test_a_page_of_its_own_is_its_own_original(headlines, client):
    page = published(headlines, "主站自采", source="")
    text = client.get(page.url).content.decode()
    assert f'<link rel="canonical" href="{page.full_url}">' in text
    assert "报送" not in text


def test_a_title_that_the_column_has_already_gets_another_address(
    offer_of_item, editor, headlines, notices
):
    published(headlines, "市水务局完成汛后水闸检修")
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    assert Page.objects.get(pk=adoption.page_id).live


def test_a_reference_needs_the_right_to_publish_in_its_column(offer_of_item, headlines, notices):
    writes_only = main_editor("caibian", headlines, rights=("add_page",))
    assert "发布的权限" in refused(adopt_by_reference, offer_of_item, [headlines], writes_only)
    assert "添加页面的权限" in refused(adopt_as_copy, offer_of_item, [notices], writes_only)
    assert not Adoption.objects.exists()
    offer_of_item.refresh_from_db()
    assert offer_of_item.is_open


def test_all_columns_get_it_or_none(offer_of_item, editor, headlines, water):
    others = news_of(water)
    assert refused(adopt_by_reference, offer_of_item, [headlines, others], editor)
    assert not headlines.get_children().exists()


def test_a_reference_is_asked_what_another_app_has_against_it(
    offer_of_item, editor, headlines, notices
):
    """A column whose items must pass three stages, say, takes nothing past them."""

    def staged(page, column, user):
        if column.pk == headlines.pk:
            yield "本栏目须经三审，请改编采用。"

    with hooks.register_temporarily(HOOK, staged):
        said = refused(adopt_by_reference, offer_of_item, [notices, headlines], editor)
        assert said == "本栏目须经三审，请改编采用。"
        assert not notices.get_children().exists()
        [draft] = adopt_as_copy(offer_of_item, [headlines], editor)
    assert not draft.page.live


def test_a_reference_is_asked_what_is_asked_before_publication(offer_of_item, editor, headlines):
    def new_word(page):
        yield Finding("words", "错误用法", "正文", "0" * 64)

    with hooks.register_temporarily(CHECKS, new_word):
        assert "错误用法" in refused(adopt_by_reference, offer_of_item, [headlines], editor)
    assert not headlines.get_children().exists()


# --- as a copy


def test_a_copy_is_a_draft_that_names_the_unit(offer_of_item, item, editor, headlines):
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    page = ArticlePage.objects.get(pk=adoption.page_id)
    assert (page.live, page.alias_of_id, page.source) == (False, None, "云汀市水务局")
    assert (page.first_published_at, page.displayed_at) == (None, None)
    draft = page.get_latest_revision_as_object()
    assert TEXT[:20] in str(draft.body) and draft.source == "云汀市水务局"
    assert page.owner == editor


def test_a_copy_shows_nothing_of_the_originals_drafts(offer_of_item, item, editor, headlines):
    item.title = "未经审核的标题"
    item.save_revision()
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    assert adoption.page.title == "市水务局完成汛后水闸检修"


def test_a_published_copy_leads_back_to_the_original(
    offer_of_item, item, editor, headlines, client
):
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    rewritten(ArticlePage.objects.get(pk=adoption.page_id), "主站改编的正文。")
    page = ArticlePage.objects.get(pk=adoption.page_id)
    text = client.get(page.url).content.decode()
    assert f'<a href="{item.full_url}">查看原稿</a>' in text
    assert f'<link rel="canonical" href="{page.full_url}">' in text


def test_a_document_has_one_text_only(water, writer, editor, headlines):
    document = PolicyDocumentPageFactory(parent=news_of(water), title="关于加强节约用水的通知")
    document.save_revision().publish()
    contribution = offered(document, writer)
    assert "一个文本" in refused(adopt_as_copy, contribution, [headlines], editor)
    [adoption] = adopt_by_reference(contribution, [headlines], editor)
    assert adoption.page.live


# --- both


def test_further_columns_may_follow_but_none_twice(offer_of_item, editor, headlines, notices):
    adopt_by_reference(offer_of_item, [headlines], editor)
    adopt_as_copy(offer_of_item, [notices], editor)
    assert "已经采用" in refused(adopt_by_reference, offer_of_item, [headlines], editor)
    assert [each.way for each in Adoption.objects.all()] == [Way.REFERENCE, Way.COPY]
    assert headlines.get_children().count() == 1


def test_nothing_is_adopted_that_its_unit_took_back(offer_of_item, editor, headlines, writer):
    withdraw(offer_of_item, writer)
    assert "已撤回" in refused(adopt_by_reference, offer_of_item, [headlines], editor)


def test_the_second_editor_is_told_who_was_quicker(offer_of_item, editor, headlines, reason):
    second = Contribution.objects.get(pk=offer_of_item.pk)
    decline(offer_of_item, reason, "", editor)
    said = refused(adopt_by_reference, second, [headlines], editor)
    assert "zhuzhan已先行处理（未采用）" in said
    assert "未执行" in refused(decline, second, reason, "", editor)
    assert not headlines.get_children().exists()


@pytest.mark.django_db(transaction=True)
def test_two_editors_at_once_do_nothing_twice(offer_of_item, editor, headlines):
    begin, said = threading.Barrier(2), []

    def press() -> None:
        try:
            contribution = Contribution.objects.get(pk=offer_of_item.pk)
            begin.wait()
            adopt_by_reference(contribution, [headlines], editor)
            said.append("")
        except Refused as refusal:
            said.append("".join(refusal.sentences))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(bool, said)) == [False, True]
    assert headlines.get_children().count() == 1
    assert Adoption.objects.count() == 1


# --- declining


def test_a_decline_says_why(offer_of_item, editor, reason):
    decline(offer_of_item, reason, "活动已于上周结束", editor)
    told = (offer_of_item.state, offer_of_item.reason_name, offer_of_item.words)
    assert told == (State.DECLINED, "时效已过", "活动已于上周结束")


def test_some_reasons_need_words(offer_of_item, editor, reason):
    other = Reason.objects.get(name="其他")
    assert "补充说明" in refused(decline, offer_of_item, other, "  ", editor)
    offer_of_item.refresh_from_db()
    assert offer_of_item.is_open


def test_a_reason_that_is_renamed_or_deleted_stays_in_the_record(offer_of_item, editor, reason):
    decline(offer_of_item, reason, "", editor)
    reason.delete()
    offer_of_item.refresh_from_db()
    assert (offer_of_item.reason, offer_of_item.reason_name) == (None, "时效已过")


def test_a_decline_may_be_taken_back_unless_it_was_offered_anew(
    offer_of_item, editor, reason, item, writer
):
    decline(offer_of_item, reason, "", editor)
    reopen(offer_of_item, editor)
    assert (offer_of_item.is_open, offer_of_item.reason_name) == (True, "")
    decline(offer_of_item, reason, "", editor)
    offer(item, writer)
    assert "重新报送" in refused(reopen, offer_of_item, editor)


# --- undoing


def test_undoing_takes_the_reference_away_and_the_offer_waits_again(
    offer_of_item, editor, headlines, notices, item
):
    first, second = adopt_by_reference(offer_of_item, [headlines, notices], editor)
    undo(first, editor)
    offer_of_item.refresh_from_db()
    assert offer_of_item.state == State.ADOPTED
    undo(second, editor)
    offer_of_item.refresh_from_db()
    assert offer_of_item.is_open
    assert not Page.objects.filter(alias_of=item.pk).exists()
    assert Page.objects.get(pk=item.pk).live
    assert [each.get_what_display() for each in offer_of_item.events.all()] == [
        "报送", "主站采用", "撤销采用", "撤销采用",
    ]  # fmt: skip
    assert "已经撤销" in refused(undo, Adoption.objects.get(pk=first.pk), editor)


def test_a_copy_that_was_published_is_not_undone_in_passing(offer_of_item, editor, headlines):
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    ArticlePage.objects.get(pk=adoption.page_id).get_latest_revision().publish()
    adoption = Adoption.objects.get(pk=adoption.pk)
    assert "已经发布" in refused(undo, adoption, editor)
    assert Page.objects.filter(pk=adoption.page_id).exists()


def test_what_was_undone_can_be_adopted_again(offer_of_item, editor, headlines):
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    undo(Adoption.objects.get(pk=adoption.pk), editor)
    offer_of_item.refresh_from_db()
    adopt_by_reference(offer_of_item, [headlines], editor)
    assert headlines.get_children().count() == 1


def test_the_record_can_be_neither_changed_nor_deleted(offer_of_item):
    event = offer_of_item.events.get()
    for act in (event.save, event.delete):
        with pytest.raises(TypeError):
            act()


def test_wagtails_own_history_tells_of_it_too(offer_of_item, editor, headlines):
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    entries = PageLogEntry.objects.filter(page=adoption.page_id)
    assert ("wagtail.create_alias", editor.pk) in entries.values_list("action", "user")
