"""`import_power_list`: says what it understood, and takes a file whole or not at all."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from disclosure.models import PowerItem, PowerListPage, Proposal
from tests.disclosure.factories import PowerListPageFactory
from tests.disclosure.workbook import HEADS, ROW, workbook


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(workbook([["市水务局2025年权责清单"], HEADS, ROW]))
    return path


def run(*arguments: object) -> tuple[str, str]:
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("import_power_list", *map(str, arguments), stdout=out, stderr=errors)
    except CommandError as error:
        return out.getvalue(), f"{errors.getvalue()}{error}"
    return out.getvalue(), errors.getvalue()


def test_a_file_becomes_proposals_for_a_reviewer(power_list, file):
    out, errors = run(file, "--list", "water")

    assert "“市水务局2025年权责清单”: 1 powers" in out
    assert "new 1, changed 0, the same 0, gone 0" in out
    assert errors == ""
    assert Proposal.objects.count() == 1
    assert not PowerItem.objects.exists()


def test_with_approve_it_becomes_the_list_and_again_changes_nothing(power_list, file):
    run(file, "--list", "water", "--approve", "--effective-on", "2025-03-01")

    out, _ = run(file, "--list", "water", "--approve")

    assert "new 0, changed 0, the same 1, gone 0" in out
    [version] = PowerItem.objects.get().versions.all()
    assert version.effective_on.isoformat() == "2025-03-01"


def test_a_dry_run_writes_nothing(power_list, file):
    run(file, "--list", "water", "--dry-run", "--approve")

    assert not Proposal.objects.exists()
    assert not PowerItem.objects.exists()


def test_a_list_is_found_by_its_department(power_list, file):
    run(file, "--department", power_list.organ.name, "--approve")

    assert PowerItem.objects.count() == 1


def test_a_department_with_several_lists_says_which(power_list, file):
    PowerListPageFactory(
        parent=power_list.get_parent(), organ=power_list.organ, kind="duties", slug="duties"
    )

    run(file, "--department", power_list.organ.name, "--approve")
    assert PowerItem.objects.get().power_list_id == power_list.pk

    run(file, "--department", power_list.organ.name, "--kind", "duties", "--approve")
    assert PowerItem.objects.filter(power_list__kind="duties").count() == 1


@pytest.mark.parametrize(
    ("where", "message"),
    [
        (["--list", "sea"], "There is no list 'sea'. Lists are: water"),
        (["--department", "市海洋局"], "There is no department '市海洋局'. There are: "),
    ],
)
def test_a_list_or_a_department_that_is_not_there(power_list, file, where, message):
    assert message in run(file, *where)[1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7", "it is neither an .xls nor an .xlsx workbook"),
        (workbook([HEADS, ROW])[:600], "it is damaged or only half there"),
        (workbook([["说明"], ["正文"]]), "1 errors"),
        (workbook([HEADS, [*ROW[:3], "#REF!", ROW[4]]]), "1 errors"),
    ],
)
def test_a_bad_file_is_named_and_the_good_one_beside_it_is_taken(
    power_list, file, tmp_path, content, message
):
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(content)

    _, errors = run(bad, file, "--list", "water", "--approve", "--keep-gone")

    assert f"坏.xlsx: not imported: {message}" in errors
    assert "1 of 2 not imported: 坏.xlsx" in errors
    assert PowerItem.objects.count() == 1


def test_what_a_file_does_not_list_is_cancelled_unless_it_is_to_be_kept(power_list, file, tmp_path):
    run(file, "--list", "water", "--approve")
    other = tmp_path / "另.xlsx"
    other.write_bytes(workbook([HEADS, [2, "采砂许可", *ROW[2:]]]))

    run(other, "--list", "water", "--approve", "--keep-gone")
    assert PowerItem.objects.filter(state="in_force").count() == 2

    run(other, "--list", "water", "--approve")
    assert PowerItem.objects.get(state="cancelled").name == "取水许可"
    assert PowerListPage.objects.get().last_sequence == 3
