from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mirror import keys


@require_safe
@cache_control(public=True, max_age=3600)
def key(request: HttpRequest) -> HttpResponse:
    """Answer with the public key that copies of the portal are signed with."""
    pem = keys.public_pem()
    if pem is None:
        raise Http404
    return HttpResponse(pem, content_type="application/x-pem-file")
