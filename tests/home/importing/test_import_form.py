"""The same in the admin: a draft to read through, or a word in Chinese beside the file."""

import io
import os
import re
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission

from home.models import ArticlePage, ImportedFile
from tests.home.factories import ColumnPageFactory
from tests.home.importing.docx_builder import docx, paragraph, picture


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "seagreen").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def editor(client, column):
    """An editor who may write in one column and nowhere else."""
    user = User.objects.create_user("jiang", password="secret")
    group = Group.objects.create(name="要闻编辑")
    user.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=column, permission=Permission.objects.get(codename="add_page")
    )
    client.force_login(user)
    return client


@pytest.fixture
def bring(editor, column):
    """Bring a file to the form; return the text of the answer."""

    def bring(name: str, data: bytes, **fields) -> str:
        file = SimpleUploadedFile(name, data)
        response = editor.post(
            reverse("import_article"), {"column": column.pk, "file": file, **fields}, follow=True
        )
        assert response.status_code == 200
        return unescape(re.sub("<[^>]*>", "", response.content.decode()))

    return bring


def test_a_word_document_becomes_a_draft_of_the_editor_and_opens(bring):
    data = docx(paragraph("滨江步道", "Title"), paragraph("正文。"), picture(), media=png())
    text = bring("步道.docx", data)
    article = ArticlePage.objects.get()
    assert "“滨江步道”已导入为草稿" in text
    assert not article.live
    assert article.owner.username == "jiang"
    assert article.latest_revision.user.username == "jiang"
    assert [block.block_type for block in article.body] == ["paragraph", "image"]


def test_what_is_destroyed_and_left_out_is_told_in_chinese(bring):
    page = '<h1>题</h1><p>突出重點?,F在發(fā)展<img src="https://b.cn/c.png"></p>'
    text = bring("a.html", page.encode(), normalise="on")
    assert "文字损坏：……突出重点?,F在发展……" in text
    assert "未带入：图片 https://b.cn/c.png：不从别处下载" in text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"PK\x03\x04 broken", "文档已损坏"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "不是 .docx、.html 或 .txt 文件"),
        ("a.txt", "只有标题".encode(), "正文是空的"),
        ("a.txt", f"{'长' * 200}\n文".encode(), "标题有200个字，最多100个字"),
        ("a.docx", docx(paragraph("题"), paragraph("文"), picture(), media=b"no"), "不是图片"),
        (
            "a.docx",
            docx(
                paragraph("题"), paragraph("文"), picture(), media=png() + os.urandom(20 * 1024**2)
            ),
            "有 20.0 MB，最大 10 MB",
        ),
    ],
)
def test_what_cannot_be_imported_is_told_in_chinese_and_leaves_nothing(bring, name, data, words):
    assert words in bring(name, data)
    assert not ArticlePage.objects.exists()
    assert not ImportedFile.objects.exists()
    assert not get_image_model().objects.exists()


def test_a_column_that_does_not_exist_is_told(bring):
    assert "没有这个栏目。" in bring("a.txt", "题\n文".encode(), column=999_999)
    assert not ArticlePage.objects.exists()


def test_nobody_imports_into_a_column_that_is_not_theirs(bring, home):
    other = ColumnPageFactory(parent=home, title="别人的栏目")
    assert "您无权在这个栏目中添加稿件。" in bring("a.txt", "题\n文".encode(), column=other.pk)
    assert not ArticlePage.objects.exists()


def test_a_file_of_the_same_name_replaces_nobodys_article(bring):
    bring("通知.txt", "甲\n文".encode())
    assert "同名文件此前已导入为稿件“甲”" in bring("通知.txt", "乙\n文".encode())
    assert [article.title for article in ArticlePage.objects.all()] == ["甲"]


def test_a_column_offers_the_form_with_itself_filled_in(editor, column):
    address = f"{reverse('import_article')}?column={column.pk}"
    assert address in editor.get(reverse("wagtailadmin_explore", args=[column.pk])).text
    assert f'name="column" value="{column.pk}"' in editor.get(address).text


def test_who_may_edit_no_page_does_not_see_the_form(client, column):
    user = User.objects.create_user("reader", password="secret")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("import_article")).status_code == 302
