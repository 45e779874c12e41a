"""政策文件目录: what is listed, counted, fed and taken away."""

import csv
import io
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import PageViewRestriction

from disclosure.directory.listing import documents_of, facets, in_order
from disclosure.directory.narrowing import Narrowing, bracketed
from disclosure.models import DocumentDirectoryPage, JointOrgan, Topic
from lifecycle.changing import Said, say
from lifecycle.models import Change, ChangeKind
from tests.disclosure.documents.documents import acts, draft, publish
from tests.disclosure.factories import OrganFactory
from tests.home.factories import ColumnPageFactory

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def directory(home) -> DocumentDirectoryPage:
    page = DocumentDirectoryPage(title="政策文件目录", slug="directory")
    home.add_child(instance=page)
    return page


@pytest.fixture
def documents(policies, organ, directory):
    """Three documents: one repealed by another, one issued jointly; and a draft."""
    finance = OrganFactory(name="云汀市财政局", code="123456789")
    tax, finances = Topic.objects.get(name="税务"), Topic.objects.get(name="财政")
    old = publish(
        draft(
            policies, organ, title="旧停车规定", number="云政发〔2019〕7号", topic=tax,
            written_on=date(2019, 5, 6), genre="rules", rank="normative",
        )
    )  # fmt: skip
    new = draft(
        policies, organ, title="新停车规定", number="云政发〔2026〕18号",
        topic=Topic.objects.get(name="城市规划"), written_on=date(2026, 3, 2), rank="normative",
    )  # fmt: skip
    new = publish(acts(new, "repeals", old))
    joint = draft(
        policies, finance, title="预算通知", number="云财〔2026〕5号", topic=finances,
        written_on=date(2026, 4, 1),
    )  # fmt: skip
    joint.joint_organs.add(JointOrgan(organ=organ))
    joint = publish(joint)
    draft(policies, organ, title="没有公开的草稿")
    return {"old": old, "new": new, "joint": joint}


def titles(client, directory, query: str = "") -> list[str]:
    response = client.get(f"{directory.url}{query}")
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return [each.get_text() for each in page.select(".directory tbody th")]


def test_the_directory_has_every_public_document_by_the_date_made(client, directory, documents):
    assert titles(client, directory) == ["预算通知", "新停车规定", "旧停车规定"]
    assert titles(client, directory, "?sort=oldest") == ["旧停车规定", "新停车规定", "预算通知"]


def test_a_row_has_the_columns_that_the_rules_name(client, directory, documents):
    page = BeautifulSoup(client.get(directory.url).content, "html.parser")
    head = [each.find(string=True).strip() for each in page.select(".directory thead th")]
    assert head[:4] == ["索引号", "名称", "发文字号", "发文机关"]
    row = page.select(".directory tbody tr")[0]
    said = [each.get_text(strip=True) for each in row.find_all(["td", "th"])]
    joint = documents["joint"]
    assert said[:6] == [
        joint.index_number, "预算通知", "云财〔2026〕5号", "云汀市财政局、云汀市人民政府",
        "2026-04-01", "有效",
    ]  # fmt: skip
    assert said[6] == f"{timezone.localtime(joint.displayed_at):%Y-%m-%d}"


NARROWED = [
    ("q=停车", ["新停车规定", "旧停车规定"]),
    ("q=停车 新", ["新停车规定"]),
    ("q=云政发[2026]18号", ["新停车规定"]),
    ("q=云政发（2026）18号", ["新停车规定"]),
    ("q=云政发 【2026】 18号", ["新停车规定"]),
    ("q=[2026]", ["预算通知", "新停车规定"]),
    ("q=停车 云政发［2019］7号", ["旧停车规定"]),
    ("year=2026", ["预算通知", "新停车规定"]),
    ("genre=rules", ["旧停车规定"]),
    ("rank=normative", ["新停车规定", "旧停车规定"]),
    ("validity=repealed", ["旧停车规定"]),
    ("validity=in_force&year=2026&q=停车", ["新停车规定"]),
]


def found(directory, query: str) -> list[str]:
    narrowing = Narrowing.of(QueryDict(query))
    return [each.title for each in in_order(documents_of(directory), narrowing)]


def test_a_directory_can_be_narrowed(client, directory, documents):
    for query, seen in NARROWED:
        assert found(directory, query) == seen, query
    assert titles(client, directory, f"?{NARROWED[0][0]}") == NARROWED[0][1]


def test_an_index_number_finds_its_document(directory, documents):
    assert found(directory, f"q={documents['old'].index_number}") == ["旧停车规定"]


def test_a_topic_of_the_first_level_has_what_is_below_it(directory, documents):
    top, tax = Topic.objects.get(name="财政、金融、审计"), Topic.objects.get(name="税务")
    assert found(directory, f"topic={top.pk}") == ["预算通知", "旧停车规定"]
    assert found(directory, f"topic={tax.pk}") == ["旧停车规定"]


def test_who_issues_jointly_issues(directory, documents, organ):
    assert len(found(directory, f"organ={organ.pk}")) == 3


UNKNOWN = [
    "topic=999999", "topic=nonsense", "topic=99999999999999999999", "organ=-1", "organ=１",
    "year=0", "year=999999", "year=abcd", "genre=nonsense", "rank=%3Cscript%3E",
    "validity=nonsense", "q=没有这样的文件", "q=%25",
]  # fmt: skip


