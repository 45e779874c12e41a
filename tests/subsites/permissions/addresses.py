"""Every address of the admin, generated from its URLs and filled with one site's things."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from tests.subsites.permissions.world import Place

# Arguments that say whose something is, and the thing of a site that they stand for.
OF_A_SITE = {
    "page_id": "page",
    "page_pk": "page",
    "parent_page_id": "column",
    "page_to_move_id": "page",
    "destination_id": "home",
    "revision_id": "revision",
    "task_state_id": "task_state",
    "workflow_state_id": "workflow_state",
    "task_id": "task",
    "workflow_pk": "workflow",
    "collection_id": "collection",
    "image_id": "image",
    "document_id": "document",
    "doc_id": "document",
    "list_id": "list",
    "item_id": "item",
    "proposal_id": "proposal",
    "batch_id": "batch",
    "sitting_id": "sitting",
    "copy_id": "copy",
    "unit_id": "unit",
    "account_id": "account",
    "session_id": "session",
    "contribution_id": "contribution",
    "adoption_id": "adoption",
    "withdrawal_id": "withdrawal",
    "change_id": "change",
    "release_id": "release",
    "entry_id": "release_entry",
    "emergency_id": "emergency",
}
# What `pk` is, by namespace.
PK = {
    "wagtailadmin_api:pages": "page",
    "wagtailadmin_api:images": "image",
    "wagtailadmin_api:documents": "document",
    "wagtailadmin_pages": "page",
    "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows": "workflow",
    "wagtailimages_chooser": "image",
    "wagtaildocs_chooser": "document",
    "organs": "organ",
    "units": "unit",
    "subsite_templates": "template",
    "wagtailusers_users": "user",
    "wagtailusers_groups": "group",
    "wagtailsites": "site",
    "account": "account",
    "route": "route",
    "humantask": "human_task",
}
# The same for every site.
FIXED = {
    "content_type_app_name": "home",
    "content_type_model_name": "articlepage",
    "action_name": "approve",
    "app_label": "home",
    "model_name": "articlepage",
    "name": "say",
    "number": 1,
    "form": "csv",
    "filter_spec": "original",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "moment": "final",
    "app_name": "taggit",
}
# What single addresses need, so that there is something to be refused: the thing or value that an
# argument stands for there, and what is posted.
SPECIAL = {
    ("wagtailadmin_pages:unpublish", "page_id"): "live",
    ("syndication:retry", "page_id"): "live",
    ("reviews:decide_borrowed", "page_id"): "alias",
}
VALUES = {("wagtailadmin_api:pages:action", "action_name"): "publish"}
POSTED = {
    "interview_questions:act": {"all": "approve"},
    "interviews:take_step": {"to": "draft"},
}
# Nobody of a department keeps these; whatever key they have, they are refused.
KEPT_CENTRALLY = re.compile(
    r"^(topics|refusal_reasons|reviews:(change|appoint|end_deputy)|statute_register|contribution_reasons|search_\w+|proofing_\w+|workdays|known_hosts|grey_days|autoreply|custommenu|wagtailredirects|"
    r"syndication:(mass|correction|connect|probe)\w*|disclosure:(unlink|impact)\w*|"
    r"interviews:cancel_step|attachments:take_back|wagtail\w+:\w*_upload\w*|"
    r"wagtail\w+:create_multiple\w+|wagtailadmin_password_reset_confirm)"
)
BULK = [
    ("wagtailcore", "page", "page", ("delete", "move", "publish", "unpublish", "contribute")),
    ("wagtailimages", "image", "image", ("delete", "add_tags", "add_to_collection")),
    ("wagtaildocs", "document", "document", ("delete", "add_tags", "add_to_collection")),
    ("auth", "user", "user", ("delete", "set_active_state", "assign_role")),
]


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    arguments: tuple[str, ...]

    def of(self, place: Place) -> str:
        """Return the path that leads to this site's thing. Raises LookupError."""
        values = {each: self._value(each, place) for each in self.arguments}
        return reverse(self.name, kwargs=values)

    def _value(self, argument: str, place: Place) -> Any:
        namespace = self.name.rpartition(":")[0]
        if (self.name, argument) in SPECIAL:
            return place.things[SPECIAL[self.name, argument]].pk
        if (self.name, argument) in VALUES:
            return VALUES[self.name, argument]
        if argument == "pk" and namespace in PK:
            kind = "task" if "task" in self.name else PK[namespace]
            return place.things[kind].pk
        if argument == "task_id" and namespace == "search_admin":
            return 1
        if argument in OF_A_SITE:
            return place.things[OF_A_SITE[argument]].pk
        if argument == "object_id":
            return place.things["page"].pk
        if argument in FIXED:
            return FIXED[argument]
        if KEPT_CENTRALLY.match(self.name):
            return 1
        raise LookupError(f"{self.name}: nobody said whose “{argument}” is")


def addresses() -> list[Address]:
    """Return every address of the admin that takes an argument."""
    return [each for each in _all() if each.arguments and each.name != "wagtail_bulk_action"]


def listings() -> list[str]:
    """Return the path of every address of the admin that takes none."""
    paths = []
    for each in _all():
        if not each.arguments and not each.name.endswith(("logout", ":javascript_catalog")):
            try:
                paths.append(reverse(each.name))
            except NoReverseMatch:
                continue
    return sorted(set(paths))


def bulk(place: Place) -> Iterator[str]:
    for app, model, kind, acts in BULK:
        for act in acts:
            path = reverse("wagtail_bulk_action", args=[app, model, act])
            yield f"{path}?id={place.things[kind].pk}"


def _all() -> Iterator[Address]:
    seen = set()
    for each in _walk(get_resolver(), "", ""):
        if each not in seen:
            seen.add(each)
            yield each


def _walk(resolver: URLResolver, prefix: str, space: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, [space, pattern.namespace]))
            yield from _walk(pattern, path, inner)
        elif isinstance(pattern, URLPattern) and path.startswith("admin/") and pattern.name:
            names = tuple(re.findall(r"<(?:\w+:)?(\w+)>", path))
            yield Address(":".join(filter(None, [space, pattern.name])), names)
