from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.translation import gettext_lazy as _


class AttachmentsConfig(AppConfig):
    name = "attachments"
    verbose_name = _("Attachments and checks")

    def ready(self) -> None:
        from wagtail.documents import get_document_model
        from wagtail.images import get_image_model
        from wagtail.models import CollectionViewRestriction, UploadedFile

        from attachments import finding
        from attachments.gate import door
        from attachments.shown import keeping
        from attachments.storing import clean_what_is_stored

        pictures = get_image_model()
        for model in (
            get_document_model(),
            pictures,
            pictures.get_rendition_model(),
            # What the multiple upload keeps until a form is filled in.
            UploadedFile,
        ):
            clean_what_is_stored(model._meta.get_field("file"))
        door.install()
        document = get_document_model()
        post_save.connect(finding.on_document, sender=document, dispatch_uid="attachments.changed")
        pre_delete.connect(finding.on_document, sender=document, dispatch_uid="attachments.gone")
        for signal in (post_save, post_delete):
            signal.connect(finding.on_restriction, sender=CollectionViewRestriction)
        post_save.connect(keeping.on_page, dispatch_uid="attachments.shown")
