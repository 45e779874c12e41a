"""The screens, over HTTP: who sees what, what is pressed, what is said."""

import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from contributions.deciding import adopt_as_copy, adopt_by_reference, decline
from contributions.models import Adoption, Contribution, Reason, State
from contributions.offering import offer, withdraw
from contributions.reasons import make_usual_reasons
from tests.contributions.factories import news_of, of_unit, offered, published, rewritten

pytestmark = pytest.mark.django_db


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(editor) -> Client:
    return logged_in(editor)


@pytest.fixture
def office(writer) -> Client:
    return logged_in(writer)


@pytest.fixture
def reasons(db) -> None:
    make_usual_reasons()


def at(name: str, *arguments) -> str:
    return reverse(f"contributions:{name}", args=arguments)


def text_of(response) -> str:
    return response.content.decode()


def said(client: Client, path: str, **data) -> str:
    """Post, follow, and return what is shown then."""
    return text_of(client.post(path, data, follow=True))


# --- the unit


def test_an_item_is_offered_from_its_editor(office, item, headlines):
    edit = text_of(office.get(reverse("wagtailadmin_pages:edit", args=[item.pk])))
    assert at("offer", item.pk) in edit
    assert "还没有报送主站" in edit
    form = text_of(office.get(at("offer", item.pk)))
    assert "要闻动态" in form
    shown = said(office, at("offer", item.pk), column=headlines.pk, note="全市首次", is_urgent="on")
    assert "已报送主站" in shown
    contribution = Contribution.objects.get()
    assert (contribution.column, contribution.is_urgent) == (headlines, True)
    edit = text_of(office.get(reverse("wagtailadmin_pages:edit", args=[item.pk])))
    assert at("one", contribution.pk) in edit
    assert at("offer", item.pk) not in edit


def test_what_cannot_be_offered_says_why_and_keeps_the_form_away(office, item):
    item.unpublish()
    form = text_of(office.get(at("offer", item.pk)))
    assert "请先发布" in form and "<textarea" not in form
    assert "请先发布" in said(office, at("offer", item.pk))
    assert not Contribution.objects.exists()


def test_no_column_of_a_unit_is_suggested(office, item, headlines, culture):
    form = text_of(office.get(at("offer", item.pk)))
    assert f'value="{headlines.pk}"' in form
    assert f'value="{news_of(culture).pk}"' not in form
    said(office, at("offer", item.pk), column=news_of(culture).pk)
    assert not Contribution.objects.exists()


def test_many_are_offered_at_once_and_what_is_left_out_is_told(office, item, water, headlines):
    other = published(news_of(water), "另一篇")
    draft = published(news_of(water), "没有发布的一篇")
    draft.unpublish()
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "contribute"])
    path += f"?id={item.pk}&id={other.pk}&id={draft.pk}&next=/admin/"
    form = text_of(office.get(path))
    assert "没有发布的一篇" in form and "请先发布" in form
    assert "已报送主站2篇" in said(office, path, column=headlines.pk, note="一起报")
    assert set(Contribution.objects.values_list("page", "note")) == {
        (item.pk, "一起报"),
        (other.pk, "一起报"),
    }


def test_the_unit_sees_the_outcome_with_its_reason(office, offer_of_item, editor, item, reasons):
    decline(offer_of_item, Reason.objects.get(name="时效已过"), "活动已结束", editor)
    first = text_of(office.get("/admin/"))
    assert "报送结果" in first and "活动已结束" in first
    edit = text_of(office.get(reverse("wagtailadmin_pages:edit", args=[item.pk])))
    assert "时效已过" in edit
    assert "时效已过：活动已结束" in text_of(office.get(at("mine")))
    one = text_of(office.get(at("one", offer_of_item.pk)))
    assert "时效已过：活动已结束" in one
    # From then on it is no news any more.
    assert "报送结果" not in text_of(office.get("/admin/"))


def test_all_news_can_be_taken_note_of_at_once(office, offer_of_item, editor, headlines):
    adopt_by_reference(offer_of_item, [headlines], editor)
    assert "有1条新的处理结果" in text_of(office.get(at("mine")))
    said(office, at("read"))
    assert "新的处理结果" not in text_of(office.get(at("mine")))


def test_a_unit_takes_its_offer_back_unless_it_is_decided(
    office, offer_of_item, writer, item, editor, headlines
):
    assert "已撤回" in said(office, at("withdraw", offer_of_item.pk))
    again = offer(item, writer)
    adopt_by_reference(again, [headlines], editor)
    assert "主站已经处理过了" in said(office, at("withdraw", again.pk))


