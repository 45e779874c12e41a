"""The documents that a page shows or links to."""

import re

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from attachments.gate.page_text import texts_of


def documents_of(page: Page) -> list[AbstractDocument]:
    """Return the documents of a page as it stands in memory, each once, oldest first."""
    model = get_document_model()
    kind = ContentType.objects.get_for_model(model).pk
    # What Wagtail would write into its index of references: chosen, linked and inline ones.
    keys = {
        str(key)
        for content_type, key, *_path in ReferenceIndex._extract_references_from_object(page)
        if content_type == kind
    }
    keys |= addressed_in(page)
    if not keys:
        return []
    return list(model.objects.filter(pk__in=keys).order_by("pk"))


def addressed_in(page: Page) -> set[str]:
    """Return the keys of documents that somebody linked by their address."""
    address = reverse("wagtaildocs_serve", args=(0, "x")).removesuffix("0/x")
    pattern = re.compile(rf"""{re.escape(address)}(\d{{1,18}})/""")
    return {key for _place, text in texts_of(page) for key in pattern.findall(text.source)}
