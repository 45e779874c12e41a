"""From a statute to everything that rests on it: for citizens, and for whoever revises it."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from disclosure.basis.citations import title_key
from disclosure.basis.linking import statutes_in
from disclosure.basis.pages import record
from disclosure.basis.register import load, resolve
from disclosure.models import Interpretation, Statute
from disclosure.public.resting import newest_of, public_resting_on
from tests.disclosure.documents.documents import PolicyDocumentPageFactory
from tests.disclosure.factories import OrganFactory, change, recorded
from tests.disclosure.people import member
from tests.home.factories import ArticlePageFactory
from tests.real_data import LAWS, with_laws

OLD = {"title": "中华人民共和国水法", "date": "2002-08-29", "body": "第一条 旧。"}
NEW = {
    "title": "中华人民共和国水法",
    "date": "2016-07-02",
    "body": "第七条 国家实行取水许可制度。\n第四十八条 直接取用水资源的，应当申请取水许可。",
}


@pytest.fixture
def law(db) -> Statute:
    load([OLD, NEW])
    return Statute.objects.latest("adopted_on")


@pytest.fixture
def jurist(django_user_model):
    """Who may view the register, and has to do with no page."""
    return member(django_user_model, "jurist", "view_statute")


def cites(column, text: str = "《水法》第七条", **values):
    page = ArticlePageFactory(parent=column, body=[("paragraph", f"<p>{text}</p>")], **values)
    record(page)
    return page


def shown(client, law: Statute, query: str = "") -> str:
    return client.get(reverse("statutes:statute", args=[law.pk]) + query).content.decode()


def asked(client, law: Statute, **query: str):
    return client.get(reverse("disclosure:impact", args=[law.pk]), query)


# --- What citizens see ----------------------------------------------------------------------


def test_a_statute_shows_pages_with_kind_owner_day_and_articles(client, law, column):
    organ = OrganFactory(name="云汀市水务局", code="123456789")
    page = PolicyDocumentPageFactory(
        parent=column, organ=organ, title="取水许可实施办法", live=False,
        body=[("paragraph", "<p>《水法》第七条、第四十八条</p>")],
    )  # fmt: skip
    Page.objects.filter(pk=page.pk).update(live=True)
    record(page.specific_class.objects.get(pk=page.pk))

    html = shown(client, law)

    assert "取水许可实施办法" in html
    assert "政策文件 · 云汀市水务局" in html
    assert '<a href="#a7">第七条</a>、<a href="#a48">第四十八条</a>' in html


def test_an_article_that_explains_a_document_is_an_interpretation(client, law, column):
    page = cites(column, source="云汀市司法局")
    document = PolicyDocumentPageFactory(parent=column, live=False)
    Interpretation.objects.create(document=document, page=page)

    assert "解读 · 云汀市司法局" in shown(client, law)


def test_a_page_without_source_belongs_to_its_portal(client, law, column):
    cites(column, source="")

    assert "稿件 · 云汀市人民政府" in shown(client, law)


@pytest.mark.parametrize("state", ["draft", "restricted", "taken back"])
def test_what_is_not_for_everybody_is_not_shown(client, law, column, state):
    page = cites(column, title="秘而不宣", live=state != "draft")
    if state == "restricted":
        PageViewRestriction.objects.create(page=column, restriction_type="login")
    if state == "taken back":  # and the task that would have noticed was lost
        Page.objects.filter(pk=page.pk).update(live=False)

    assert "秘而不宣" not in shown(client, law)


def test_powers_of_a_restricted_list_are_not_shown(client, law, power_list):
    recorded(power_list, change("取水许可", fields={"basis": "《水法》第七条"}))
    PageViewRestriction.objects.create(page=power_list, restriction_type="login")

    assert "取水许可</a>" not in shown(client, law)


def test_what_quotes_an_older_version_is_flagged(client, law, column):
    cites(column, "《水法》（2016年7月2日修正）第七条")
    assert "引用的是旧版本" not in shown(client, law)

    cites(column, "《水法》（2002年8月29日修订）第七条")
    assert shown(client, law).count("引用的是旧版本") == 1


def test_an_article_says_how_many_rest_on_it_and_leads_to_them(client, law, column, power_list):
    recorded(power_list, change("取水许可", fields={"basis": "《水法》第四十八条"}))
    cites(column, "《水法》第四十八条", title="取水须知")
    cites(column, "《水法》第七条", title="节水须知")

    assert '<a class="statute__resting" href="?article=48#resting">2项以本条为依据' in shown(
        client, law
    )
    html = shown(client, law, "?article=48")
    assert "取水须知" in html
    assert "节水须知" not in html


@pytest.mark.parametrize("query", ["?article=%22%3E%3Cscript%3E", "?pages=x&powers=-1", "?article"])
def test_strange_questions_are_answered_with_everything(client, law, column, query):
    cites(column, title="节水须知")

    html = shown(client, law, query)

    assert "节水须知" in html
    assert "><script>" not in html


def test_many_pages_are_shown_in_pages(client, law, column):
    for _number in range(51):
        cites(column)

    assert "1 / 2" in shown(client, law)
    assert "2 / 2" in shown(client, law, "?pages=2")


def test_what_is_shown_is_what_the_public_pages_cite(law, column, power_list):
    """Whatever the register is asked, the pages' own words say the same."""
    texts = [
        "《水法》第七条",
        "《防洪法》第二条",
        "无",
        "《水法》（2002年8月29日修订）",
        "《日报》",
    ]
    pages = [cites(column, text) for text in texts]

    for key in ("水法", "防洪法", "日报"):
        said = {
            page.pk
            for page, text in zip(pages, texts, strict=True)
            if key in {each.key for each in statutes_in(text)}
        }
        assert set(public_resting_on(key).pages.values_list("page", flat=True)) == said


