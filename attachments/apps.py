from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttachmentsConfig(AppConfig):
    name = "attachments"
    verbose_name = _("Attachments and checks")

    def ready(self) -> None:
        from wagtail.documents import get_document_model
        from wagtail.images import get_image_model
        from wagtail.models import UploadedFile

        from attachments.gate import door
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
