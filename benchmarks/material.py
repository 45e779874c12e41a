"""Articles to deliver: a page of text with photographs of their own, as a newsroom has them."""

import io
import random
from collections.abc import Iterable
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw
from wagtail.images import get_image_model
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import ArticlePage, ColumnPage

PHOTO = (1280, 853)
PARAGRAPHS, LENGTH = 6, 180
SENTENCE = "云汀市滨江步道全线贯通，市民可以沿江步行十二公里，沿途设有驿站与无障碍通道。"


def photo(number: int) -> Any:
    """Store a photograph like no other: some 200 KB of JPEG."""
    rng = random.Random(number)
    grain = Image.merge("RGB", [Image.effect_noise((320, 213), 60) for _ in range(3)])
    picture = grain.resize(PHOTO, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = rng.randrange(PHOTO[0]), rng.randrange(PHOTO[1])
        colour = tuple(rng.randrange(256) for _ in range(3))
        draw.ellipse((x, y, x + rng.randrange(60, 300), y + rng.randrange(60, 300)), colour)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=88)
    buffer.seek(0)
    file = ImageFile(buffer, name=f"photo-{number}.jpg")
    return get_image_model().objects.create(title=f"照片{number}", file=file)


def body(number: int, pictures: int) -> list[tuple[str, Any]]:
    """Return a body as the StreamField takes it."""
    text = (SENTENCE * (LENGTH // len(SENTENCE) + 1))[:LENGTH]
    paragraphs = [("paragraph", f"<p>{number}之{part}：{text}</p>") for part in range(PARAGRAPHS)]
    images = [
        ("image", {"image": photo(number * 100 + each), "alt_text": "江边的步道", "caption": ""})
        for each in range(pictures)
    ]
    return [*paragraphs[:1], *images, *paragraphs[1:]]


def drafts(column: ColumnPage, numbers: Iterable[int], pictures: int) -> list[ArticlePage]:
    """Return articles ready to be published."""
    made = []
    for number in numbers:
        article = ArticlePage(
            title=f"滨江步道第{number}段贯通",
            slug=f"bench-{number}",
            summary=SENTENCE,
            source="云汀市人民政府办公室",
            live=False,
            body=body(number, pictures),
        )
        column.add_child(instance=article)
        article.save_revision()
        made.append(article)
    return made


def form(article: ArticlePage) -> dict[str, Any]:
    """Return the editor's form for an article, as a browser sends it to publish."""
    blocks = []
    for block in article.body:
        if block.block_type == "paragraph":
            blocks.append(("paragraph", rich_text(block.value.source, features=["bold"])))
        else:
            image = {"image": block.value["image"].pk, "alt_text": "江边的步道", "caption": ""}
            blocks.append(("image", image))
    empty = [
        *["subtitle", "short_title", "author", "responsible_editor", "displayed_at", "cover"],
        *["seo_title", "search_description", "go_live_at", "expire_at"],
    ]
    return nested_form_data(
        {
            **dict.fromkeys(empty, ""),
            "title": article.title,
            "slug": article.slug,
            "summary": article.summary,
            "source": article.source,
            "body": streamfield(blocks),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            "action-publish": "1",
        }
    )
