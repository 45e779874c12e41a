"""What becomes of offers and adoptions when their pages change, are taken down or deleted.

| what happens to the original | an open offer | a reference | an edited copy |
|---|---|---|---|
| published anew | follows it | shows it | stays, and is listed |
| taken down | is withdrawn | is taken down with it (Wagtail does) | stays, and is listed |
| deleted | is withdrawn | becomes a draft of the main site | stays, and is listed |
| moved, renamed | stays | stays | stays |

What is listed is listed for the main site to look at.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from contributions.content import digest_of, is_item
from contributions.deciding import end
from contributions.models import Adoption, Contribution, Ending, State, TextPrint, Way, What
from contributions.offering import withdraw
from contributions.prints import keep_print
from contributions.telling import note

FOLLOWED = (State.OFFERED, State.ADOPTED)


def on_public(page: Page) -> None:
    """After a page was published: offers follow what it says now."""
    if not is_item(page) or page.alias_of_id:
        return
    keep_print(page)
    for each in Contribution.objects.filter(page=page.pk, state__in=FOLLOWED):
        digest = digest_of(page)
        if each.digest == digest and each.title == page.title:
            # Another version that says the same; `missed` looks no more at it.
            Contribution.objects.filter(pk=each.pk).update(revision=page.live_revision_id)
            continue
        if digest and each.digest != digest:
            note(each, What.FOLLOWED if each.digest else What.SOURCE_BACK)
        each.digest, each.revision_id = digest, page.live_revision_id
        # A decided one keeps the name under which it was decided.
        each.title = page.title if each.is_open else each.title
        each.save(update_fields=["digest", "revision", "title"])


def on_taken_down(page: Page) -> None:
    """After a page was taken down: of an offered one the offer goes, of an alias the adoption."""
    if page.alias_of_id:
        _without_reference(page)
        return
    TextPrint.objects.filter(page=page.pk).delete()
    _source_gone(page, _("The original was taken down by the unit."))


def before_deletion(page: Page) -> None:
    """Before a page is deleted. Wagtail would leave its aliases behind as public pages."""
    for alias in Page.objects.filter(alias_of=page.pk).specific():
        # First an alias no more: nobody of the main site takes it down here.
        Page.objects.filter(pk=alias.pk).update(alias_of=None)
        alias.alias_of = None
        if alias.live:
            alias.unpublish(log_action=False)
        _begin_its_history(alias)
    for adoption in Adoption.objects.standing().filter(page=page.pk):
        _over(adoption, Ending.DELETED)
    _source_gone(page, _("The original was deleted by the unit."))


def _source_gone(page: Page, words: str) -> None:
    for each in Contribution.objects.filter(page=page.pk, state__in=FOLLOWED):
        was_public = each.source_is_public
        Contribution.objects.filter(pk=each.pk).update(digest="")
        each.digest = ""
        if each.is_open:
            withdraw(each, None, words)
        elif was_public:
            note(each, What.SOURCE_GONE, words=words)


def on_stand_alone(page: Page) -> None:
    """After somebody made an alias a page of its own: from now on it is an edited copy."""
    standing = Adoption.objects.standing().filter(page=page.pk, way=Way.REFERENCE)
    for adoption in standing.select_related("contribution"):
        Adoption.objects.filter(pk=adoption.pk).update(way=Way.COPY)
        words = f"{Way.COPY.label}：{adoption.column_title}"
        note(adoption.contribution, What.ADOPTED, words=words)


def _without_reference(alias: Page) -> None:
    """The main site took down an alias whose original is still public. Wagtail would show it again
    as soon as the original is published, so it becomes a page of its own, a draft.
    """
    if alias.expire_at and alias.expire_at <= timezone.now():
        # The time is the original's, which goes in the same minute.
        return
    if not Page.objects.filter(pk=alias.alias_of_id, live=True).exists():
        return
    standing = Adoption.objects.standing().filter(page=alias.pk, way=Way.REFERENCE)
    for adoption in standing.select_related("contribution"):
        _over(adoption, Ending.TAKEN_DOWN)
        _stand_alone(alias)


def _over(adoption: Adoption, why: Ending) -> None:
    if end(adoption, why):
        words = f"{adoption.column_title}：{why.label}"
        note(adoption.contribution, What.TAKEN_DOWN, words=words)


def _stand_alone(alias: Page) -> None:
    """Make an alias that is not public a page of its own."""
    page = alias.specific
    page.alias_of = None
    page.save(update_fields=["alias_of_id"], clean=False)
    _begin_its_history(page)


def _begin_its_history(page: Page) -> None:
    """Give a page that was an alias a first version, for its editor."""
    page.has_unpublished_changes = True
    page.save_revision(changed=False, clean=False)