def test_a_unit_sees_its_own_and_decides_nothing(office, offer_of_item, culture, headlines):
    other = offered(published(news_of(culture), "文旅局的稿件"), of_unit(culture))
    assert "文旅局的稿件" not in text_of(office.get(at("mine")))
    assert "文旅局" not in text_of(office.get(at("counts")))
    assert office.get(at("one", other.pk)).status_code == 302
    own = text_of(office.get(at("one", offer_of_item.pk)))
    assert "引用采用</button>" not in own and "不采用</button>" not in own
    for name in ("queue", "adopted"):
        assert office.get(at(name)).status_code == 302
    for name in ("adopt", "decline", "reopen"):
        office.post(at(name, offer_of_item.pk), {"column": headlines.pk, "way": "reference"})
    assert office.post(at("withdraw", other.pk)).status_code == 302
    assert set(Contribution.objects.values_list("state", flat=True)) == {State.OFFERED}


# --- the main site


def test_the_queue_shows_what_waits_urgent_ones_first(desk, offer_of_item, culture):
    offered(published(news_of(culture), "加急的稿件"), of_unit(culture), is_urgent=True)
    queue = text_of(desk.get(at("queue")))
    assert queue.index("加急的稿件") < queue.index("市水务局完成汛后水闸检修")
    assert json.dumps("主站收到的报送 (2)")[1:-1] in queue
    assert "2篇待处理" in text_of(desk.get("/admin/"))


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("state=all", True),
        ("state=adopted", False),
        ("state=nonsense", True),
        ("unit={unit}", True),
        ("unit=999", False),
        ("unit=%2D云汀市水务局", False),
        ("when={year}", True),
        ("when={year}-{month}", True),
        ("when=1999-01", False),
        ("when=2026-99", True),
        ("column={column}", True),
        ("column=0", True),
        ("column=99999", False),
        ("words=水闸+首次", True),
        ("words=没有这个词", False),
        ("unit=99999999999999999999&when=９９９９-１３", True),
    ],
)
def test_the_queue_is_filtered_and_nonsense_is_not_asked_for(
    desk, offer_of_item, water, headlines, asked, is_found
):
    day = timezone.localdate(offer_of_item.offered_at)
    filled = asked.format(
        unit=water.pk, column=headlines.pk, year=day.year, month=f"{day.month:02d}"
    )
    answer = desk.get(f"{at('queue')}?{filled}")
    assert answer.status_code == 200
    assert ("市水务局完成汛后水闸检修" in text_of(answer)) is is_found


def test_an_item_is_shown_with_its_text_and_what_is_like_it(desk, offer_of_item, headlines, item):
    published(headlines, "汛后水闸全部检修完毕")
    queue = text_of(desk.get(at("queue")))
    assert "疑似重复" in queue and "正文相同" in queue
    one = text_of(desk.get(at("one", offer_of_item.pk)))
    assert "更换止水橡皮21套" in one and "汛后水闸全部检修完毕" in one
    assert item.full_url in one


def test_it_is_adopted_into_several_columns_at_once(desk, offer_of_item, headlines, notices):
    shown = said(
        desk, at("adopt", offer_of_item.pk), column=[headlines.pk, notices.pk], way="reference"
    )
    assert "已引用到“要闻动态”、“部门动态汇总”" in shown
    assert Adoption.objects.count() == 2
    listed = text_of(desk.get(f"{at('queue')}?state=adopted"))
    assert "引用采用：要闻动态" in listed


def test_a_copy_is_opened_in_the_editor(desk, offer_of_item, headlines):
    answer = desk.post(at("adopt", offer_of_item.pk), {"column": headlines.pk, "way": "copy"})
    page = Adoption.objects.get().page
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    editor = text_of(desk.get(answer["Location"]))
    assert "根据云汀市水务局报送的《市水务局完成汛后水闸检修》编辑" in editor


def test_nothing_is_adopted_without_a_column_nor_declined_without_a_reason(
    desk, offer_of_item, reasons
):
    assert "请选择栏目" in said(desk, at("adopt", offer_of_item.pk), way="reference")
    assert "请选择理由" in said(desk, at("decline", offer_of_item.pk), reason="x")
    other = Reason.objects.get(name="其他")
    assert "请填写补充说明" in said(desk, at("decline", offer_of_item.pk), reason=other.pk)
    assert Contribution.objects.get().is_open
    timely = Reason.objects.get(name="时效已过")
    assert "未采用" in said(desk, at("decline", offer_of_item.pk), reason=timely.pk)
    assert "恢复为待处理" in said(desk, at("reopen", offer_of_item.pk))