@pytest.mark.parametrize("count", [1, 25])
def test_a_statutes_page_takes_the_same_queries_for_any_number(
    client, law, column, power_list, count, django_assert_max_num_queries
):
    recorded(power_list, *(change(str(n), fields={"basis": "《水法》"}) for n in range(count)))
    for _number in range(count):
        cites(column, source="")
    shown(client, law)

    with django_assert_max_num_queries(18):
        shown(client, law)


def test_a_version_without_a_day_is_older_than_any(law):
    undated = Statute.objects.create(title="水法")

    assert newest_of([undated, law]) == law


# --- What a document shows ------------------------------------------------------------------


def test_citations_in_a_document_lead_to_the_article(client, law, column):
    body = [("paragraph", "<p>按照《中华人民共和国水法》第四十八条和《日报》办理</p>")]
    page = PolicyDocumentPageFactory(parent=column, body=body, live=False)
    Page.objects.filter(pk=page.pk).update(live=True)

    html = client.get(page.get_url()).content.decode()

    address = reverse("statutes:statute", args=[law.pk])
    assert f'按照<a href="{address}#a48">《中华人民共和国水法》</a>第四十八条和《日报》' in html


# --- What the admin shows -------------------------------------------------------------------


def test_whoever_may_not_view_the_register_sees_nothing(client, law, django_user_model):
    client.force_login(member(django_user_model, "somebody"))

    for address in (
        reverse("disclosure:impacts"), reverse("disclosure:impact", args=[law.pk]),
    ):  # fmt: skip
        assert client.get(address).status_code == 302
    assert "影响分析" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_statute_is_chosen_among_those_that_something_rests_on(client, law, column, jurist):
    load([{"title": "中华人民共和国防洪法", "date": "2016-07-02"}])
    cites(column)
    client.force_login(jurist)

    chosen = client.get(reverse("disclosure:impacts")).content.decode()
    assert chosen.count("中华人民共和国水法</a>") == 1
    assert "防洪法" not in chosen
    assert (
        "防洪法</a>" in client.get(reverse("disclosure:impacts"), {"q": "防洪法"}).content.decode()
    )


def test_drafts_are_shown_to_whoever_has_to_do_with_them(client, law, column, jurist, admin_user):
    cites(column, title="取水许可草案", live=False)
    cites(column, title="节水须知")

    client.force_login(jurist)
    html = asked(client, law).content.decode()
    assert "节水须知" in html
    assert "取水许可草案" not in html
    assert "/admin/pages/" not in html.partition('id="pages"')[2]

    client.force_login(admin_user)
    html = asked(client, law).content.decode()
    assert "取水许可草案" in html
    assert "草稿" in html


def test_a_document_that_is_repealed_says_so_on_both_sides(client, law, column, admin_user):
    body = [("paragraph", "<p>《水法》第七条</p>")]
    page = PolicyDocumentPageFactory(
        parent=column,
        body=body,
        live=False,
        expires_on=date(2020, 1, 1),
        number="云政发〔2016〕3号",
    )
    Page.objects.filter(pk=page.pk).update(live=True)
    record(page.specific_class.objects.get(pk=page.pk))
    client.force_login(admin_user)

    assert "公开、失效" in asked(client, law).content.decode()
    html = shown(client, law)
    assert "云政发〔2016〕3号" in html
    assert '<span class="mark mark--ended">失效</span>' in html


