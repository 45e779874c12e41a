"""The blocks an article's body is written in. Their names are a contract with the importer."""

from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StreamBlockValidationError,
    StreamValue,
    StructBlock,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from home.outline import outlined
from home.tables import TableBlock
from home.videos import player_url, validate_video_url

RICH_TEXT = [
    "bold",
    "italic",
    "link",
    "document-link",
    "ol",
    "ul",
    "superscript",
    "subscript",
]


class HeadingBlock(StructBlock):
    text = CharBlock(label=_("Heading text"), max_length=100)
    level = ChoiceBlock(
        label=_("Level"),
        choices=[
            ("2", _("Level 1 heading")),
            ("3", _("Level 2 heading")),
            ("4", _("Level 3 heading")),
        ],
        default="2",
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "home/blocks/heading.html"
        label_format = "{text}"


class ImageBlock(StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt_text = CharBlock(
        label=_("Alternative text"),
        max_length=120,
        help_text=_("Say what the picture shows, for people who cannot see it."),
        error_messages={"required": _("Write what the picture shows: screen readers read it out.")},
    )
    caption = CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "home/blocks/image.html"


class GalleryBlock(StructBlock):
    images = ListBlock(ImageBlock(), label=_("Pictures"), min_num=1)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Gallery")
        template = "home/blocks/gallery.html"


class QuoteBlock(StructBlock):
    text = TextBlock(label=_("Quotation"))
    attribution = CharBlock(label=_("Attribution"), required=False, max_length=100)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "home/blocks/quote.html"


class DocumentBlock(StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    title = CharBlock(
        label=_("Displayed title"),
        required=False,
        max_length=120,
        help_text=_("Leave empty to show the file's own title."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Attachment")
        template = "home/blocks/document.html"


class VideoValue(StructValue):
    @property
    def player_url(self) -> str | None:
        return player_url(self.get("url") or "")


class VideoBlock(StructBlock):
    title = CharBlock(label=_("Video title"), max_length=100)
    url = URLBlock(
        label=_("Video page address"),
        validators=[validate_video_url],
        help_text=_("The address of a video page on bilibili.com or v.qq.com."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "home/blocks/video.html"
        value_class = VideoValue


class BodyBlock(StreamBlock):
    """The body of an article."""

    heading = HeadingBlock()
    paragraph = RichTextBlock(label=_("Paragraphs"), features=RICH_TEXT, icon="pilcrow")
    image = ImageBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    table = TableBlock(label=_("Table"), template="home/blocks/table.html")
    document = DocumentBlock()
    video = VideoBlock()

    def clean(self, value: StreamValue) -> Any:
        if self.required and not self.is_deferred_validation and is_blank(value):
            raise StreamBlockValidationError(non_block_errors=[empty_body_message()])
        return super().clean(value)

    def render(self, value: StreamValue, context: Any = None) -> Any:
        return super().render(outlined(value), context)


def is_blank(body: StreamValue) -> bool:
    """Tell whether a body says nothing at all."""
    return all(
        block.block_type == "paragraph"
        and not unescape(strip_tags(str(block.value.source))).strip()
        for block in body
    )


def empty_body_message() -> str:
    return gettext("The body is empty. It can be saved as a draft but not published.")
