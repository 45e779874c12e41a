"""A workbook against a list: shown before it counts, and never counted twice."""

from datetime import date

import pytest

from disclosure.causes import Cause, State
from disclosure.history import review
from disclosure.history.verifying import troubles
from disclosure.importing import organ_named, propose, understand
from disclosure.models import ImportBatch, PowerItem, PowerListPage, PowerVersion, Proposal
from disclosure.workbooks.problems import Unreadable
from tests.disclosure.factories import OrganFactory
from tests.disclosure.workbook import HEADS, workbook
from tests.real_data import power_lists, with_power_lists

WATER = [1, "取水许可", "行政许可", "《水法》第四十八条", "市水务局"]
SAND = [2, "采砂许可", "行政许可", "《水法》第三十九条", "市水务局"]
DAMS = [3, "大坝检查", "行政检查", "《水法》第四十二条", "市水务局"]
WHY = {"reason": "机构改革", "document": "云政发〔2025〕3号", "effective_on": date(2025, 3, 1)}


@pytest.fixture
def reviewer(django_user_model):
    return django_user_model.objects.create_superuser("reviewer")


def imported(power_list: PowerListPage, reviewer, *rows) -> ImportBatch:
    understood = understand(power_list, "清单.xlsx", workbook([HEADS, *rows]))
    batch = propose(understood, **WHY, user=reviewer)
    review.approve_batch(batch, reviewer)
    return batch


def names(state: State = State.IN_FORCE) -> list[str]:
    return list(PowerItem.objects.filter(state=state).values_list("name", flat=True))


def test_nothing_is_written_by_understanding(power_list):
    understood = understand(power_list, "清单.xlsx", workbook([HEADS, WATER, SAND]))

    assert [record.fields["name"] for record in understood.new] == ["取水许可", "采砂许可"]
    assert not PowerItem.objects.exists()
    assert not Proposal.objects.exists()


def test_nothing_counts_before_a_reviewer_approves_it(power_list, reviewer):
    understood = understand(power_list, "清单.xlsx", workbook([HEADS, WATER]))

    propose(understood, **WHY, user=reviewer)

    assert Proposal.objects.get().cause == Cause.NEW
    assert not PowerItem.objects.exists()


def test_an_approved_workbook_is_the_list_in_its_order(power_list, reviewer):
    imported(power_list, reviewer, WATER, SAND)

    assert names() == ["取水许可", "采砂许可"]
    version = PowerVersion.objects.first()
    assert (version.reason, version.document, version.effective_on) == tuple(WHY.values())
    assert version.recorded_by == version.approved_by == reviewer


def test_the_same_workbook_again_changes_nothing(power_list, reviewer):
    imported(power_list, reviewer, WATER, SAND)

    understood = understand(power_list, "清单.xlsx", workbook([HEADS, WATER, SAND]))

    assert (understood.new, understood.changed, understood.gone, understood.same) == ([], [], [], 2)


def test_what_changed_and_what_is_gone(power_list, reviewer):
    imported(power_list, reviewer, WATER, SAND)
    changed = [*WATER[:3], "《水法》第四十八条第一款", WATER[4]]

    imported(power_list, reviewer, changed, DAMS)

    assert names() == ["取水许可", "大坝检查"]
    assert names(State.CANCELLED) == ["采砂许可"]
    water = PowerItem.objects.get(name="取水许可")
    assert [v.cause for v in water.versions.all()] == [Cause.NEW, Cause.ADJUSTED]
    assert PowerItem.objects.get(name="采砂许可").fields["basis"] == SAND[3]
    assert list(troubles(PowerListPage.objects.get())) == []


def test_a_column_that_a_workbook_does_not_have_takes_nothing_away(power_list, reviewer):
    wide = workbook([[*HEADS, "监督电话"], [*WATER, "0000-1"]])
    understood = understand(power_list, "一.xlsx", wide)
    review.approve_batch(propose(understood, **WHY, user=reviewer), reviewer)

    imported(power_list, reviewer, [*WATER[:3], "《水法》第七条", WATER[4]])

    fields = PowerItem.objects.get().fields
    assert (fields["basis"], fields["phone"]) == ("《水法》第七条", "0000-1")


def test_an_empty_cell_of_a_column_takes_away_what_stood_there(power_list, reviewer):
    imported(power_list, reviewer, WATER)

    imported(power_list, reviewer, [*WATER[:3], None, WATER[4]])

    assert "basis" not in PowerItem.objects.get().fields


def test_a_cancelled_power_that_is_listed_again_is_the_same_one(power_list, reviewer):
    imported(power_list, reviewer, WATER, SAND)
    imported(power_list, reviewer, WATER)

    imported(power_list, reviewer, WATER, SAND)

    sand = PowerItem.objects.get(name="采砂许可")
    assert [v.cause for v in sand.versions.all()] == [Cause.NEW, Cause.CANCELLED, Cause.RESTORED]


def test_approving_twice_records_once(power_list, reviewer):
    batch = imported(power_list, reviewer, WATER)

    assert review.approve_batch(batch, reviewer) == []
    assert PowerVersion.objects.count() == 1


def test_a_proposal_that_another_change_overtook_is_not_recorded(power_list, reviewer):
    imported(power_list, reviewer, WATER)
    changed = understand(power_list, "一.xlsx", workbook([HEADS, [*WATER[:3], "一", WATER[4]]]))
    overtaken = propose(changed, **WHY, user=reviewer)
    imported(power_list, reviewer, [*WATER[:3], "二", WATER[4]])

    with pytest.raises(review.Outdated):
        review.approve_batch(overtaken, reviewer)

    assert PowerItem.objects.get().fields["basis"] == "二"


def test_a_file_that_breaks_half_way_leaves_nothing(power_list):
    with pytest.raises(Unreadable):
        understand(power_list, "半.xlsx", workbook([HEADS, WATER])[:700])

    assert not ImportBatch.objects.exists()


def test_a_departments_editors_may_propose_for_its_lists_only(power_list, django_user_model):
    from django.contrib.auth.models import Group

    group = Group.objects.create(name="水务局编辑")
    editor = django_user_model.objects.create(username="editor")
    editor.groups.add(group)
    assert not review.may_propose(editor, power_list)

    power_list.organ.editors = group
    power_list.organ.save()

    assert review.may_propose(editor, power_list)
    assert list(review.lists_of(editor)) == [power_list]


def test_an_organ_is_known_by_its_other_names(db):
    organ = OrganFactory(name="云汀市水务局", short_names="市水务局\n水务局")

    assert organ_named("市 水务局") == organ
    assert organ_named("市水利局") is None


@with_power_lists
@pytest.mark.parametrize("path", power_lists(), ids=lambda path: path.name)
def test_a_real_workbook_is_imported_once_and_again_without_a_change(power_list, reviewer, path):
    understood = understand(power_list, path.name, path.read_bytes())
    review.approve_batch(propose(understood, **WHY, user=reviewer), reviewer)

    again = understand(power_list, path.name, path.read_bytes())

    assert PowerItem.objects.count() == len(understood.records) > 0
    assert (again.new, again.changed, again.gone) == ([], [], [])
    assert list(troubles(PowerListPage.objects.get())) == []
