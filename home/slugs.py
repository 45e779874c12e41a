"""Addresses for Chinese titles: pinyin, because an address must survive being typed and copied."""

import re

from django.utils.text import slugify
from pypinyin import Style, lazy_pinyin
from wagtail.models import Page

from versions.naming import RESERVED

LONGEST = 60
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def pinyin_slug(title: str, longest: int = LONGEST) -> str:
    """Return a lower-case ASCII slug for a title, cut at a word boundary where there is one."""
    syllables = lazy_pinyin(title, style=Style.NORMAL, v_to_u=False)
    slug = slugify(" ".join(syllables).replace("ü", "v"))
    if len(slug) > longest:
        slug = slug[: longest + 1]
        slug = slug.rsplit("-", 1)[0] if "-" in slug else slug[:longest]
    return slug.strip("-") or "page"


def is_unusable(slug: str, title: str) -> bool:
    """Tell whether a slug is missing or is what remains of a title once its Chinese is dropped.

    The editor's script makes "2026" of 2026年预算公开: correct to a machine, worthless to a
    reader, and taken as soon as the year's second notice comes.
    """
    if not slug:
        return True
    return bool(HAN.search(title)) and slug == slugify(title).strip("-_")


def free_slug(title: str, parent: Page, page: Page | None = None) -> str:
    """Return a slug for the title that no other child of `parent` has."""
    base = pinyin_slug(title)
    siblings = parent.get_children()
    if page is not None and page.pk:
        siblings = siblings.exclude(pk=page.pk)
    # A shortened base still begins every candidate, so one query sees all rivals.
    stem = base[: LONGEST - 5].rstrip("-")
    taken = {*RESERVED, *siblings.filter(slug__startswith=stem).values_list("slug", flat=True)}
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        ending = f"-{number}"
        candidate = base[: LONGEST - len(ending)].rstrip("-") + ending
    return candidate
