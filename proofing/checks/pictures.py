"""Pictures that say nothing to people who cannot see them (GB/T 37668, WCAG 1.1.1)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from attachments.gate import Finding
from attachments.gate.page_text import Where, nth_block, part_of_block
from proofing.checks.telling import Teller, Text

ALT = ("alt_text", "alt")
DECORATIVE = "decorative"
IN_MARKUP = re.compile(r"""<img\b[^>]*>|<embed\b[^>]*embedtype=["']image["'][^>]*>""", re.I)
ALT_IN_MARKUP = re.compile(r"""\salt=(?:"([^"]*)"|'([^']*)')""", re.I)
# Names that cameras, phones and chat programs give to files.
IDLE = re.compile(
    r"(?:(?:img|dsc|image|photo|screenshot|pic|wechat|微信图片|图片|照片|图像|截图|截屏|未命名|配图|图)"
    r"[\s_\-\d()（）.]*|[\s_\-\d.]+|.*\.(?:jpe?g|png|gif|webp|bmp|heic))",
    re.IGNORECASE,
)
# Where the alternative text stands, what it says, and what tells the picture from others.
Picture = tuple[Where, str, object]


def pictures_of(page: Page, texts: Iterable[Text], tell: Teller) -> Iterator[Finding]:
    seen: Counter[object] = Counter()
    for where, alt, picture in (*_chosen(page), *_written(texts)):
        name = "idle_alt_text" if alt else "no_alt_text"
        if not tell.makes(name) or (alt and not IDLE.fullmatch(alt)):
            continue
        seen[picture] += 1
        yield tell(
            name,
            picture,
            seen[picture],
            what=_idle(alt) if alt else _("A picture has no alternative text."),
            place=where.words,
            path=where.path,
        )


def _idle(alt: str) -> str:
    return _("The alternative text “%(alt)s” does not say what the picture shows.") % {"alt": alt}


def _chosen(page: Page) -> Iterator[Picture]:
    """Yield the pictures in blocks, with their alternative texts."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            place = Where(str(field.verbose_name), (field.name,))
            yield from _in_value(field.stream_block, getattr(page, field.attname), place)


def _in_value(block: blocks.Block, value: Any, where: Where) -> Iterator[Picture]:
    if value is None:
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for number, child in enumerate(value, 1):
            inside = nth_block(where, number, child.block, child.id)
            yield from _in_value(child.block, child.value, inside)
    elif isinstance(block, blocks.ListBlock):
        for number, child in enumerate(value.bound_blocks, 1):
            inside = where.within(f"{where.words} {number}", child.id or "")
            yield from _in_value(block.child_block, child.value, inside)
    elif isinstance(block, blocks.BaseStructBlock):
        yield from _in_struct(block, value, where)
    elif isinstance(block, ImageChooserBlock):
        yield where, str(getattr(value, "description", "") or "").strip(), value.pk


def _in_struct(block: blocks.BaseStructBlock, value: Any, where: Where) -> Iterator[Picture]:
    alt = next((name for name in ALT if name in block.child_blocks), None)
    for name, child in block.child_blocks.items():
        inside = part_of_block(where, name, child)
        if not (alt and isinstance(child, ImageChooserBlock)):
            yield from _in_value(child, value.get(name), inside)
        elif value.get(name) is not None and not value.get(DECORATIVE):
            beside = part_of_block(where, alt, block.child_blocks[alt])
            yield beside, str(value.get(alt) or "").strip(), value[name].pk


def _written(texts: Iterable[Text]) -> Iterator[Picture]:
    """Yield the pictures in rich text; one whose `alt` is empty on purpose is decoration."""
    for where, text in texts:
        for tag in IN_MARKUP.findall(text.source):
            alt = ALT_IN_MARKUP.search(tag)
            said = unescape(alt[1] or alt[2] or "").strip() if alt else ""
            if said or not alt:
                yield where, said, tag
