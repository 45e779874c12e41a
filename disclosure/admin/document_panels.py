"""The editor of a document: its tabs, and panels that tell what the portal makes of it."""

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

from disclosure.admin import document_states
from home import panels

TYPE = "disclosure.PolicyDocumentPage"


class StatePanel(panels.StatePanel):
    folder = "disclosure/admin/states"
    styles = ("disclosure/css/admin.css",)


def attachments_panel() -> InlinePanel:
    return InlinePanel(
        "attachments",
        [FieldRowPanel([FieldPanel("file"), FieldPanel("title")])],
        heading=_("Attachments"),
        label=_("Attachment"),
    )


def edit_handler() -> TabbedInterface:
    text = [
        FieldPanel("title"),
        FieldPanel("short_title"),
        StatePanel("identity", document_states.identity, heading=_("What the portal makes of it")),
        FieldRowPanel([FieldPanel("number"), FieldPanel("organ")]),
        InlinePanel(
            "joint_organs",
            [FieldPanel("organ")],
            heading=_("Jointly with"),
            label=_("Organ"),
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        attachments_panel(),
    ]
    facts = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("written_on"), FieldPanel("displayed_at")]),
                FieldRowPanel([FieldPanel("effective_on"), FieldPanel("expires_on")]),
            ],
            heading=_("Dates"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("genre"), FieldPanel("rank")]),
                FieldRowPanel([FieldPanel("topic"), FieldPanel("keywords")]),
                FieldPanel("openness"),
            ],
            heading=_("Classification"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("source"), FieldPanel("responsible_editor")]),
                FieldPanel("cover"),
            ],
            heading=_("Publication details"),
        ),
    ]
    relations = [
        StatePanel("validity", document_states.validity, heading=_("Validity")),
        InlinePanel(
            "acts",
            [
                FieldRowPanel([FieldPanel("deed"), FieldPanel("in_part")]),
                PageChooserPanel("target", TYPE),
                FieldRowPanel([FieldPanel("title"), FieldPanel("number")]),
                FieldPanel("note"),
            ],
            heading=_("What this document does to others"),
            label=_("Amended, repealed or replaced document"),
            help_text=_(
                "It counts from the day this document takes effect, and only while this document "
                "is public. The other page shows it by itself; nothing is entered there."
            ),
        ),
        InlinePanel(
            "declared_changes",
            [
                FieldRowPanel([FieldPanel("validity"), FieldPanel("day")]),
                FieldPanel("reason"),
                FieldRowPanel([FieldPanel("by_title"), FieldPanel("by_number")]),
            ],
            heading=_("Changes caused from outside"),
            label=_("Change of validity"),
            help_text=_(
                "For a review of old documents, or a document that is not on this portal. What a "
                "document on this portal does is entered there."
            ),
        ),
    ]
    interpretation = [
        StatePanel("clock", document_states.clock, heading=_("Three-day clock")),
        FieldPanel("needs_interpretation"),
        InlinePanel(
            "plans",
            [FieldRowPanel([FieldPanel("form"), FieldPanel("who"), FieldPanel("due_on")])],
            heading=_("Plan of interpretation"),
            label=_("Planned interpretation"),
            help_text=_("Drafted, approved and deployed together with the document."),
        ),
    ]
    return TabbedInterface(
        [
            ObjectList(text, heading=_("Text")),
            ObjectList(facts, heading=_("Facts")),
            ObjectList(relations, heading=_("Validity and relations")),
            ObjectList(interpretation, heading=_("Interpretation")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )
