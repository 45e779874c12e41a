"""What was stored before uploads were cleaned is put right by a command that may be run again."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.management import call_command
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from attachments.models import Inspection
from tests.attachments import files
from tests.attachments.desk import attached, document, draft
from tests.attachments.files import IDENTITY, MOBILE, SOMEBODY, pdf, photograph, workbook
from tests.attachments.test_uploads import is_clean, stored


def command(*arguments: str) -> list[str]:
    said = io.StringIO()
    call_command("clean_attachments", *arguments, stdout=said)
    return said.getvalue().splitlines()


def put_back(row, data: bytes) -> None:
    """Store bytes under a row as they would have been stored before."""
    row.file.storage.delete(row.file.name)
    row.file.storage.save(row.file.name, ContentFile(data))
    type(row).objects.filter(pk=row.pk).update(file_hash="", file_size=None)
    Inspection.objects.all().delete()


@pytest.fixture
def old(home):
    """A document and a picture as they were uploaded, metadata and all."""
    row = document(workbook(["张三", 1]), "名单.xlsx")
    put_back(row, workbook(["张三", 1]))
    picture = get_image_model().objects.create(
        title="照片", file=ImageFile(io.BytesIO(photograph()), name="a.jpg")
    )
    put_back(picture, photograph(orientation=6))
    return row, picture


def test_without_being_told_to_write_it_only_says_what_it_would_do(old):
    row, picture = old
    before = stored(row), stored(picture)
    said = command()
    assert f"document {row.pk} {row.file.name}: cleaned (author)" in said
    assert said[-1] == "2 would be cleaned"
    assert (stored(row), stored(picture)) == before


def test_files_are_cleaned_in_their_place(old):
    names = [row.file.name for row in old]
    assert command("--write")[-1] == "2 cleaned"
    row, picture = get_document_model().objects.get(), get_image_model().objects.get()
    assert [row.file.name, picture.file.name] == names
    assert is_clean(row) and is_clean(picture)
    assert (picture.width, picture.height) == (20, 40)
    everything = b"".join(files.members(stored(row)).values())
    assert SOMEBODY.encode() not in everything


def test_renditions_made_before_are_made_anew(old):
    _row, picture = old
    picture.renditions.all().delete()
    picture.get_rendition("width-10")
    command("--write")
    assert not picture.renditions.exists()


def test_running_it_again_does_nothing_more(old):
    command("--write")
    assert command("--write")[-1] == "2 already clean"


def test_a_file_that_is_missing_or_cannot_be_cleaned_stops_nothing(home):
    missing = document(pdf(), "a.pdf")
    missing.file.storage.delete(missing.file.name)
    locked = document(pdf(password="geheim"), "b.pdf")
    put_back(locked, pdf(password="geheim"))
    said = command("--write")
    assert f"document {missing.pk} {missing.file.name}: missing" in said
    assert f"document {locked.pk} {locked.file.name}: left as it is (encrypted)" in said


def test_numbers_on_live_pages_are_reported_and_never_in_full(column, django_user_model):
    stored_list = document(workbook(["张三", IDENTITY]), "名单.xlsx", "公示名单")
    article = draft(column, ("paragraph", f"<p>{MOBILE}</p>"), attached(stored_list))
    draft(column, ("paragraph", "<p>13987654321</p>"))
    type(article).objects.filter(pk=article.pk).update(live=True)
    said = command("--scan")
    assert said[-1] == "2 findings on 1 pages"
    assert any("138****5678" in line for line in said)
    assert any("“公示名单” sheet “名单”, cell B1" in line for line in said)
    assert not any(MOBILE in line or IDENTITY in line for line in said)