def test_whoever_comes_late_is_told_so(desk, offer_of_item, editor, headlines, writer):
    withdraw(offer_of_item, writer)
    shown = said(desk, at("adopt", offer_of_item.pk), column=headlines.pk, way="reference")
    assert "已先行处理（已撤回）" in shown


def test_an_adoption_is_undone(desk, offer_of_item, editor, headlines):
    [adoption] = adopt_by_reference(offer_of_item, [headlines], editor)
    assert "不再显示该稿" in said(desk, at("undo", adoption.pk))
    assert Contribution.objects.get().is_open


def test_a_changed_original_is_shown_with_the_difference(
    desk, offer_of_item, editor, headlines, item
):
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    rewritten(item, "更换止水橡皮20套。")
    listed = text_of(desk.get(at("adopted")))
    assert "主站的编辑稿仍是原来的内容" in listed
    changed = text_of(desk.get(at("changed", adoption.pk)))
    assert "<ins>更换止水橡皮20套。</ins>" in changed
    assert "更新" in text_of(desk.get(reverse("wagtailadmin_pages:edit", args=[adoption.page_id])))
    assert "1篇采用后有变动" in text_of(desk.get("/admin/"))
    digest = Contribution.objects.get().digest
    assert "又有变动" in said(desk, at("look", adoption.pk), digest="old")
    assert "已记录" in said(desk, at("look", adoption.pk), digest=digest)
    assert "没有不一致的地方" in text_of(desk.get(at("adopted")))


def test_a_deleted_original_is_shown_without_a_difference(
    desk, offer_of_item, editor, headlines, item
):
    [adoption] = adopt_as_copy(offer_of_item, [headlines], editor)
    item.delete()
    assert "原稿已撤下" in text_of(desk.get(at("changed", adoption.pk)))
    assert "已记录" in said(desk, at("look", adoption.pk), digest="")
    assert "原稿已不公开" in text_of(desk.get(at("one", offer_of_item.pk)))


def test_reasons_are_a_short_list_that_can_be_changed(admin_client, reasons):
    add = reverse("contribution_reasons:add")
    admin_client.post(add, {"name": "涉及未定事项", "is_used": "on", "order": 9})
    assert Reason.objects.filter(name="涉及未定事项", is_used=True).exists()


# --- counts and exports


def test_counts_lead_to_the_rows(desk, offer_of_item, editor, headlines, water, culture):
    adopt_by_reference(offer_of_item, [headlines], editor)
    counts = text_of(desk.get(at("counts")))
    when = timezone.localdate(offer_of_item.offered_at)
    link = f"{at('queue')}?state=all&amp;unit={water.pk}&amp;when={when.year}-{when.month:02d}"
    assert link in counts
    assert "云汀市文化和旅游局" in counts
    assert "市水务局完成汛后水闸检修" in text_of(desk.get(link.replace("&amp;", "&")))


def test_counts_and_lists_are_exported_and_hold_no_formula(desk, office, offer_of_item):
    Contribution.objects.update(title="=1+1")
    for path, client in ((at("counts"), desk), (at("queue"), desk), (at("mine"), office)):
        table = b"".join(client.get(f"{path}?format=csv").streaming_content).decode("utf-8-sig")
        assert "云汀市水务局" in table
        book = client.get(f"{path}?format=xlsx")
        rows = list(load_workbook(io.BytesIO(b"".join(book.streaming_content))).active.values)
        assert len(rows) > 1
        if path != at("counts"):
            assert rows[1][0] == "'=1+1"


def test_lists_take_as_many_queries_however_long_they_are(
    desk, office, offer_of_item, water, writer, editor, headlines
):
    def queries(client: Client, path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    paths = ((desk, f"{at('queue')}?state=all"), (office, at("mine")), (desk, at("adopted")))
    adopt_by_reference(offer_of_item, [headlines], editor)
    rewritten(offer_of_item.page.specific, "改过的。")
    for title in ("待处理的一篇", "待处理的又一篇"):
        offered(published(news_of(water), title), writer)
    before = [queries(*path) for path in paths]
    for number in range(4):
        page = published(news_of(water), f"第{number}篇稿件的标题在这里")
        adopt_by_reference(offered(page, writer), [headlines], editor)
        rewritten(page, f"改过的第{number}篇。")
        offered(published(news_of(water), f"待处理的第{number}篇"), writer)
    assert [queries(*path) for path in paths] == before
