"""What documents do to each other: seen from both, and only while the acting one is public."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from disclosure.documents.effects import called, validities, with_validity
from disclosure.documents.shown import shown
from disclosure.documents.validity import Validity, validity_on
from disclosure.models import DeclaredChange, PolicyDocumentPage, Relation
from tests.disclosure.documents.documents import acts, draft, publish

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def old(policies, organ) -> PolicyDocumentPage:
    return publish(draft(policies, organ, title="停车办法", number="云政发[2020]3号"))


@pytest.fixture
def new(policies, organ) -> PolicyDocumentPage:
    return draft(policies, organ, title="新停车办法", number="云政发〔2026〕8号")


def now(document: PolicyDocumentPage) -> Validity:
    """Return what a document is today, told alike by rules, by the database and by its page."""
    [fresh] = with_validity(PolicyDocumentPage.objects.filter(pk=document.pk))
    assert validities([document.pk])[document.pk] == fresh.validity_now == fresh.validity
    return fresh.validity


@pytest.mark.parametrize(
    ("deed", "in_part", "becomes"),
    [
        ("amends", False, Validity.AMENDED),
        ("repeals", False, Validity.REPEALED),
        ("repeals", True, Validity.AMENDED),
        ("replaces", False, Validity.REPEALED),
        ("replaces", True, Validity.AMENDED),
    ],
)
def test_a_deed_counts_while_the_acting_document_is_public(old, new, deed, in_part, becomes):
    acts(new, deed, old, in_part=in_part)
    assert now(old) == Validity.IN_FORCE

    acting = publish(new)
    assert now(old) == becomes
    acting.unpublish()
    assert now(old) == Validity.IN_FORCE
    publish(acting)
    assert now(old) == becomes
    PolicyDocumentPage.objects.get(pk=acting.pk).delete()
    assert now(old) == Validity.IN_FORCE


def test_it_counts_from_the_day_the_acting_document_takes_effect(old, new):
    new.effective_on = TOMORROW
    publish(acts(new, "repeals", old))
    assert now(old) == Validity.IN_FORCE
    changes = PolicyDocumentPage.objects.get(pk=old.pk).changes
    assert validity_on(TOMORROW, changes) == Validity.REPEALED
    assert validities([old.pk], TOMORROW) == {old.pk: Validity.REPEALED}


def test_both_pages_show_the_one_row(old, new):
    acting = publish(acts(new, "replaces", old, note="全文"))
    assert Relation.objects.count() == 1
    [act] = shown(acting).acts
    assert (act.what, act.page, act.note) == ("替代", old, "全文")
    [acted] = shown(PolicyDocumentPage.objects.get(pk=old.pk)).acted_on
    assert (acted.what, acted.page) == ("被替代", acting)
    assert [page.title for page in shown(acting).versions] == ["新停车办法", "停车办法"]


def test_a_document_that_is_not_here_is_named_by_title_and_number(new):
    acting = publish(acts(new, "repeals", "老停车办法", number="云政〔1998〕1号"))
    [act] = shown(acting).acts
    assert (act.name, act.page) == ("《老停车办法》（云政〔1998〕1号）", None)


def test_a_row_keeps_the_name_of_a_document_that_was_deleted(old, new):
    acting = publish(acts(new, "repeals", old))
    old.delete()
    [act] = shown(PolicyDocumentPage.objects.get(pk=acting.pk)).acts
    assert act.name == "《停车办法》（云政发〔2020〕3号）"


def test_taking_the_acting_document_back_is_kept_in_the_history(old, new):
    acting = publish(acts(new, "repeals", old))
    lines = shown(PolicyDocumentPage.objects.get(pk=old.pk)).history
    assert [line.words for line in lines] == ["被《新停车办法》（云政发〔2026〕8号）废止"]

    acting.unpublish()
    [line] = shown(PolicyDocumentPage.objects.get(pk=old.pk)).history
    assert line.is_undone
    assert "云政发〔2026〕8号" in line.words
    assert "撤下" in line.words

    PolicyDocumentPage.objects.get(pk=acting.pk).delete()
    assert len(shown(PolicyDocumentPage.objects.get(pk=old.pk)).history) == 1


def test_what_was_declared_from_outside_counts_and_says_why(old):
    old.declared_changes.add(
        DeclaredChange(
            validity="lapsed", day=date(2026, 5, 1), reason="规范性文件清理",
            by_title="省政府关于公布清理结果的决定", by_number="省政发〔2026〕2号",
        )
    )  # fmt: skip
    old = publish(old)
    assert now(old) == Validity.LAPSED
    assert shown(old).last.words.startswith("失效：规范性文件清理")


def test_a_term_runs_out_by_itself(policies, organ):
    document = publish(draft(policies, organ, effective_on=date(2026, 1, 1), expires_on=TOMORROW))
    assert now(document) == Validity.IN_FORCE
    assert validities([document.pk], TOMORROW) == {document.pk: Validity.LAPSED}
    early = publish(draft(policies, organ, effective_on=TOMORROW))
    assert now(early) == Validity.NOT_YET


def test_rules_and_database_agree_on_every_day(policies, organ):
    base = date(2026, 6, 1)
    days = [base + timedelta(days=n) for n in range(6)]
    targets = [
        publish(draft(policies, organ, effective_on=days[1], expires_on=expires))
        for expires in (None, days[2], days[4])
    ]
    for deed, part, day, target in [
        ("amends", False, days[3], targets[0]),
        ("repeals", False, days[4], targets[0]),
        ("repeals", True, days[3], targets[1]),
        ("replaces", False, days[5], targets[1]),
        ("amends", False, days[0], targets[2]),
    ]:
        acting = draft(policies, organ, effective_on=day)
        publish(acts(acting, deed, target, in_part=part))
    for day in [base - timedelta(days=1), *days]:
        by_rule = validities([each.pk for each in targets], day)
        by_database = with_validity(PolicyDocumentPage.objects.all(), day)
        for target in by_database.filter(pk__in=by_rule):
            assert target.validity_now == by_rule[target.pk], (day, target)


@pytest.mark.parametrize(
    ("title", "number", "name"),
    [
        ("停车办法", "云政发〔2020〕3号", "《停车办法》（云政发〔2020〕3号）"),
        ("《停车办法》", "", "《停车办法》"),
        ("关于修改《停车办法》的决定", "", "《关于修改〈停车办法〉的决定》"),
        ("《甲》和《乙》", "", "《〈甲〉和〈乙〉》"),
        ("", "云政发〔2020〕3号", "云政发〔2020〕3号"),
    ],
)
def test_how_a_document_is_called(title, number, name):
    assert called(title, number) == name
