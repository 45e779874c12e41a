"""Word lists as files: good lines come in, bad ones are told with their reason, again is safe."""

import pytest
from django.core.management import CommandError, call_command

from backstage.spreadsheets import download
from proofing.importing import STARTER, WrongTable, import_terms, rows
from proofing.lexicon import matcher
from proofing.models import Term, WordList
from proofing.severity import Severity
from tests.proofing.factories import TermFactory

pytestmark = pytest.mark.django_db
HEAD = "词表,错误用法,正确用法,级别,例外,理由或依据\n"


def taken(text: str) -> tuple[int, int, int, int]:
    report = import_terms(text.encode())
    return report.new, report.changed, report.same, len(report.bad)


def test_terms_come_in_and_again_changes_only_what_differs():
    table = f"{HEAD}易错词,按装,安装,拦截,按装潢、按装修,词典\n易错词,布署,部署,,,\n"
    assert taken(table) == (2, 0, 0, 0)
    term = Term.objects.get(wrong="按装")
    assert (term.right, term.severity, term.exceptions, term.reason) == (
        "安装", Severity.BLOCK, "按装潢\n按装修", "词典",
    )  # fmt: skip
    assert Term.objects.get(wrong="布署").severity == Severity.CONFIRM
    assert taken(table) == (0, 0, 2, 0)
    assert taken(table.replace("拦截", "提示")) == (0, 1, 1, 0)
    assert [hit.term.severity for hit in matcher().find("按装")] == [Severity.HINT]


def test_columns_that_a_file_has_not_are_left_as_they_are():
    taken(f"{HEAD}易错词,按装,安装,拦截,,词典\n")
    assert taken("错误用法,词表,正确用法\n按装,易错词,装置\n") == (0, 1, 0, 0)
    term = Term.objects.get()
    assert (term.right, term.severity, term.reason) == ("装置", Severity.BLOCK, "词典")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",按装,安装,,,", "没有写词表或错误用法。"),
        ("易错词,,安装,,,", "没有写词表或错误用法。"),
        ("易错词,布署,部署,,,", "与第2行重复。"),
        ("易错词,按装,安装,严重,,", "“严重”不是级别，请写拦截、确认、提示之一。"),
        ("易错词,按,安,,,", "错误用法：至少两个字：单个字处处都会命中。"),
        ("易错词,按装,按装,,,", "正确用法：与错误用法相同。"),
        ("易错词,按装,安装,,装修,", "例外：“装修”不是包含“按装”的更长的词。"),
        (f"易错词,{'长' * 61},,,,", "错误用法：最多 60 个字符（现有 61 个）。"),
        (f"{'长' * 41},按装,,,,", "词表：最多 40 个字符（现有 41 个）。"),
    ],
)
def test_a_bad_line_is_told_and_the_others_come_in(line, why):
    report = import_terms(f"{HEAD}易错词,布署,部署,,,\n{line}\n甲表,乙丙,丁,,,\n".encode())
    assert [(bad.number, bad.why) for bad in report.bad] == [(3, why)]
    assert report.new == 2
    assert not WordList.objects.exclude(name__in=["易错词", "甲表"]).exists()


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("", "第一行须写列名，缺少：词表、错误用法"),
        ("词表,正确用法\n", "第一行须写列名，缺少：错误用法"),
        ("词表,错误用法,备注\n", "不认识的列：备注"),
    ],
)
def test_a_table_without_its_columns_is_refused(table, why):
    with pytest.raises(WrongTable, match=why):
        import_terms(table.encode())


def test_what_is_exported_is_read_back_as_it_was():
    TermFactory(exceptions="按装潢\n按装修", reason='说"理由"，第1条')
    TermFactory(wrong="=甲乙", right="+甲", word_list__name="=表")
    exported = b"".join(download("词表", rows(), is_public=False).streaming_content)
    assert taken(exported.decode()) == (0, 0, 2, 0)


def test_the_starter_list_is_good_and_finds_none_of_what_it_calls_right():
    call_command("import_terms", "--starter", verbosity=0)
    assert taken(STARTER.read_text()) == (0, 0, Term.objects.count(), 0)
    assert Term.objects.count() >= 140
    rights = "\n".join(Term.objects.exclude(right="").values_list("right", flat=True))
    assert [rights[hit.start : hit.end] for hit in matcher().find(rights)] == []


@pytest.mark.parametrize("arguments", [[], ["a.csv", "--starter"], ["missing.csv"]])
def test_the_command_says_what_it_needs(arguments):
    with pytest.raises(CommandError):
        call_command("import_terms", *arguments)
