"""What followers will see, from the very payload that will be sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from wagtail.models import Page

from story import Moment, Syndicatable, Unfolding, stages_of, story_of
from syndication.channels.base import Body, Severity
from syndication.channels.registry import channel_for
from syndication.engine.editions import editions_of, options_for
from syndication.engine.stock import PictureUnusable
from syndication.engine.wish import rendered, routes_for, takes
from syndication.models import Account, Route, StockedPicture
from syndication.models.copy import MomentChoices
from syndication.status import explanation, explanation_of


@dataclass(frozen=True, slots=True)
class Remark:
    """What the platform will refuse, remove or change, in words."""

    is_refused: bool
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """`html` is a fragment in the platform's manner, after what is known of its stripping."""

    account: Account
    html: SafeString
    remarks: tuple[Remark, ...]


def preview_of(account: Account, body: Body) -> Preview:
    channel = channel_for(account)
    shown = channel.shown(body)
    pictures = addresses_of(shown.pictures)
    context: dict[str, Any] = {"account": account, **shown.context(pictures)}
    html = render_to_string(shown.template, context)
    remarks = tuple(
        Remark(
            finding.severity == Severity.REFUSED,
            explanation_of(account.kind, finding.code, finding.values),
        )
        for finding in shown.findings
    )
    return Preview(account, SafeString(html), remarks)


def preview_modes(page: Page) -> list[tuple[str, str, Callable[..., HttpResponse]]]:
    """Offer a preview for each account that routes lead a page to, and for each of its moments."""
    if not isinstance(page, Syndicatable) or not page.pk:
        return []
    return [
        (
            _mode(page, route, moment),
            _label(page, route, moment),
            partial(_serve, route=route, moment=moment),
        )
        for route in routes_for(page)
        for moment in stages_of(page)
        if takes(route.account, page, moment)
    ]


def _mode(page: Page, route: Route, moment: Moment) -> str:
    name = f"syndication-{route.account_id}"
    return f"{name}-{moment}" if isinstance(page, Unfolding) else name


def _label(page: Page, route: Route, moment: Moment) -> str:
    label = f"{channel_for(route.account).label} · {route.account.name}"
    return f"{label} · {MomentChoices(moment).label}" if isinstance(page, Unfolding) else label


# What a platform shows carries its layout in style attributes.
@csp_update({"style-src": [SELF, UNSAFE_INLINE]})
def _serve(request: HttpRequest, page: Page, *, route: Route, moment: Moment) -> HttpResponse:
    """Render what is in the editor now, saved or not, as the account's followers would see it."""
    edition = editions_of(page.pk).get((route.account_id, moment))
    context: dict[str, Any] = {"account": route.account}
    try:
        body = rendered(route.account, story_of(page, moment), options_for(route, edition))
        context["preview"] = preview_of(route.account, body)
    except PictureUnusable as error:
        context["trouble"] = explanation(route.account.kind, "picture_unusable", str(error))
    return TemplateResponse(request, "syndication/preview/frame.html", context)


def addresses_of(hashes: tuple[str, ...]) -> Mapping[str, str]:
    """Return where the stocked pictures of these hashes can be seen by an editor."""
    rows = StockedPicture.objects.filter(sha256__in=hashes)
    return {row.sha256: row.file.url for row in rows}
