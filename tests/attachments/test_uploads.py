"""Whatever the door, what is stored is clean, and its hash and size are those of what is stored."""

import hashlib
import io
import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as PillowImage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, ReferenceIndex, UploadedFile

from attachments.models import Inspection
from home.models import ArticlePage
from tests.attachments import files
from tests.attachments.desk import attached, document, draft
from tests.attachments.files import IDENTITY, MOBILE, SOMEBODY, pdf, photograph, word, workbook

Document, Image = get_document_model(), get_image_model()


def stored(row) -> bytes:
    with row.file.storage.open(row.file.name) as file:
        return file.read()


def is_clean(row) -> bool:
    data = stored(row)
    assert row.file_hash == hashlib.sha1(data).hexdigest()
    assert row.file_size == len(data)
    everything = data if data[:2] != b"PK" else b"".join(files.members(data).values())
    return SOMEBODY.encode() not in everything and b"Exif" not in everything


@pytest.fixture
def root(db):
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


@pytest.fixture
def admin(root, admin_client):
    return admin_client


def test_a_document_made_by_a_program_is_stored_clean(root):
    assert is_clean(document(workbook(), "名单.xlsx"))


def test_a_document_in_the_admins_form_is_stored_clean(admin, root):
    upload = SimpleUploadedFile("通知.docx", word(files.INSERTED))
    answer = admin.post(
        reverse("wagtaildocs:add"), {"title": "通知", "file": upload, "collection": root.pk}
    )
    assert answer.status_code == 302
    assert is_clean(Document.objects.get())


def test_a_document_in_the_multiple_upload_is_stored_clean_and_its_findings_are_told(admin, root):
    upload = SimpleUploadedFile("名单.xlsx", workbook(["张三", IDENTITY], comment="再核"))
    answer = admin.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": upload, "collection": root.pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    said = json.loads(answer.content)
    assert said["success"]
    assert is_clean(Document.objects.get())
    assert "含身份证号1个" in said["form"]
    assert "1条批注" in said["form"]
    assert IDENTITY not in said["form"]


def test_a_document_in_the_choosers_upload_is_stored_clean(admin, root):
    upload = SimpleUploadedFile("公告.pdf", pdf(author=SOMEBODY))
    answer = admin.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "公告",
            "document-chooser-upload-file": upload,
            "document-chooser-upload-collection": root.pk,
        },
    )
    assert answer.status_code == 200
    assert is_clean(Document.objects.get())


def test_a_file_that_replaces_another_is_stored_clean(admin, root):
    old = document(workbook(), "名单.xlsx")
    upload = SimpleUploadedFile("名单.xlsx", workbook(["新"]))
    admin.post(
        reverse("wagtaildocs:edit", args=[old.pk]),
        {"title": "名单", "file": upload, "collection": root.pk},
    )
    new = Document.objects.get()
    assert new.file_hash != old.file_hash
    assert is_clean(new)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("公告.pdf", pdf(password="geheim"), "文件设有密码"),
        ("公告.pdf", b"%PDF-1.7 rubbish", "文件已损坏"),
        ("通知.docx", word(word__vbaProject_dot_bin=b"macro"), "文件含有宏"),
    ],
    ids=["password", "damaged", "macros"],
)
def test_a_form_refuses_what_nobody_could_open_or_check(admin, root, name, data, said):
    answer = admin.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": SimpleUploadedFile(name, data), "collection": root.pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert said in json.loads(answer.content)["error_message"]
    assert not Document.objects.exists()


def test_a_file_on_a_published_page_is_not_replaced_by_one_that_would_be_held(admin, column):
    row = document(workbook(["甲"]), "名单.xlsx")
    article = draft(column, attached(row))
    article.get_latest_revision().publish()
    ReferenceIndex.create_or_update_for_object(ArticlePage.objects.get(pk=article.pk))
    before = stored(row)
    answer = admin.post(
        reverse("wagtaildocs:edit", args=[row.pk]),
        {
            "title": "名单",
            "file": SimpleUploadedFile("名单.xlsx", workbook(["张三", IDENTITY])),
            "collection": row.collection_id,
        },
    )
    assert "已在发布的页面上使用" in answer.content.decode()
    assert stored(Document.objects.get()) == before


