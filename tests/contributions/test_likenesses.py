"""Duplicates are recognised: among offers, among what was adopted, and on the main site."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contributions import likenesses
from contributions.deciding import adopt_as_copy, adopt_by_reference
from contributions.likenesses import likes_of
from contributions.models import TextPrint
from contributions.prints import keep_missed
from tests.contributions.factories import TEXT, news_of, of_unit, offered, published, rewritten

pytestmark = pytest.mark.django_db

LONGER = TEXT + "市水务局提醒，冬季用水高峰将至，请市民注意防冻保温，发现漏水请及时拨打服务热线。"
ANOTHER = (
    "应游客建议，钟楼街历史文化街区夜间开放时间延长一小时，沿街七处展馆同步延时，"
    "停车场免费时段相应顺延，公交末班车推迟至二十二时三十分，方便市民和游客返程。"
)


def told(page) -> list[tuple[str, str]]:
    return [(like.page.title, like.words) for like in likes_of([page.pk])[page.pk]]


@pytest.fixture
def guest(culture):
    return of_unit(culture)


def test_the_same_text_on_the_main_site_is_found(offer_of_item, item, headlines):
    published(headlines, "汛后水闸全部检修完毕")
    assert told(item) == [("汛后水闸全部检修完毕", "正文相同")]


def test_so_is_nearly_the_same_text(offer_of_item, item, headlines):
    published(headlines, "汛后水闸全部检修完毕", LONGER)
    [(title, words)] = told(item)
    assert title == "汛后水闸全部检修完毕"
    assert words.startswith("正文约")


def test_another_text_is_not(offer_of_item, item, headlines):
    published(headlines, "钟楼街夜间开放延长至二十二时", ANOTHER)
    assert told(item) == []


def test_the_same_event_offered_by_another_unit_is_found(offer_of_item, item, culture, guest):
    other = published(news_of(culture), "市文旅局配合完成水闸检修")
    offered(other, guest)
    [like] = likes_of([item.pk])[item.pk]
    assert like.place == "云汀市文化和旅游局·部门动态"
    assert [each.unit_name for each in like.offers] == ["云汀市文化和旅游局"]


def test_what_no_unit_offered_is_not_compared(offer_of_item, item, culture):
    published(news_of(culture), "没有报送的同一篇稿件")
    assert told(item) == []


def test_what_was_adopted_from_another_unit_is_found(
    offer_of_item, item, culture, guest, editor, headlines
):
    other = published(news_of(culture), "另一家单位的稿件")
    adopt_by_reference(offered(other, guest), [headlines], editor)
    assert told(item) == [("另一家单位的稿件", "正文相同")]


def test_what_was_made_of_the_item_itself_is_no_duplicate(offer_of_item, item, editor, headlines):
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    adoption.page.get_latest_revision().publish()
    assert told(item) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("市水务局完成汛后水闸检修", "标题相同"),
        ("市水务局完成汛后水闸检修。", "标题相同"),
        ("市水务局完成汛后的水闸检修", "标题相近"),
    ],
)
def test_titles_are_compared_too(offer_of_item, item, headlines, title, words):
    published(headlines, title, ANOTHER)
    assert told(item) == [(title, words)]


def test_the_second_notice_is_not_the_first(water, writer, headlines):
    page = published(news_of(water), "关于公布第2批节水单位名单的通知")
    offered(page, writer)
    published(headlines, "关于公布第1批节水单位名单的通知", ANOTHER)
    assert told(page) == []


def test_what_was_taken_down_is_not_compared(offer_of_item, item, headlines):
    page = published(headlines, "汛后水闸全部检修完毕")
    page.unpublish()
    assert told(item) == []


def test_what_was_rewritten_is_compared_as_it_is(offer_of_item, item, headlines):
    page = published(headlines, "汛后水闸全部检修完毕")
    rewritten(page, ANOTHER)
    assert told(item) == []


def test_pages_from_before_get_their_prints_later(offer_of_item, item, headlines):
    published(headlines, "汛后水闸全部检修完毕")
    TextPrint.objects.all().delete()
    assert keep_missed(1) == 1
    assert keep_missed() == 1
    assert keep_missed() == 0
    assert told(item) == [("汛后水闸全部检修完毕", "正文相同")]


def test_a_phrase_that_stands_in_many_texts_hides_none(offer_of_item, item, headlines, monkeypatch):
    monkeypatch.setattr(likenesses, "MOST_CANDIDATES", 2)
    often = ANOTHER + "详情请咨询所在县区，工作日九时至十七时受理，法定节假日除外，请提前预约。"
    own = ("供暖", "燃气", "公交", "图书馆", "体育馆", "早餐点", "停车位", "绿道")
    for number, word in enumerate(own):
        published(headlines, f"{word}服务安排", often + f"{word}每日{number}时开放。" * 3)
    rewritten(item, often + "水闸检修期间每日巡查两次，遇雨加密。" * 2)
    published(headlines, "另一个标题的同一篇", often + "水闸检修期间每日巡查两次，遇雨加密。" * 2)
    assert told(item)[0] == ("另一个标题的同一篇", "正文相同")


def test_a_list_takes_as_many_queries_however_many_there_are(
    offer_of_item, item, water, writer, headlines
):
    def queries(keys) -> int:
        with CaptureQueriesContext(connection) as caught:
            likes_of(keys)
        return len(caught)

    published(headlines, "汛后水闸全部检修完毕")
    one = queries([item.pk])
    pages = [item]
    for number in range(4):
        pages.append(published(news_of(water), f"水闸检修的第{number}篇稿件", LONGER))
        offered(pages[-1], writer)
        published(headlines, f"主站第{number}篇")
    assert queries([page.pk for page in pages]) == one
