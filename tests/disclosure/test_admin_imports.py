"""Importing in the admin: seen, handed in, approved by somebody who may, or sent back."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from disclosure.models import ImportBatch, PowerItem
from disclosure.models.proposal import Standing
from tests.disclosure.people import member
from tests.disclosure.workbook import HEADS, ROW, workbook

NEW = reverse("disclosure:new_import")


@pytest.fixture
def stranger(django_user_model):
    return member(django_user_model, "stranger", group=Group.objects.create(name="别的部门"))


def upload(client, power_list, data: bytes, **values):
    form = {
        "power_list": power_list.pk,
        "file": SimpleUploadedFile("清单.xlsx", data),
        "reason": "机构改革",
        "document": "云政发〔2025〕3号",
        "effective_on": date(2025, 3, 1),
        "also_gone": "on",
        **values,
    }
    return client.post(NEW, form)


def uploaded(client, power_list, *rows) -> ImportBatch:
    assert upload(client, power_list, workbook([HEADS, *(rows or [ROW])])).status_code == 302
    return ImportBatch.objects.latest("pk")


def address(name: str, batch: ImportBatch) -> str:
    return reverse(f"disclosure:{name}", args=[batch.pk])


def test_an_editor_sees_what_a_workbook_says_before_anything_counts(client, power_list, editor):
    client.force_login(editor)

    batch = uploaded(client, power_list, [*ROW])

    html = client.get(address("import", batch)).content.decode()
    assert "取水许可" in html
    assert "表1" in html
    assert batch.standing == Standing.OPEN
    assert not PowerItem.objects.exists()


def test_handed_in_and_approved_it_is_the_list(client, power_list, editor, reviewer):
    client.force_login(editor)
    batch = uploaded(client, power_list)
    client.post(address("hand_in", batch))
    assert not PowerItem.objects.exists()

    client.force_login(reviewer)
    client.post(address("approve", batch))

    [version] = PowerItem.objects.get().versions.all()
    assert (version.recorded_by, version.approved_by) == (editor, reviewer)
    batch.refresh_from_db()
    assert batch.standing == Standing.APPROVED


def test_what_changes_is_marked_by_character(client, power_list, editor, reviewer):
    client.force_login(editor)
    batch = uploaded(client, power_list)
    client.force_login(reviewer)
    client.post(address("approve", batch))
    client.force_login(editor)

    again = uploaded(client, power_list, [*ROW[:3], f"{ROW[3]}第一款", ROW[4]])

    html = client.get(address("import", again)).content.decode()
    assert "<ins>第一款</ins>" in html
    assert again.report["changed"] == 1


def test_sent_back_nothing_of_it_counts(client, power_list, editor, reviewer):
    client.force_login(editor)
    batch = uploaded(client, power_list)
    client.force_login(reviewer)

    client.post(address("refuse", batch), {"answer": "依据不全"})

    assert batch.proposals.get().answer == "依据不全"
    client.post(address("approve", batch))
    assert not PowerItem.objects.exists()


def test_an_editor_approves_nothing(client, power_list, editor):
    client.force_login(editor)
    batch = uploaded(client, power_list)

    assert client.post(address("approve", batch)).status_code == 302
    assert not PowerItem.objects.exists()


@pytest.mark.parametrize("name", ["import", "hand_in", "approve", "refuse"])
def test_another_departments_editor_sees_and_does_nothing(
    client, power_list, editor, stranger, name
):
    client.force_login(editor)
    batch = uploaded(client, power_list)
    client.force_login(stranger)

    ask = client.get if name == "import" else client.post
    response = ask(address(name, batch), follow=True)

    assert "取水许可" not in response.content.decode()
    batch.refresh_from_db()
    assert batch.standing == Standing.OPEN


def test_another_departments_list_cannot_be_chosen(client, power_list, stranger, editor):
    Group.objects.get(name="市水务局编辑").user_set.clear()
    client.force_login(editor)

    assert upload(client, power_list, workbook([HEADS, ROW])).status_code in {302, 403}
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF", "不是工作簿"),
        (workbook([HEADS, ROW])[:700], "已损坏或不完整"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_it(client, power_list, editor, data, told):
    client.force_login(editor)

    html = upload(client, power_list, data).content.decode()

    assert told in html
    assert not ImportBatch.objects.exists()


def test_a_workbook_with_errors_is_shown_and_cannot_be_approved(
    client, power_list, editor, reviewer
):
    client.force_login(editor)
    batch = uploaded(client, power_list, [*ROW[:3], "#REF!", ROW[4]])

    html = client.get(address("import", batch)).content.decode()
    assert "表1!D2" in html
    client.force_login(reviewer)
    client.post(address("approve", batch))

    assert not PowerItem.objects.exists()


@pytest.mark.parametrize("count", [3, 60])
def test_a_longer_import_takes_no_more_queries(
    client, power_list, editor, count, django_assert_max_num_queries
):
    client.force_login(editor)
    batch = uploaded(client, power_list, *([n, f"事项{n}", *ROW[2:]] for n in range(count)))
    client.get(address("import", batch))

    with django_assert_max_num_queries(30):
        client.get(address("import", batch))


def test_the_list_of_imports_shows_ones_own(client, power_list, editor, stranger):
    client.force_login(editor)
    uploaded(client, power_list)

    assert "清单.xlsx" in client.get(reverse("disclosure:imports")).content.decode()
    client.force_login(stranger)
    response = client.get(reverse("disclosure:imports"), follow=True)
    assert "清单.xlsx" not in response.content.decode()