def test_a_draft_of_a_public_page_stands_apart(client, law, column, admin_user):
    page = cites(column, title="节水须知")
    page.body = [("paragraph", "<p>《水法》（2002年8月29日修订）第四十八条</p>")]
    page.save_revision(user=admin_user)
    page.refresh_from_db()
    record(page)
    client.force_login(admin_user)

    html = asked(client, law).content.decode()

    assert "未发布的修改" in html
    assert html.count("引用的是旧版本</span>") == 1
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html


def test_powers_lead_to_their_proposals_for_whoever_may_propose(
    client, law, power_list, jurist, admin_user
):
    [item] = recorded(power_list, change("取水许可", fields={"basis": "《水法》第七条"}))
    edit = reverse("disclosure:propose_change", args=[power_list.pk, item.pk])

    client.force_login(jurist)
    assert edit not in asked(client, law).content.decode()
    client.force_login(admin_user)
    assert edit in asked(client, law).content.decode()


def test_a_repealed_statute_has_everything_revised(client, law, column, admin_user):
    Statute.objects.filter(pk=law.pk).update(repealed_on=date(2026, 1, 1))
    cites(column)
    client.force_login(admin_user)

    assert "所引法律法规已废止" in asked(client, law).content.decode()


def test_the_table_is_exported_and_no_cell_is_a_formula(
    client, law, column, power_list, admin_user
):
    recorded(power_list, change("=取水许可", fields={"basis": "《水法》第七条"}))
    cites(column, "《水法》（2002年8月29日修订）第四十八条", title="=1+1", source="云汀市司法局")
    client.force_login(admin_user)

    response = asked(client, law, format="csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    [head, power, page] = csv.reader(io.StringIO(text))
    assert head[:3] == ["类别", "标题", "部门"]
    assert power[1] == "'=取水许可"
    assert page[1:3] == ["'=1+1", "云汀市司法局"]
    assert page[5:8] == ["第四十八条", "2002-08-29", "引用的是旧版本"]
    assert "Access-Control-Allow-Origin" not in response

    response = asked(client, law, format="xlsx", old="1")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert [row[1].value for row in book.active.rows] == ["标题", "'=1+1"]


def test_questions_narrow_the_table(client, law, column, admin_user):
    cites(column, "《水法》第七条", title="节水须知")
    cites(column, "《水法》（2002年8月29日修订）第四十八条", title="取水须知")
    client.force_login(admin_user)

    for query in ({"article": "48"}, {"old": "1"}):
        html = asked(client, law, **query).content.decode()
        assert "取水须知" in html
        assert "节水须知" not in html


@pytest.mark.parametrize("count", [1, 25])
def test_the_table_takes_the_same_queries_for_any_number(
    client, law, column, power_list, admin_user, count, django_assert_max_num_queries
):
    recorded(power_list, *(change(str(n), fields={"basis": "《水法》"}) for n in range(count)))
    for _number in range(count):
        page = cites(column, source="")
        page.save_revision(user=admin_user)
        record(page)
    client.force_login(admin_user)
    asked(client, law)

    with django_assert_max_num_queries(22):
        asked(client, law)


# --- The register in the admin --------------------------------------------------------------


def test_the_register_leads_to_what_rests_on_a_statute(client, law, jurist, admin_user):
    address = reverse("disclosure:impact", args=[law.pk])
    for user, name in ((jurist, "inspect"), (admin_user, "edit")):
        client.force_login(user)
        assert address in client.get(reverse("statute_register:index")).content.decode()
        screen = client.get(reverse(f"statute_register:{name}", args=[law.pk]))
        assert address in screen.content.decode()


def test_a_statute_written_by_hand_is_found_by_its_key(client, admin_user, law):
    client.force_login(admin_user)
    fields = {"title": "中华人民共和国防洪法", "adopted_on": "2016-07-02"}

    client.post(reverse("statute_register:add"), fields)

    assert Statute.objects.get(title=fields["title"]).key == title_key(fields["title"])


def test_a_version_that_is_there_is_refused_with_a_word(client, admin_user, law):
    client.force_login(admin_user)
    fields = {"title": "水法", "adopted_on": "2016-07-02"}

    response = client.post(reverse("statute_register:add"), fields)

    assert "法规库中已有" in response.content.decode()
    assert Statute.objects.count() == 2


@with_laws
def test_a_page_that_cites_real_statutes_is_found_from_each(db, column):
    from disclosure.management.commands.load_statutes import _rows

    load(row for number, row in enumerate(_rows(LAWS)) if number < 300)
    some = list(Statute.objects.order_by("pk")[:40])
    text = "、".join(f"《{each.title}》第三条" for each in some)
    page = cites(column, text)

    meant = resolve(statutes_in(text))
    keys = {each.key for each in some if each.key in meant}
    assert len(keys) > 30
    assert {key for key in keys if public_resting_on(key).pages.filter(page=page)} == keys
