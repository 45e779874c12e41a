"""The negative list is the State's: imported with its source, kept by edition, never written."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from disclosure.history import review
from disclosure.importing import SourceMissing, propose, understand
from disclosure.kinds import ListKind
from disclosure.models import LocalHelp, PowerItem, PowerListPage, Proposal
from disclosure.models.proposal import Standing
from tests.disclosure.factories import PowerListPageFactory, change, recorded
from tests.disclosure.workbook import workbook

HEADS = [
    "项目号",
    "禁止或许可事项",
    "事项编码",
    "禁止或许可准入措施描述",
    "主管部门",
    "地方性许可措施",
]
FIRST = [1, "样本禁止事项", "100001", "不得开办样本", "市场监管总局", None]
SECOND = [2, "未获得许可，不得样本经营", "201001", "样本经营许可", "水利部", None]


@pytest.fixture
def national(power_list) -> PowerListPage:
    return PowerListPageFactory(
        parent=power_list.get_parent(), title="市场准入负面清单", slug="negative",
        organ=power_list.organ, kind=ListKind.NEGATIVE,
    )  # fmt: skip


def edition(national: PowerListPage, year: int, *rows) -> None:
    understood = understand(national, f"{year}.xlsx", workbook([HEADS, *rows]))
    batch = propose(
        understood, reason="新版发布", document=f"发改体改规〔{year}〕1号",
        effective_on=date(year, 4, 1), user=None,
    )  # fmt: skip
    review.approve_batch(batch, None)


def test_it_is_imported_word_for_word_and_says_why(client, national):
    edition(national, 2022, FIRST, SECOND)

    html = client.get(national.url).content.decode()

    assert "《优化营商环境条例》第二十条" in html
    assert "未获得许可，不得样本经营" in html
    page = client.get(f"{national.url}201001/").content.decode()
    assert "样本经营许可" in page
    assert "发改体改规〔2022〕1号" in page


def test_earlier_editions_stay_readable(client, national):
    edition(national, 2022, FIRST, SECOND)
    edition(national, 2025, [1, "样本禁止事项", "100001", "一律不得开办样本", "市场监管总局", None])

    html = client.get(national.url).content.decode()
    assert f"{national.url}as-of/2022-04-01/" in html
    assert f"{national.url}as-of/2025-04-01/" in html
    assert "不得样本经营" in client.get(f"{national.url}as-of/2022-04-01/").content.decode()
    assert "不得样本经营" not in client.get(f"{national.url}as-of/2025-04-01/").content.decode()


def test_without_its_source_it_is_not_imported(national, client, editor, tmp_path):
    data = workbook([HEADS, FIRST])
    with pytest.raises(SourceMissing):
        propose(
            understand(national, "一.xlsx", data), reason="新版", document=" ",
            effective_on=date(2022, 4, 1), user=None,
        )  # fmt: skip
    path = tmp_path / "一.xlsx"
    path.write_bytes(data)
    with pytest.raises(CommandError, match="--document"):
        call_command("import_power_list", str(path), "--list", "negative", "--approve")

    assert not Proposal.objects.exists()


def test_no_entry_is_written_by_hand(client, national, editor, reviewer):
    edition(national, 2022, FIRST)
    item = PowerItem.objects.get()
    client.force_login(editor)
    new = reverse("disclosure:propose_new", args=[national.pk])

    assert client.get(new).status_code == 302
    assert (
        "New power"
        not in client.get(reverse("disclosure:powers", args=[national.pk])).content.decode()
    )
    entry = reverse("disclosure:propose_change", args=[national.pk, item.pk])
    client.post(entry, {"field-name": "改写", "reason": "改", "cause": "adjusted"})
    assert not Proposal.objects.filter(batch=None).exists()
    assert PowerItem.objects.get().name == "样本禁止事项"


def test_what_was_proposed_by_hand_all_the_same_is_not_approved(national, reviewer):
    proposal = Proposal.objects.create(
        power_list=national, cause="new", reason="自拟", effective_on=date(2025, 1, 1),
        fields={"name": "地方自拟"}, standing=Standing.SUBMITTED,
    )  # fmt: skip

    with pytest.raises(review.NotOurs):
        review.approve([proposal], reviewer)

    assert not PowerItem.objects.exists()


def test_contacts_and_permits_of_the_city_may_be_added(client, national, power_list, editor):
    edition(national, 2022, SECOND)
    [power] = recorded(power_list, change("样本经营许可", fields={"code": "000119001000"}))
    item = PowerItem.objects.get(power_list=national)
    client.force_login(editor)
    entry = reverse("disclosure:propose_change", args=[national.pk, item.pk])
    assert "未获得许可，不得样本经营" in client.get(entry).content.decode()

    told = {"contact": "市政务大厅三号窗口", "permits": "000119001000\n不存在的许可"}
    assert client.post(entry, told).status_code == 302

    assert LocalHelp.objects.get().changed_by == editor
    client.logout()
    html = client.get(f"{national.url}{item.address}/").content.decode()
    assert "市政务大厅三号窗口" in html
    assert f'{power_list.url}{power.address}/"' in html
    assert "不存在的许可" in html
    back = client.get(f"{power_list.url}{power.address}/").content.decode()
    assert f'{national.url}{item.address}/"' in back
    assert PowerItem.objects.get(pk=item.pk).fields == item.fields