def test_unknown_values_find_nothing_and_say_so(client, directory, documents):
    for query in UNKNOWN:
        assert found(directory, query) == [], query
    everything = "&".join(UNKNOWN)
    for query in ("topic=99999999999999999999", "rank=%3Cscript%3E", everything):
        html = client.get(f"{directory.url}?{query}").content.decode()
        assert "没有符合条件的文件" in html, query
        assert "<script>" not in html.partition("</head>")[2]


def test_what_makes_no_sense_is_left_out(client, directory, documents):
    assert len(titles(client, directory, "?page=nonsense&sort=nonsense&x=1")) == 3
    assert len(titles(client, directory, "?page=99")) == 3


def test_every_count_is_the_length_of_the_list_it_leads_to(directory, documents):
    everything = documents_of(directory)
    for asked in (
        {},
        {"year": "2026"},
        {"rank": "normative", "q": "停车"},
        {"validity": "repealed"},
    ):
        answers = [
            answer for facet in facets(everything, Narrowing.of(asked)) for answer in facet.answers
        ]
        assert answers
        for _value, label, number, address in answers:
            there = Narrowing.of(QueryDict(address))
            assert there.applied(everything).count() == number, (asked, label)


def test_the_second_level_is_asked_below_the_topic_that_was_chosen(directory, documents):
    top = Topic.objects.get(name="财政、金融、审计")
    questions = facets(documents_of(directory), Narrowing(topic=str(top.pk)))
    by_name = {each.name: each for each in questions}
    assert by_name["topic"].chosen == str(top.pk)
    assert {label for _, label, _, _ in by_name["subtopic"].answers} == {"税务", "财政"}
    assert sum(number for _, _, number, _ in by_name["subtopic"].answers) == 2


def test_a_directory_may_keep_to_a_part_of_the_tree_and_to_an_organ(
    client, directory, documents, home, organ
):
    elsewhere = ColumnPageFactory(parent=home, title="其他", slug="elsewhere")
    publish(draft(elsewhere, organ, title="别处的文件"))
    directory.part = elsewhere
    directory.save()
    assert titles(client, directory) == ["别处的文件"]
    directory.part, directory.organ = None, documents["joint"].organ
    directory.save()
    assert titles(client, directory) == ["预算通知"]


def test_private_documents_and_aliases_are_not_listed(client, directory, documents, home):
    elsewhere = ColumnPageFactory(parent=home, title="其他", slug="elsewhere")
    documents["old"].create_alias(parent=elsewhere)
    PageViewRestriction.objects.create(page=documents["new"], restriction_type="login")
    assert titles(client, directory) == ["预算通知", "旧停车规定"]


def test_a_long_directory_asks_no_more_than_a_short_one(
    client, directory, documents, policies, organ, django_assert_max_num_queries
):
    def queries() -> int:
        with django_assert_max_num_queries(60) as asked:
            client.get(f"{directory.url}?year=2026")
        return len(asked)

    queries()
    few = queries()
    for number in range(5):
        document = draft(policies, organ, number=f"云政发〔2026〕{number + 30}号")
        document.joint_organs.add(JointOrgan(organ=documents["joint"].organ))
        publish(document)
    assert queries() == few


def test_the_feed_has_the_newest_and_follows_the_same_questions(client, directory, documents):
    feed = ElementTree.fromstring(client.get(f"{directory.url}feed/?q=停车").content)
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}title") for each in entries] == ["新停车规定", "旧停车规定"]
    assert entries[0].find(f"{ATOM}link").get("href") == documents["new"].full_url
    links = {each.get("rel"): each.get("href") for each in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith("feed/?q=%E5%81%9C%E8%BD%A6")
    empty = client.get(f"{directory.url}feed/?topic=nonsense")
    assert empty.status_code == 200
    assert b"<entry>" not in empty.content


def test_everything_asked_for_can_be_taken_away_safely(
    client, directory, documents, policies, organ
):
    publish(draft(policies, organ, title="=HYPERLINK(1)", written_on=date(2026, 5, 1)))
    text = b"".join(client.get(f"{directory.url}csv/?year=2026")).decode()
    labels, *rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert labels[:3] == ["索引号", "标题", "发文字号"]
    assert [row[1] for row in rows] == ["'=HYPERLINK(1)", "预算通知", "新停车规定"]
    assert rows[1][3] == "云汀市财政局、云汀市人民政府"
    assert rows[1][-1] == documents["joint"].full_url


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("云政发(2026)3号", "云政发〔2026〕3号"), ("[2026]", "〔2026〕"), ("停车", "停车")],
)
def test_pieces_of_numbers_get_the_brackets_of_the_standard(typed, meant):
    assert bracketed(typed) == meant


def test_the_feed_has_a_new_date_only_for_what_readers_are_told_of(client, directory, documents):
    def updated(title: str) -> str:
        feed = ElementTree.fromstring(client.get(f"{directory.url}feed/").content)
        [entry] = [e for e in feed.iter(f"{ATOM}entry") if e.findtext(f"{ATOM}title") == title]
        return entry.findtext(f"{ATOM}updated")

    before = updated("预算通知"), updated("新停车规定")
    publish(documents["joint"])
    told = type(documents["new"]).objects.get(pk=documents["new"].pk)
    say(told, Said(ChangeKind.MAJOR, "增加附件。"))
    publish(told)

    assert updated("预算通知") == before[0]
    at = Change.objects.get().went_live_at
    assert datetime.fromisoformat(updated("新停车规定")) == at