def test_a_workbook_that_cannot_be_read_is_cleaned_all_the_same_and_told(root):
    parts = files.members(workbook())
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData><row><c t='s'><v>x</v></c>"
    row = document(files.zipped(parts), "名单.xlsx")
    assert is_clean(row)
    said = [r.code for r in Inspection.objects.get(file_hash=row.file_hash).told()]
    assert said == ["unread"]


@pytest.mark.parametrize(
    ("data", "code"),
    [(pdf(password="geheim"), "encrypted"), (b"%PDF-1.7 rubbish", "damaged")],
    ids=["password", "damaged"],
)
def test_a_program_loses_no_file_that_cannot_be_opened(root, data, code):
    row = document(data, "公告.pdf")
    assert stored(row) == data
    assert [r.code for r in Inspection.objects.get(file_hash=row.file_hash).told()] == [code]


def test_the_edit_form_says_what_was_taken_out_and_what_is_to_be_seen_to(admin, root):
    row = document(workbook(hidden=[["底稿", MOBILE]]), "名单.xlsx")
    said = admin.get(reverse("wagtaildocs:edit", args=[row.pk])).content.decode()
    assert "已清除：作者和单位" in said
    assert "1个隐藏工作表（底稿）" in said
    assert "含手机号码1个" in said
    assert MOBILE not in said


def test_a_picture_is_stored_clean_and_upright_and_so_are_its_renditions(root):
    row = Image.objects.create(
        title="照片", file=ImageFile(io.BytesIO(photograph(orientation=6)), name="a.jpg")
    )
    assert is_clean(row)
    assert (row.width, row.height) == (20, 40)
    assert (Image.objects.get().width, Image.objects.get().height) == (20, 40)
    with PillowImage.open(io.BytesIO(stored(row.get_rendition("width-10")))) as rendition:
        assert not dict(rendition.getexif())


def test_a_rendition_of_a_picture_stored_before_says_nothing_of_its_place(root):
    row = Image.objects.create(
        title="照片", file=ImageFile(io.BytesIO(photograph(size=(60, 60))), name="a.jpg")
    )
    row.file.storage.delete(row.file.name)
    row.file.storage.save(row.file.name, ContentFile(photograph(size=(60, 60))))
    row = Image.objects.get()
    assert b"Exif" in stored(row)
    assert b"Exif" not in stored(row.get_rendition("width-30"))


def test_a_picture_in_the_admins_form_is_stored_clean(admin, root):
    upload = SimpleUploadedFile("a.jpg", photograph(), "image/jpeg")
    admin.post(
        reverse("wagtailimages:add"), {"title": "照片", "file": upload, "collection": root.pk}
    )
    assert is_clean(Image.objects.get())


def test_what_waits_for_a_form_to_be_filled_in_is_clean_as_well(root):
    row = UploadedFile.objects.create(file=ContentFile(photograph(), name="a.jpg"))
    assert b"Exif" not in stored(row)


def test_a_document_saved_again_is_not_examined_again(root, django_assert_num_queries):
    row = document(workbook(), "名单.xlsx")
    before = stored(row)
    row.title = "新标题"
    row.save()
    assert stored(row) == before
    assert Inspection.objects.count() == 1


def test_no_number_is_kept_in_full(root):
    document(workbook(["张三", IDENTITY, MOBILE]), "名单.xlsx")
    row = Inspection.objects.get()
    kept = json.dumps([row.numbers, row.counts, row.remarks])
    assert IDENTITY not in kept and MOBILE not in kept
    assert [each["shown"] for each in row.numbers] == ["430102********1234", "138****5678"]
