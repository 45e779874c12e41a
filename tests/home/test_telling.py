"""An article tells its story as plain data."""

from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail_factories import ImageFactory

from home.telling import table_from
from story import Attachment, Gallery, Heading, Image, Quote, Syndicatable, Table, Video, plain
from tests.home.factories import ArticlePageFactory


def tell(column, body, **fields):
    return ArticlePageFactory(parent=column, body=body, **fields).syndication_story()


def picture_block(image, alt="江岸", caption=""):
    return ("image", {"image": image, "alt_text": alt, "caption": caption})


def test_an_article_is_syndicatable(article):
    assert isinstance(article, Syndicatable)


def test_the_fields_of_a_story(column):
    moment = datetime(2026, 11, 3, 1, 30, tzinfo=UTC)
    story = tell(
        column,
        [("paragraph", "<p>正文</p>")],
        title="标题",
        slug="biao-ti",
        subtitle="副题",
        short_title=" 短题 ",
        summary=" 摘要 ",
        source="市教育局",
        author="江小禾",
        displayed_at=moment,
    )
    assert story.url == "http://localhost:8000/news/biao-ti/"
    assert (story.title, story.subtitle, story.digest) == ("标题", "副题", "摘要")
    assert (story.source, story.author, story.published_at) == ("市教育局", "江小禾", moment)
    assert story.short_title == "短题"
    assert story.cover is None


def test_every_kind_of_block(column):
    image = ImageFactory()
    document = get_document_model().objects.create(
        title="申请表", file=ContentFile(b"12345", name="form.PDF")
    )
    story = tell(
        column,
        [
            ("heading", {"text": "一、总体", "level": "3"}),
            ("paragraph", "<p>甲</p><ul><li>乙</li></ul>"),
            picture_block(image, caption="图一"),
            ("gallery", {"images": [dict(picture_block(image)[1])]}),
            ("quote", {"text": "言", "attribution": "某人"}),
            ("table", {"data": [["甲", None], ["乙"]], "first_row_is_table_header": True}),
            ("document", {"document": document, "title": ""}),
            ("video", {"title": "片", "url": "https://www.bilibili.com/video/BV1xx411c7mD"}),
        ],
    )
    heading, paragraph, items, picture, gallery, quote, table, attachment, video = story.body
    assert heading == Heading("一、总体", 3)
    assert plain(paragraph.runs) == "甲"
    assert plain(items.items[0]) == "乙"
    assert isinstance(picture, Image)
    assert picture.caption == "图一"
    assert isinstance(gallery, Gallery)
    assert gallery.images[0].picture == picture.picture
    assert isinstance(quote, Quote)
    assert quote.attribution == "某人"
    assert isinstance(table, Table)
    assert table.header_rows == 1
    assert attachment == Attachment(
        title="申请表",
        url=f"http://localhost:8000/documents/{document.pk}/{document.filename}",
        size=5,
        suffix="pdf",
    )
    assert isinstance(video, Video)


def test_a_picture_names_its_bytes_and_reads_them(column):
    image = ImageFactory()
    [block] = tell(column, [picture_block(image)]).body
    assert block.picture.source == f"wagtailimages/{image.pk}/{image.get_file_hash()}"
    assert block.picture.alt == "江岸"
    with image.open_file() as file:
        expected = file.read()
    assert block.picture.read() == block.picture.read() == expected


def test_the_cover_is_the_chosen_one_else_the_first_picture_of_the_body(column):
    chosen, first = ImageFactory(), ImageFactory()
    body = [("paragraph", "<p>甲</p>"), picture_block(first)]
    assert tell(column, body).cover.source.startswith(f"wagtailimages/{first.pk}/")
    with_cover = tell(column, body, cover=chosen, title="封面之题")
    assert with_cover.cover.source.startswith(f"wagtailimages/{chosen.pk}/")
    assert with_cover.cover.alt == "封面之题"


def test_a_picture_deleted_from_the_library_is_left_out(column):
    image = ImageFactory()
    article = ArticlePageFactory(parent=column, body=[picture_block(image)])
    image.delete()
    assert type(article).objects.get(pk=article.pk).syndication_story().body == ()


@pytest.mark.parametrize("value", [None, {}, {"data": []}, {"data": [[None, ""], [" "]]}])
def test_a_table_without_words_is_none(value):
    assert table_from(value) is None


def test_a_ragged_table_is_made_rectangular():
    table = table_from({"data": [["甲"], ["乙", "丙", 3]], "table_caption": "表一"})
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["甲", "", ""],
        ["乙", "丙", "3"],
    ]
    assert (table.caption, table.header_rows) == ("表一", 0)
