"""What a page of results says to the module that counts clicks (`search/clicks.js`)."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from search.log.clicks import token_of

register = template.Library()


@register.simple_tag
def counts_clicks(said: str, first: int = 1) -> SafeString:
    """Return the attributes of the element that holds the results of a query.

    Links in it that have `data-result` are what answers, from place `first` on: results, and what
    stands above them.
    """
    token = token_of(said)
    if not token:
        return SafeString()
    return format_html(
        'data-counts-clicks="{}" data-said="{}" data-first="{}"',
        reverse("search_log:clicked"),
        token,
        first,
    )
