"""Nothing that readers see in a reviewed place is other than what all its stages approved.

Publications end at the gate of `attachments`, which asks `unreviewed`. What passes no publication
is asked here: pages changed in place, aliases, and pages moved. Approval is bound to content, not
to the state of a workflow, so every door is closed alike.
"""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db.models.signals import pre_save
from django.utils.translation import ngettext
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, WorkflowPage
from wagtail.signals import pre_page_move

from attachments.gate import Finding, Held, went_live
from reviews.clearance import (
    CHECK,
    clearance_of,
    digest_as_source,
    lacking,
    source_of,
)
from reviews.content import content_names, digest_of
from reviews.governing import Review, review_by, review_of, workflow_at
from reviews.models import Passage

# The page being published, and its digest as it was asked about; it completes itself when saved.
_published: ContextVar[tuple[Page, str] | None] = ContextVar("reviews_published", default=None)


def install() -> None:
    PublishPageRevisionAction.execute = _remembering(PublishPageRevisionAction.execute)
    Page.update_aliases = _only_reviewed(Page.update_aliases)
    pre_save.connect(keep_what_was_reviewed, dispatch_uid="reviews.keep_what_was_reviewed")
    went_live.connect(let_pass, dispatch_uid="reviews.let_pass")
    pre_page_move.connect(refuse_move, dispatch_uid="reviews.refuse_move")


def unreviewed(page: Page) -> Iterator[Finding]:
    """The gate's check: say what stands against publishing a page as it is."""
    if page.alias_of_id:
        return
    review = review_of(page)
    if review is not None and clearance_of(page, review) is None:
        yield lacking(page, review)


# --- Publications -----------------------------------------------------------------------------


