"""An article told as a story: StreamField blocks become the neutral blocks of `story`."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.conf import settings
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from home.rich_text import blocks_from_html
from story import (
    Attachment,
    Block,
    Gallery,
    Heading,
    Image,
    Picture,
    Quote,
    Run,
    Story,
    Table,
    Video,
)

if TYPE_CHECKING:
    from home.models import ArticlePage


def tell(
    article: "ArticlePage", *, before: Sequence[Block] = (), after: Sequence[Block] = ()
) -> Story:
    """Return the article as plain data, with what its kind puts before and after the body."""
    body = (*before, *_blocks(article), *after)
    cover = picture_of(article.cover, article.title) if article.cover else _first_picture(body)
    return Story(
        title=article.title,
        url=article.full_url or "",
        body=body,
        subtitle=article.subtitle,
        short_title=article.short_title.strip(),
        digest=article.summary.strip(),
        cover=cover,
        source=article.source,
        author=article.author,
        published_at=article.displayed_at or article.first_published_at,
        version=article.story_version,
    )


def picture_of(image: AbstractImage, alt: str) -> Picture:
    """Return a picture that names the very bytes of an image and can read them."""

    def read() -> bytes:
        with image.open_file() as file:
            return file.read()

    return Picture(source=f"wagtailimages/{image.pk}/{image.get_file_hash()}", alt=alt, read=read)


def attachment_of(document: AbstractDocument, title: str = "") -> Attachment:
    """Return a file to download, under its own title if it is given no other."""
    return Attachment(
        title=title.strip() or document.title,
        url=urljoin(f"{settings.PUBLIC_URL}/", document.url),
        size=document.get_file_size() or 0,
        suffix=PurePosixPath(document.filename).suffix.lstrip(".").lower(),
    )


def table_from(value: dict[str, Any] | None) -> Table | None:
    """Return a rectangular table from a TableBlock's value, or None if it has no words."""
    if not value:
        return None
    rows = [[_cell(cell) for cell in row] for row in value.get("data") or []]
    if not any(any(row) for row in rows):
        return None
    width = max(len(row) for row in rows)
    return Table(
        rows=tuple(
            tuple((Run(text),) if text else () for text in row + [""] * (width - len(row)))
            for row in rows
        ),
        header_rows=1 if value.get("first_row_is_table_header") else 0,
        caption=value.get("table_caption") or "",
    )


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _blocks(article: "ArticlePage") -> Iterator[Block]:
    for child in article.body:
        # A block of a type that no longer exists is dropped by the StreamField itself.
        yield from TELLERS[child.block_type](child.value, article.full_url or settings.PUBLIC_URL)


def _heading(value: Any, base: str) -> Iterator[Block]:
    if text := value["text"].strip():
        yield Heading(text=text, level=int(value["level"] or 2))


def _paragraph(value: Any, base: str) -> Iterator[Block]:
    yield from blocks_from_html(value.source, base)


def _image(value: Any, base: str) -> Iterator[Image]:
    # The chooser gives None once the picture has been deleted from the library.
    if value["image"]:
        picture = picture_of(value["image"], value["alt_text"])
        yield Image(picture=picture, caption=(value["caption"] or "").strip())


def _gallery(value: Any, base: str) -> Iterator[Block]:
    images = tuple(image for item in value["images"] for image in _image(item, base))
    if images:
        yield Gallery(images=images)


def _quote(value: Any, base: str) -> Iterator[Block]:
    if text := value["text"].strip():
        yield Quote(runs=(Run(text),), attribution=(value["attribution"] or "").strip())


def _table(value: Any, base: str) -> Iterator[Block]:
    if table := table_from(value):
        yield table


def _document(value: Any, base: str) -> Iterator[Block]:
    document: AbstractDocument | None = value["document"]
    if document:
        yield attachment_of(document, value["title"] or "")


def _video(value: Any, base: str) -> Iterator[Block]:
    if value["url"]:
        yield Video(title=value["title"], url=value["url"])


TELLERS: dict[str, Callable[[Any, str], Iterator[Block]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "image": _image,
    "gallery": _gallery,
    "quote": _quote,
    "table": _table,
    "document": _document,
    "video": _video,
}


def _first_picture(body: tuple[Block, ...]) -> Picture | None:
    for block in body:
        match block:
            case Image(picture=picture):
                return picture
            case Gallery(images=images):
                return images[0].picture
    return None
