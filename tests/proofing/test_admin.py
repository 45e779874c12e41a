"""What whoever keeps the lists sees and does, through the admin as they use it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from proofing.levels import CHECKS
from proofing.models import Leader, Level, Term
from tests.attachments.desk import editor_of
from tests.proofing.factories import LeaderFactory, TermFactory, WordListFactory

HEAD = "词表,错误用法,正确用法,级别,例外,理由或依据\n"
KEEPS = [f"{act}_{model}" for act in ("add", "change") for model in ("term", "wordlist", "leader")]


@pytest.fixture
def keeper(client, column, django_user_model):
    user = editor_of(column, django_user_model, "keeper", *KEEPS, "change_level")
    client.force_login(user)
    return user


@pytest.fixture
def editor(client, column, django_user_model):
    client.force_login(editor_of(column, django_user_model, "editor"))


def upload(client, data: bytes) -> str:
    file = SimpleUploadedFile("terms.csv", data)
    return client.post(reverse("proofing:files"), {"file": file}).content.decode()


@pytest.mark.usefixtures("keeper")
def test_a_file_is_taken_in_and_its_bad_lines_are_shown_with_their_reason(client):
    said = upload(client, f"{HEAD}易错词,按装,安装,,,\n易错词,布署,部署,严重,,\n".encode("gb18030"))
    assert "新增1条，修改0条，不变0条，未收入1条" in said
    line = html.fromstring(said).xpath("//tr[td[text()='3']]")[0].text_content()
    assert "易错词，布署，部署，严重" in line and "“严重”不是级别" in line
    assert Term.objects.count() == 1


@pytest.mark.usefixtures("keeper")
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04", "这是工作簿"),
        (b"\x00\x01", "这不是文本"),
        ("甲,乙\n".encode(), "第一行须写列名"),
        (f'{HEAD}"{"x" * 200_000}'.encode(), "引号没有配对"),
    ],
)
def test_what_is_no_table_is_refused_in_words(client, data, why):
    assert why in upload(client, data)
    assert not Term.objects.exists()


@pytest.mark.usefixtures("keeper")
def test_no_file_is_told(client):
    assert "请选择文件" in client.post(reverse("proofing:files")).content.decode()


@pytest.mark.usefixtures("keeper")
def test_the_starter_list_is_taken_in_with_a_click_and_everything_given_out(client):
    client.post(reverse("proofing:files"), {"starter": "1"})
    exported = client.get(reverse("proofing:export"))
    text = b"".join(exported.streaming_content).decode("utf-8-sig")
    assert len(text.splitlines()) == Term.objects.count() + 1
    assert "access-control-allow-origin" not in exported.headers


@pytest.mark.usefixtures("editor")
@pytest.mark.parametrize("name", ["files", "export", "levels"])
def test_who_keeps_no_lists_is_sent_away(client, name):
    assert client.get(reverse(f"proofing:{name}")).status_code == 302


@pytest.mark.usefixtures("keeper")
def test_terms_and_leaders_are_kept_in_the_admin(client):
    TermFactory()
    LeaderFactory()
    for name in ("terms", "lists", "leaders"):
        said = client.get(reverse(f"proofing_{name}:index")).content.decode()
        assert {"terms": "按装", "lists": "易错词", "leaders": "林晓岚"}[name] in said
    client.post(
        reverse("proofing_leaders:add"), {"name": "陈志远", "titles": "市委书记", "order": "1"}
    )
    assert Leader.objects.filter(name="陈志远").exists()


@pytest.mark.usefixtures("keeper")
@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"wrong": "按"}, "至少两个字"),
        ({"wrong": "按装"}, "这个词表里已有该词条"),
        ({"wrong": "布署", "right": "布署"}, "与错误用法相同"),
        ({"wrong": "布署", "exceptions": "部署"}, "不是包含“布署”的更长的词"),
    ],
)
def test_a_term_that_makes_no_sense_is_refused(client, values, why):
    kept = TermFactory()
    sent = {"word_list": kept.word_list_id, "severity": "confirm", **values}
    assert why in client.post(reverse("proofing_terms:add"), sent).content.decode()
    assert Term.objects.count() == 1


@pytest.mark.usefixtures("keeper")
def test_levels_are_set_and_set_back_to_the_usual(client):
    usual = {name: check.usual.value for name, check in CHECKS.items()}
    address = reverse("proofing:levels")
    client.post(address, {**usual, "no_source": "block", "near_title": ""})
    assert dict(Level.objects.values_list("check_name", "severity")) == {
        "no_source": "block", "near_title": "",
    }  # fmt: skip
    assert 'value="block" selected' in client.get(address).content.decode()
    client.post(address, usual)
    assert not Level.objects.exists()


@pytest.mark.usefixtures("keeper")
def test_a_list_that_rests_keeps_its_terms(client):
    TermFactory(word_list=WordListFactory(name="停用", is_used=False))
    assert "停用" in client.get(reverse("proofing_lists:index")).content.decode()
