from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from api.addresses import address
from api.answering import Endpoint, problem_response, view_of
from api.endpoints import ENDPOINTS
from api.problems import NOT_FOUND, Problem


def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer whoever asks for an address that there is not; the portal's pages are not there."""
    words = _("There is no such address; %(index)s names all.") % {"index": address("index")}
    return problem_response(Problem(NOT_FOUND, words))


def _route(endpoint: Endpoint) -> str:
    return endpoint.path.replace("{", "<str:").replace("}", ">")


urlpatterns = [
    *(path(_route(each), view_of(each), name=f"api-{each.name}") for each in ENDPOINTS),
    path("<path:rest>", nothing, name="api-nothing"),
]
