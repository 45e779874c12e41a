"""The editor of an interview: what is announced, and how its sitting stands."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.models import Page

from home import panels


class StatePanel(panels.StatePanel):
    folder = "interviews/admin"
    styles = ("interviews/css/admin.css",)


def standing(page: Any, request: HttpRequest | None) -> dict[str, Any]:
    """Gather the state of the sitting, its questions, and the way to its screen."""
    from interviews.ledger.counting import counts_of

    sitting = page.sitting
    return {
        "sitting": sitting,
        "counts": counts_of(sitting),
        "link": reverse("interviews:steps", args=[sitting.pk]) if sitting.pk else "",
    }


def edit_handler() -> TabbedInterface:
    announced = [
        FieldPanel("title", help_text=_("The theme of the interview.")),
        FieldPanel("short_title"),
        StatePanel("standing", standing, heading=_("How the interview stands")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("organiser")]),
            ],
            heading=_("Time and place"),
        ),
        InlinePanel(
            "participants",
            [
                FieldRowPanel([FieldPanel("role"), FieldPanel("name")]),
                FieldPanel("post"),
                FieldPanel("photo"),
            ],
            heading=_("Host and guests"),
            label=_("Participant"),
        ),
        FieldPanel("introduction"),
        FieldPanel("cover"),
    ]
    topics = [
        FieldPanel("vote_ends_at"),
        InlinePanel(
            "candidates",
            [FieldPanel("title"), FieldPanel("explanation")],
            heading=_("Candidate topics"),
            label=_("Candidate topic"),
            help_text=_(
                "At least three, two weeks before the interview. People vote on the topics as they "
                "stand here when the vote begins; later changes do not reach a vote that runs."
            ),
        ),
    ]
    material = [
        MultiFieldPanel(
            [FieldPanel("video"), FieldPanel("captions"), FieldPanel("video_url")],
            heading=_("Video"),
            help_text=_("A file of ours with captions, or the address on a video site."),
        ),
        InlinePanel(
            "related_pages",
            [PageChooserPanel("page")],
            heading=_("Related documents"),
            label=_("Related page"),
        ),
    ]
    return TabbedInterface(
        [
            ObjectList(announced, heading=_("Announcement")),
            ObjectList(topics, heading=_("Vote on topics")),
            ObjectList(material, heading=_("Video and documents")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