def _remembering(execute: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(execute)
    def execute_and_remember(action: PublishPageRevisionAction, *args: Any, **kwargs: Any) -> Any:
        token = _published.set((action.object, digest_of(action.object)))
        try:
            return execute(action, *args, **kwargs)
        finally:
            _published.reset(token)

    return execute_and_remember


def let_pass(sender: type[Page], page: Page, **kwargs: Any) -> None:
    """Keep by whose leave a page went out, in one step with that it did (receiver of went_live)."""
    if (current := _published.get()) and current[0] is page:
        _let_pass(page, current[1])


def _let_pass(page: Page, digest: str) -> None:
    review = review_of(page)
    clearance = clearance_of(page, review, digest) if review else None
    if clearance is None:
        return
    passage = Passage.objects.create(
        page_ref=page.pk,
        revision_ref=page.live_revision_id or 0,
        digest=clearance.digest,
        live_digest=digest_of(Page.objects.get(pk=page.pk).specific),
        signed_ref=clearance.signed_ref,
        workflow_ref=review.workflow.pk,
        emergency_ref=clearance.emergency.pk if clearance.emergency else 0,
    )
    from reviews.emergencies import on_passage

    on_passage(passage)


# --- Pages changed where they are -------------------------------------------------------------


def keep_what_was_reviewed(
    sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Before a live page is saved: its content is that which was approved (receiver of pre_save).

    A new alias of what was not approved here stays a draft. Raises Held for anything else.
    """
    if raw or not isinstance(instance, Page) or not instance.live or not instance.path:
        return
    if (current := _published.get()) and current[0] is instance:
        return
    if instance._state.adding:
        if instance.alias_of_id:
            _keep_alias_as_draft(instance)
        return
    if update_fields is not None and not _says_something(type(instance), update_fields):
        return
    _refuse_change(instance, update_fields)


def _says_something(model: type[Page], names: Any) -> bool:
    return bool(set(names) & (content_names(model) | {"live", "alias_of", "alias_of_id"}))


def _keep_alias_as_draft(alias: Page) -> None:
    review = review_of(alias)
    if review is not None and clearance_of(alias, review, *_digests(alias)) is None:
        alias.live, alias.has_unpublished_changes = False, True


def _refuse_change(page: Page, update_fields: Any) -> None:
    review = review_of(page)
    if review is None:
        return
    before = type(page).objects.filter(pk=page.pk).first()
    if before is None:
        return
    whole = page
    if type(page) is not page.specific_class and page.specific_class is not None:
        if before.live and all(_same(page, before, name) for name in content_names(type(page))):
            return
        whole = page.specific_class.objects.get(pk=page.pk)
        for name in content_names(type(page)):
            setattr(whole, name, getattr(page, name))
    elif before.live and digest_of(page) == digest_of(before):
        if before.alias_of_id and not page.alias_of_id:
            _inherit(page, before, review)
        return
    if clearance_of(whole, review, *_digests(whole)) is None:
        raise Held(whole, [lacking(whole, review)])


def _same(page: Page, before: Page, name: str) -> bool:
    return getattr(page, name) == getattr(before, name)


def _inherit(page: Page, alias: Page, review: Review) -> None:
    """An alias becomes a page of its own: what it shows was approved as its source's."""
    clearance = clearance_of(alias, review)
    if clearance is not None:
        Passage.objects.create(
            page_ref=page.pk,
            digest=clearance.digest,
            live_digest=digest_of(page),
            signed_ref=clearance.signed_ref,
            workflow_ref=review.workflow.pk,
            emergency_ref=clearance.emergency.pk if clearance.emergency else 0,
        )


# --- Aliases ----------------------------------------------------------------------------------


def _only_reviewed(update: Callable[..., None]) -> Callable[..., None]:
    @wraps(update)
    def update_reviewed(
        page: Page, *, revision: Any = None, _content: Any = None, _updated_ids: Any = None
    ) -> None:
        """Aliases in places whose stages have not approved the new text keep the old one."""
        behind = [
            alias.pk
            for alias in page.specific_class.objects.filter(alias_of=page.pk)
            if not may_show(alias, page)
        ]
        known = [*(_updated_ids or []), *behind]
        update(page, revision=revision, _content=_content, _updated_ids=known)

    return update_reviewed


def may_show(alias: Page, source: Page) -> bool:
    """Tell whether an alias, where it stands, may show what a page says now."""
    review = review_of(alias)
    if review is None:
        return True
    return clearance_of(alias, review, *_digests(source.specific)) is not None


def _digests(page: Page) -> tuple[str, ...]:
    """Return the digests that what is published may have been approved under."""
    current = _published.get()
    own = digest_as_source(page)
    if current and source_of(page).pk == current[0].pk:
        return (own, current[1])
    return (own,)


# --- Moves ------------------------------------------------------------------------------------


def refuse_move(
    sender: type, instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """Before pages move: what is public may not come where it was not approved. Raises Held."""
    before = workflow_at(parent_page_before.path)
    after = workflow_at(parent_page_after.path)
    if after is None or (before and before.pk == after.pk) or (review := review_by(after)) is None:
        return
    live = Page.objects.filter(path__startswith=instance.path, live=True).specific()
    found = [page for page in live if not _brings_its_own(page, instance)]
    refused = [page for page in found if clearance_of(page, review) is None]
    if refused:
        raise Held(instance.specific, [_not_here(refused, review)])


def _brings_its_own(page: Page, moved: Page) -> bool:
    """Tell whether a workflow within what is moved governs a page, and goes with it."""
    ends = range(len(moved.path), len(page.path) + 1, Page.steplen)
    within = [page.path[:end] for end in ends]
    return WorkflowPage.objects.filter(page__path__in=within, workflow__active=True).exists()


def _not_here(refused: list[Page], review: Review) -> Finding:
    said = ngettext(
        "%(number)d public page was not approved by the stages of the destination: %(titles)s. "
        "Unpublish it first, move it, and hand it in there.",
        "%(number)d public pages were not approved by the stages of the destination: %(titles)s. "
        "Unpublish them first, move them, and hand them in there.",
        len(refused),
    )
    titles = "、".join(page.get_admin_display_title() for page in refused[:5])
    return Finding(
        check=CHECK,
        what=said % {"number": len(refused), "titles": titles},
        place=review.workflow.name,
        digest="0" * 64,
        waivable=False,
    )
