"""What is answered when there is nothing else to answer: problem details of RFC 9457."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from api.addresses import address

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of problem: `name` is for programs and never changes, `title` for people."""

    name: str
    status: int
    title: str | Promise

    @property
    def url(self) -> str:
        return f"{address('problems')}#{self.name}"


PARAMETERS = Kind("invalid-parameters", 400, _("The parameters cannot be understood."))
UNREADABLE = Kind("unreadable-request", 400, _("The request cannot be read."))
NOT_FOUND = Kind("not-found", 404, _("There is nothing here."))
METHOD = Kind("method-not-allowed", 405, _("This can only be read."))
WITHDRAWN = Kind("withdrawn", 410, _("This is not public any more."))
TOO_LONG = Kind("too-long", 413, _("The request is too long."))
KINDS = (PARAMETERS, UNREADABLE, NOT_FOUND, METHOD, WITHDRAWN, TOO_LONG)


class Problem(Exception):
    """Ends a view. `members` stand in the answer beside those that all problems have."""

    def __init__(
        self,
        kind: Kind,
        detail: str | Promise,
        members: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.name, detail)
        self.kind, self.detail = kind, detail
        self.members, self.headers = members or {}, headers or {}

    def response(self) -> HttpResponse:
        said = {
            "type": self.kind.url,
            "title": str(self.kind.title),
            "status": self.kind.status,
            "detail": str(self.detail),
            **self.members,
        }
        content = json.dumps(said, ensure_ascii=False).encode()
        return HttpResponse(
            content,
            content_type=CONTENT_TYPE,
            status=self.kind.status,
            headers=dict(self.headers),
        )
