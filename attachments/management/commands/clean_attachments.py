"""Files that were stored before uploads were cleaned, and numbers of people on live pages."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, no_translations
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from attachments.gate.personal import CHECK, personal_numbers, what_is_in_documents
from attachments.stock import clean_document, clean_image, documents_to_do


class Command(BaseCommand):
    help = (
        "Take metadata out of stored documents and pictures. Without --write it only says what it "
        "would do. It may be stopped and run again: what is done is not done twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="replace the stored files")
        parser.add_argument(
            "--scan",
            action="store_true",
            help="report numbers of people in live pages and their documents; changes nothing",
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        if options["scan"]:
            self._scan()
        else:
            self._clean(write=options["write"])

    def _clean(self, *, write: bool) -> None:
        done = {"cleaned": 0, "left as it is": 0, "already clean": 0, "missing": 0}
        documents = documents_to_do()
        done["already clean"] += get_document_model().objects.count() - len(documents)
        for kind, model, keys, clean in (
            ("document", get_document_model(), documents, clean_document),
            ("picture", get_image_model(), _keys(get_image_model()), clean_image),
        ):
            for key in keys:
                stored = model.objects.filter(pk=key).first()
                if stored is None:
                    continue
                outcome = clean(stored, write=write)
                done[outcome.what] += 1
                if outcome.what != "already clean":
                    self.stdout.write(f"{kind} {key} {stored.file.name}: {outcome}")
        if not write and done["cleaned"]:
            done["would be cleaned"] = done.pop("cleaned")
        self.stdout.write("; ".join(f"{number} {what}" for what, number in done.items() if number))

    def _scan(self) -> None:
        pages = findings = 0
        for page in Page.objects.live().specific().iterator(chunk_size=100):
            found = [
                each
                for check in (personal_numbers, what_is_in_documents)
                for each in check(page)
                if each.check == CHECK
            ]
            for each in found:
                self.stdout.write(f"{page.full_url or page.pk}: {each}")
            pages += bool(found)
            findings += len(found)
        self.stdout.write(f"{findings} findings on {pages} pages")


def _keys(model: Any) -> list[int]:
    return list(model.objects.order_by("pk").values_list("pk", flat=True))
