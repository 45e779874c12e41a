"""The interview that an address names, if the public may see it."""

from django.http import Http404

from interviews.models import InterviewPage


def public_page(page_id: int) -> InterviewPage:
    """Return an interview that everybody may read, with its sitting. Raises Http404."""
    page = InterviewPage.objects.live().public().filter(pk=page_id).first()
    if page is None or page.sitting.pk is None:
        raise Http404
    return page
