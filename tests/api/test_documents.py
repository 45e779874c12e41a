"""`/documents`: official documents with their heads, each once."""

from datetime import date

import pytest

from disclosure.documents.validity import Deed
from tests.disclosure.documents.documents import acts, draft, publish
from tests.disclosure.factories import OrganFactory
from tests.home.factories import ArticlePageFactory, ColumnPageFactory


@pytest.fixture
def policies(home):
    return ColumnPageFactory(parent=home, title="政策文件", slug="policies", column_class="policy")


def issued(column, **values):
    return publish(draft(column, **values))


def test_a_document_is_told_with_its_head(program, policies):
    organ = OrganFactory(name="云汀市人民政府", code="11990000MB1234567A")
    document = issued(
        policies, organ=organ, number="云政发[2026]3号", keywords="供水 水价",
        effective_on=date(2026, 4, 1),
    )  # fmt: skip
    ArticlePageFactory(parent=policies)
    [told] = program.got("documents")["documents"]
    head = told["document"]
    assert (told["id"], told["kind"]) == (document.pk, "document")
    assert head["number"] == "云政发〔2026〕3号"
    assert head["index_number"] == document.index_number
    assert head["organs"] == ["云汀市人民政府"]
    assert head["written_on"] == "2026-03-02"
    assert head["effective_on"] == "2026-04-01"
    assert head["expires_on"] is None
    assert head["keywords"] == ["供水", "水价"]
    assert head["validity"] == {"value": "in_force", "label": "有效"}
    assert program.got(told["api_url"])["document"] == head


def test_it_is_among_the_articles_too_and_can_be_told_from_them(program, policies):
    document, article = issued(policies), ArticlePageFactory(parent=policies)
    kinds = {each["id"]: each["kind"] for each in program.got("articles")["articles"]}
    assert kinds == {document.pk: "document", article.pk: "article"}
    for kind, page in (("document", document), ("article", article)):
        for url in (f"articles?kind={kind}", f"articles?kind={kind}&column={policies.pk}"):
            assert [each["id"] for each in program.got(url)["articles"]] == [page.pk]
    assert program.got(f"articles/{article.pk}")["document"] is None


@pytest.mark.parametrize("said", ["云政发〔2026〕3号", "云政发[2026]3号", "云政发(2026)3号"])
def test_a_document_is_found_by_its_number_in_whatever_brackets(program, policies, said):
    document = issued(policies, number="云政发〔2026〕3号")
    issued(policies, number="云政发〔2026〕4号")
    assert [each["id"] for each in program.got(f"documents?number={said}")["documents"]] == [
        document.pk
    ]


def test_documents_are_narrowed_by_what_they_are_today(program, policies):
    old, new = issued(policies), draft(policies)
    publish(acts(new, Deed.REPEALS, old))
    for validity, page in (("repealed", old), ("in_force", new)):
        told = program.got(f"documents?validity={validity}")["documents"]
        assert [each["id"] for each in told] == [page.pk]
    assert program.got(f"articles/{old.pk}")["document"]["validity"]["value"] == "repealed"


def test_an_adopted_document_is_told_once(program, home, policies):
    document = issued(policies)
    other = ColumnPageFactory(parent=home)
    document.create_alias(parent=other, update_slug="adopted")
    assert [each["id"] for each in program.got("documents")["documents"]] == [document.pk]
    assert program.got(f"documents?column={other.pk}")["documents"] == []
    assert len(program.got("articles")["articles"]) == 2


def test_documents_are_read_on_and_narrowed_to_a_place(program, home, policies):
    keys = [issued(policies).pk for _each in range(3)]
    issued(ColumnPageFactory(parent=home))
    told = program.all_of("documents", f"documents?limit=1&column={policies.pk}")
    assert sorted(each["id"] for each in told) == sorted(keys)
