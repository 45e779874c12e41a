"""What the footer of every page must say (国办发〔2017〕47号), and the map of a site."""

import pytest

from tests.home.factories import ArticlePageFactory, ColumnPageFactory, HomePageFactory

pytestmark = pytest.mark.django_db

FACTS = {
    "sponsor": "云汀市人民政府办公室",
    "contact": "0000-12345678",
    "site_code": "4307000001",
    "icp_number": "湘ICP备1号",
    "police_number": "湘公网安备 1号",
    "mark_url": "https://mark.example.gov.cn/1",
    "errors_url": "https://errors.example.gov.cn/1",
}


@pytest.fixture
def filled(home):
    for name, value in FACTS.items():
        setattr(home, name, value)
    home.save()
    return home


def test_all_seven_facts_stand_on_every_page(client, filled, article):
    for url in (filled.url, article.url, "/sitemap/", "/search/?q=x", "/nothing/"):
        html = client.get(url).text
        assert [fact for fact in FACTS.values() if fact not in html] == [], url
        assert 'href="/sitemap/"' in html


def test_what_is_not_known_leaves_no_empty_place(client, home):
    html = client.get(home.url).text
    footer = html[html.index("<footer") :]
    assert "网站标识码" not in footer
    assert 'href=""' not in footer


def test_a_part_of_the_portal_has_its_mark_and_a_site_of_its_own_has_not(client, filled, settings):
    from wagtail.models import Site

    settings.ALLOWED_HOSTS = ["*"]
    part = HomePageFactory(parent=filled, title="云汀市民政局", slug="minzheng")
    assert FACTS["mark_url"] in client.get(part.url).text
    Site.objects.create(hostname="mz.example.gov.cn", root_page=part)
    alone = client.get("/", headers={"host": "mz.example.gov.cn"}).text
    assert "云汀市民政局" in alone
    assert FACTS["mark_url"] not in alone


def test_the_map_shows_the_columns_of_a_site_as_a_tree(client, home, column):
    below = ColumnPageFactory(parent=column, title="部门动态")
    hidden = ColumnPageFactory(parent=home, title="已停用栏目", live=False)
    article = ArticlePageFactory(parent=below)
    part = HomePageFactory(parent=home, title="云汀市民政局", slug="minzheng")
    theirs = ColumnPageFactory(parent=part, title="民政要闻")

    html = client.get("/sitemap/").text
    main = html[html.index("<main") : html.index("</main")]
    assert column.title in main and below.title in main
    assert main.index(column.title) < main.index(below.title)
    for other in (hidden, article, theirs):
        assert other.title not in main
    assert theirs.title in client.get(f"/sitemap/?of={part.pk}").text


@pytest.mark.parametrize("of", ["0", "x", "1.5", "９", "999999999999999999999", "-1", "%00"])
def test_a_map_of_nothing_is_not_found(client, home, of):
    assert client.get(f"/sitemap/?of={of}").status_code in (400, 404)


def test_the_map_costs_the_same_for_more_columns(client, home, django_assert_max_num_queries):
    ColumnPageFactory.create_batch(2, parent=home)
    client.get("/sitemap/")
    with django_assert_max_num_queries(15) as few:
        client.get("/sitemap/")
    for column in ColumnPageFactory.create_batch(5, parent=home):
        ColumnPageFactory.create_batch(2, parent=column)
    with django_assert_max_num_queries(len(few)):
        client.get("/sitemap/")
