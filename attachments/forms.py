"""The form behind every upload of a document (WAGTAILDOCS_DOCUMENT_FORM_BASE)."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.models import Page, ReferenceIndex

from attachments.examining import Examined
from attachments.models import Inspection
from attachments.remarks import REFUSED
from attachments.storing import examined_upload
from attachments.words import KINDS, REMOVED, remark_in_words


class DocumentForm(BaseDocumentForm):
    """Refuses what nobody could open or check, and says of other files what is in them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "title" in self.fields:
            notes = notes_of(self.instance)
            # Wagtail has looked at the bound field by now, and that keeps its own copy.
            self.fields["title"].help_text = self["title"].help_text = notes

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and not isinstance(file, FieldFile):
            examined = examined_upload(file)
            for remark in examined.cleaned.remarks:
                if remark.code in REFUSED:
                    raise ValidationError(remark_in_words(remark), code=remark.code)
            if self.instance.pk and is_on_live_page(self.instance):
                self._refuse_behind_the_gate(examined)
        return file

    @staticmethod
    def _refuse_behind_the_gate(examined: Examined) -> None:
        """A published page is not checked again when a file on it becomes another one."""
        found = [str(KINDS[kind]) for kind in examined.counts]
        found += [remark_in_words(each) for each in examined.cleaned.remarks if each.holds]
        if found:
            said = _(
                "This file is on a published page, and the new one has to be decided about first "
                "(%(what)s). Upload it as a new document and choose that in the page."
            )
            raise ValidationError(said % {"what": "；".join(found)}, code="behind_the_gate")


def is_on_live_page(document: Any) -> bool:
    kind = ContentType.objects.get_for_model(Page)
    pages = ReferenceIndex.get_references_to(document).filter(base_content_type=kind)
    keys = [int(key) for key in pages.values_list("object_id", flat=True)]
    return Page.objects.filter(pk__in=keys, live=True).exists()


def notes_of(document: Any) -> SafeString | str:
    """Return what was taken out of a document and what is to be seen to, as a list."""
    inspection = (
        Inspection.objects.filter(file_hash=document.file_hash or "-").defer("text").first()
    )
    notes = told(inspection) if inspection else []
    if not notes:
        return ""
    return format_html(
        '<ul class="attachment-notes">{}</ul>',
        format_html_join("", "<li>{}</li>", ((note,) for note in notes)),
    )


def told(inspection: Inspection) -> list[str]:
    """Return in words what an inspection says, the most pressing first."""
    numbers = [
        _("%(kind)s: %(number)s found; publication waits until somebody decides.")
        % {"kind": KINDS[kind], "number": number}
        for kind, number in inspection.counts.items()
    ]
    remarks = sorted(inspection.told(), key=lambda remark: not remark.holds)
    removed = [str(REMOVED[what]) for what in inspection.removed]
    if removed and inspection.is_clean:
        removed = [_("Taken out: %(what)s.") % {"what": "、".join(removed)}]
    elif removed:
        removed = [_("Still in the file: %(what)s.") % {"what": "、".join(removed)}]
    return [*numbers, *map(remark_in_words, remarks), *removed]
