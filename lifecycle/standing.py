"""What an address answers at which the public knew a page that is not there any more."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from lifecycle.models import Meaning, PublicAddress, Withdrawal
from lifecycle.withdrawing import was_public

# Pages merged into pages merged into pages: further than this nobody has followed on purpose.
MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """Either where to go, or that nothing is there any more and what is told of that.

    `last` is the withdrawal at the end of the way, if what it was merged into is withdrawn, too.
    """

    withdrawal: Withdrawal
    url: str = ""
    last: Withdrawal | None = None


def answer_at(site: Site, path: str) -> Answer | None:
    """Return what is told at an address, or None where nobody knew a page. One query in that case.

    An address that was given to another page later, or redirected by hand, is not ours.
    """
    address = (
        PublicAddress.objects.select_related("withdrawal").filter(site=site, path=path).first()
    )
    if address is None or _is_led_elsewhere(site, path, address.since):
        return None
    return answer_of(address.withdrawal)


def answer_for(page_ref: int) -> Answer | None:
    """Return what the addresses tell of a page that is not live, for whoever knows its number; None
    where they tell nothing, or nothing of this page any more. One query in that case.
    """
    addresses = PublicAddress.objects.select_related("withdrawal", "site")
    known = addresses.filter(withdrawal__page_ref=page_ref).order_by("-since", "pk")
    for address in known:
        if not _is_led_elsewhere(address.site, address.path, address.since):
            return answer_of(address.withdrawal)
    return None


def answer_of(withdrawal: Withdrawal) -> Answer | None:
    """Follow a withdrawal to what lives, if anything does; None if it has ended and its page is
    not for everybody, or if its part of the tree was closed to the public since.
    """
    if url := _url_of_living(withdrawal.page_ref):
        return Answer(withdrawal, url)
    if withdrawal.ended_at is not None or _is_closed(withdrawal):
        return None
    here, seen = withdrawal, {withdrawal.page_ref}
    for _step in range(MOST_STEPS):
        if here.meaning != Meaning.MERGED or here.target_ref is None:
            break
        if url := _url_of_living(here.target_ref):
            return Answer(withdrawal, url)
        if here.target_ref in seen:
            break
        seen.add(here.target_ref)
        following = Withdrawal.objects.standing().filter(page_ref=here.target_ref).first()
        if following is None or _is_closed(following):
            break
        here = following
    return Answer(withdrawal, last=here if here != withdrawal else None)


def leads_to(page: Page, target: Page) -> bool:
    """Tell whether merging a page into a target would end in a circle."""
    seen = {page.pk}
    ref: int | None = target.pk
    for _step in range(MOST_STEPS):
        if ref in seen:
            return True
        seen.add(ref)
        ref = (
            Withdrawal.objects.standing()
            .filter(page_ref=ref, meaning=Meaning.MERGED)
            .values_list("target_ref", flat=True)
            .first()
        )
        if ref is None:
            return False
    return True


def _url_of_living(page_ref: int) -> str:
    page = Page.objects.filter(pk=page_ref, live=True).first()
    if page is None or page.get_view_restrictions().exists():
        return ""
    return page.specific_deferred.full_url or ""


def _is_closed(withdrawal: Withdrawal) -> bool:
    """Tell whether a withdrawn page lies in a closed part, or lay there when it was deleted."""
    page = Page.objects.filter(pk=withdrawal.page_ref).values_list("path", flat=True).first()
    path = page or withdrawal.tree_path
    above = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    return PageViewRestriction.objects.filter(page__path__in=above).exists()


def _is_led_elsewhere(site: Site, path: str, since: datetime) -> bool:
    """Tell whether there is a redirect that is newer than what we know of an address."""
    old_path = Redirect.normalise_path(path)
    newer = Redirect.get_for_site(site).filter(old_path=old_path, created_at__gt=since)
    return any(_leads(redirect) for redirect in newer.select_related("redirect_page"))


def _leads(redirect: Redirect) -> bool:
    page = redirect.redirect_page
    if page is None or not redirect.automatically_created:
        return page is None or page.live
    return page.live and was_public(page, redirect.created_at)
