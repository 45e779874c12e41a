"""`/articles/<id>`: an article with all that its page says, or what became of it."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from api.html import html_of
from lifecycle.models import Meaning
from lifecycle.withdrawing import Decision, deciding
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.lifecycle.newsroom import published
from tests.syndication.engine_room import picture

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
SITE = "http://localhost:8000"


def file(name: str = "form.PDF", title: str = "申请表"):
    return get_document_model().objects.create(
        title=title, file=ContentFile(b"12345", name=name), file_size=5
    )


def whole(column, **values):
    """Publish an article with every kind of block."""
    image = {"image": picture(), "alt_text": "江岸", "caption": "图一"}
    return published(
        column,
        body=[
            ("heading", {"text": "一、总体", "level": "3"}),
            ("paragraph", "<p>甲<b>乙</b><br/>丙</p><ul><li>丁</li></ul>"),
            ("image", image),
            ("gallery", {"images": [image, image]}),
            ("quote", {"text": "言", "attribution": "某人"}),
            ("table", {
                "data": [["年", "数"], ["2025", "<7>"], [None, "8"]],
                "cell": [], "first_row_is_table_header": True, "first_col_is_header": True,
                "table_caption": "表一",
                "mergeCells": [{"row": 1, "col": 0, "rowspan": 2, "colspan": 1}],
            }),
            ("document", {"document": file(), "title": "表格"}),
            ("video", {"title": "视频", "url": "https://www.bilibili.com/video/BV1xx411c7mD"}),
        ],
        **values,
    )  # fmt: skip


def got(program, article):
    return program.got(f"articles/{article.pk}")


def run(text: str, **said) -> dict:
    return {"text": text, "bold": False, "italic": False, "href": None, **said}


# --- What it says -------------------------------------------------------------------------------


def test_it_says_what_its_page_says(program, column):
    article = whole(
        column, title="标题", subtitle="副题", short_title="短题", summary="摘要。",
        source="市教育局", author="江小禾", responsible_editor="林晓", cover=picture(),
    )  # fmt: skip
    told = got(program, article)
    assert (told["title"], told["subtitle"], told["short_title"]) == ("标题", "副题", "短题")
    assert (told["summary"], told["source"], told["author"]) == ("摘要。", "市教育局", "江小禾")
    assert told["responsible_editor"] == "林晓"
    assert [each["width"] for each in told["cover"]["sizes"]] == [400, 640]
    page = BeautifulSoup(program.client.get(article.url).content, "lxml")
    assert told["version"] == page.find("meta", {"name": "story-version"})["content"]
    assert told["canonical_url"] == page.find("link", rel="canonical")["href"]


def test_its_text_is_a_list_of_typed_blocks(program, column):
    blocks = got(program, whole(column))["blocks"]
    assert [each["type"] for each in blocks] == [
        "heading", "paragraph", "list", "image", "gallery", "quote", "table", "attachment",
        "video",
    ]  # fmt: skip
    heading, paragraph, items, image, gallery, quote, table, attachment, video = blocks
    assert heading == {"type": "heading", "level": 3, "text": "一、总体"}
    assert paragraph["runs"] == [run("甲"), run("乙", bold=True), run("\n丙")]
    assert items == {"type": "list", "ordered": False, "items": [[run("丁")]]}
    assert image["image"]["alt"] == "江岸"
    assert {(each["width"], each["type"]) for each in image["image"]["sizes"]} == {
        (640, "image/webp"), (640, "image/jpeg"),
    }  # fmt: skip
    assert len(gallery["images"]) == 2
    assert quote["attribution"] == "某人"
    assert table["rows"] == [["年", "数"], ["2025", "<7>"], ["", "8"]]
    assert table["merged"] == [{"row": 1, "column": 0, "rows": 2, "columns": 1}]
    assert attachment["file"]["suffix"] == "pdf"
    assert video["player"].startswith("https://player.bilibili.com/")


def test_its_text_is_also_plain_html(program, column):
    told = got(program, whole(column))
    html = told["html"]
    assert html == html_of(told["blocks"])
    assert html.startswith("<h3>一、总体</h3>\n<p>甲<strong>乙</strong><br>丙</p>")
    assert '<th scope="row" rowspan="2">2025</th><td>&lt;7&gt;</td></tr><tr><td>8</td>' in html
    assert "<blockquote><p>言</p><footer>—— 某人</footer></blockquote>" in html
    soup = BeautifulSoup(html, "lxml")
    assert soup.find("figcaption").get_text() == "图一"
    assert not soup.find_all(["script", "style", "iframe"])
    addresses = [each["href"] for each in soup.find_all("a")]
    addresses += [each["src"] for each in soup.find_all("img")]
    assert addresses
    assert all(each.startswith(("http://", "https://")) for each in addresses)


@pytest.mark.parametrize(
    "body",
    [
        [
            (
                "paragraph",
                '<p onclick="x()">甲<script>x()</script><a href="javascript:x()">乙</a></p>',
            )
        ],
        [("paragraph", "<p>&lt;script&gt;x()&lt;/script&gt;</p>")],
        [("heading", {"text": "<script>x()</script>", "level": "2"})],
        [("quote", {"text": "<b onclick=x()>", "attribution": '"><script>x()</script>'})],
        [("table", {"data": [["<script>x()</script>"]], "table_caption": "<b onclick=x()>"})],
    ],
)
def test_html_has_nothing_in_it_that_runs(program, column, body):
    soup = BeautifulSoup(got(program, ArticlePageFactory(parent=column, body=body))["html"], "lxml")
    assert not soup.find_all(["script", "img", "iframe"])
    attributes = {name for each in soup.find_all(True) for name in each.attrs}
    assert attributes <= {"href", "scope"}
    assert not soup.select('a[href^="javascript"]')


def test_links_lead_to_absolute_addresses_and_to_nothing_that_is_not_public(program, home, column):
    target = published(column)
    other = published(column)
    document = file()
    article = published(
        column,
        body=[(
            "paragraph",
            f'<p><a linktype="page" id="{target.pk}">甲</a>'
            f'<a linktype="page" id="{other.pk}">乙</a>'
            f'<a linktype="document" id="{document.pk}">丙</a><a href="/news/">丁</a></p>',
        )],
    )  # fmt: skip
    other.unpublish()
    [paragraph] = got(program, article)["blocks"]
    assert [each["href"] for each in paragraph["runs"]] == [
        target.full_url, None, f"{SITE}{document.url}", f"{SITE}/news/",
    ]  # fmt: skip


def test_files_of_the_text_are_its_attachments(program, column):
    [attachment] = got(program, whole(column))["attachments"]
    assert attachment["title"] == "表格"
    assert attachment["size"] == 5
    response = program.client.get(attachment["url"].removeprefix(SITE))
    assert response.status_code == 200


def test_its_neighbours_are_those_of_its_page(program, column):
    older, article, newer = (
        ArticlePageFactory(parent=column, displayed_at=NOON + timedelta(days=day))
        for day in range(3)
    )
    told = got(program, article)
    assert (told["older"]["id"], told["newer"]["id"]) == (older.pk, newer.pk)
    assert got(program, newer)["newer"] is None
    assert program.got(told["older"]["api_url"])["title"] == older.title


def test_what_the_public_is_told_of_changes_is_told(program, column, admin_client):
    from tests.lifecycle.newsroom import committed, edit, said

    article = published(column)
    with committed():
        edit(admin_client, article, "更正后的正文。", "publish", **said("correction", "误", "正"))
    told = got(program, article)
    [change] = told["changes"]
    assert (change["kind"], change["note"], change["right"]) == ("correction", "误", "正")
    assert told["changed_at"] == change["at"]


# --- Asking again -------------------------------------------------------------------------------


def test_what_has_not_changed_need_not_be_sent_again(program, column):
    article = published(column)
    response = program.response(f"articles/{article.pk}")
    etag = response.headers["ETag"]
    again = program.response(f"articles/{article.pk}", 304, if_none_match=etag)
    assert again.content == b""
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    article.title = "另一个标题"
    article.save_revision().publish()
    assert program.got(f"articles/{article.pk}", if_none_match=etag)["title"] == "另一个标题"


def test_a_date_alone_never_keeps_from_seeing_what_changed_beside_it(program, column):
    older = ArticlePageFactory(parent=column, displayed_at=NOON)
    article = published(column)
    response = program.response(f"articles/{article.pk}")
    assert response.json()["older"]
    since = response.headers["Last-Modified"]
    older.unpublish()
    assert program.got(f"articles/{article.pk}", if_modified_since=since)["older"] is None


# --- What became of it --------------------------------------------------------------------------


def taken_down(article, meaning: Meaning, **said):
    with deciding(Decision(meaning, **said)):
        article.unpublish()
    return article


def test_what_was_taken_down_with_an_explanation_is_explained(program, column):
    article = taken_down(
        published(column, title="统计公报"), Meaning.EXPLAINED, explanation="数据有误，正在核实。",
        organ="云汀市统计局",
    )  # fmt: skip
    problem = program.got(f"articles/{article.pk}", 410)
    told = problem["withdrawal"]
    assert problem["type"].endswith("/api/v1/problems#withdrawn")
    assert (told["meaning"], told["title"]) == ("explained", "统计公报")
    assert (told["explanation"], told["organ"]) == ("数据有误，正在核实。", "云汀市统计局")
    assert told["has_expired"] is False


def test_a_title_that_must_not_be_told_is_not(program, column):
    article = taken_down(
        published(column, title="统计公报"), Meaning.EXPLAINED, explanation="有误。",
        shows_title=False,
    )  # fmt: skip
    told = program.got(f"articles/{article.pk}", 410)["withdrawal"]
    assert told["title"] is None
    assert "统计公报" not in str(told)


def test_of_what_is_gone_nothing_is_told(program, column):
    article = published(column, title="统计公报")
    article.unpublish()
    told = program.got(f"articles/{article.pk}", 410)["withdrawal"]
    assert told == {"meaning": "gone", "merged_into": None}
    article.delete()
    program.got(f"articles/{article.pk}", 410)


def test_what_was_merged_leads_to_the_other_page(program, column):
    target = published(column)
    article = taken_down(published(column), Meaning.MERGED, target=target)
    told = program.got(f"articles/{article.pk}", 410)["withdrawal"]
    assert told == {"meaning": "merged", "merged_into": target.full_url}
    taken_down(target, Meaning.EXPLAINED, explanation="也撤下了。")
    told = program.got(f"articles/{article.pk}", 410)["withdrawal"]
    assert (told["meaning"], told["merged_into"]) == ("merged", None)
    assert (told["explanation"], told["title"]) == ("也撤下了。", None)


def test_what_came_back_is_told_again(program, column):
    article = taken_down(published(column), Meaning.EXPLAINED, explanation="有误。")
    article.save_revision().publish()
    assert got(program, article)["title"] == article.title


def test_nothing_is_told_of_what_lies_in_a_part_that_was_closed_since(program, column):
    article = taken_down(published(column), Meaning.EXPLAINED, explanation="有误。")
    PageViewRestriction.objects.create(page=column, restriction_type=PageViewRestriction.LOGIN)
    program.got(f"articles/{article.pk}", 404)


def test_nothing_is_told_of_drafts_closed_pages_and_other_pages(program, home, column):
    draft = ArticlePageFactory(parent=column, live=False)
    closed = ArticlePageFactory(parent=ColumnPageFactory(parent=home))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    for key in (draft.pk, closed.pk, column.pk, home.pk, 999_999):
        problem = program.got(f"articles/{key}", 404)
        assert "withdrawal" not in problem
    closed.unpublish()
    program.got(f"articles/{closed.pk}", 404)
