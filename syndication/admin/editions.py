"""The version of a page for one account, inside the panel."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log
from wagtail.models import Page

from story import Moment, stages_of, story_of
from syndication.admin.access import can_syndicate, editable_page
from syndication.admin.edition_form import EditionForm
from syndication.choices import declare_anew
from syndication.models import Account, ChannelCopy, Edition
from syndication.models.copy import part_of


@never_cache
@require_http_methods(["GET", "POST"])
def edition(request: HttpRequest, page_id: int, account_id: int, moment: Moment) -> HttpResponse:
    """Show the form as a fragment; save it, or discard the version."""
    page = editable_page(request, page_id)
    if not can_syndicate(request.user, page):
        raise PermissionDenied
    account = get_object_or_404(Account, pk=account_id)
    if moment not in stages_of(page):
        raise Http404
    story = story_of(page.get_latest_revision_as_object(), moment)
    of_this = {"page_ref": page.pk, "account": account, "moment": moment}
    row = Edition.objects.filter(**of_this).first()
    if request.method == "POST" and "discard" in request.POST:
        Edition.objects.filter(**of_this).delete()
        _saved(request, page, account, moment)
        return _shown(request, page, account, EditionForm(account, story), saved=True)
    form = EditionForm(
        account,
        story,
        request.POST or None,
        instance=row or Edition(**of_this),
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        _saved(request, page, account, moment)
        form = EditionForm(account, story, instance=form.instance)
        return _shown(request, page, account, form, saved=True)
    return _shown(request, page, account, form, saved=False)


def _saved(request: HttpRequest, page: Page, account: Account, moment: Moment) -> None:
    log(instance=page, action="syndication.edition", data={"account": account.name})
    declare_anew(page, account, request.user, moment)


def _shown(
    request: HttpRequest, page: Page, account: Account, form: EditionForm, *, saved: bool
) -> HttpResponse:
    moment = Moment(form.instance.moment)
    copy = ChannelCopy.objects.filter(
        page_ref=page.pk, account=account, part=part_of(moment)
    ).first()
    context = {
        "page": page,
        "account": account,
        "moment": moment.value,
        "form": form,
        "saved": saved,
        "outdated": bool(copy and copy.is_outdated),
    }
    status = 200 if not form.is_bound or form.is_valid() else 422
    return render(request, "syndication/admin/edition.html", context, status=status)
