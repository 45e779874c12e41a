"""索引号: from a template, at first publication, each once and for ever."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from attachments.gate import Held
from disclosure.documents import topics
from disclosure.documents.index_numbers import give, parts_of, validate_template
from disclosure.models import IndexNumber, PolicyDocumentPage
from tests.disclosure.documents.documents import PolicyDocumentPageFactory, draft, publish


@pytest.mark.parametrize(
    ("template", "stem", "width"),
    [
        ("{org}/{yyyy}-{seq:05}", "000014349/2017-", 5),
        ("{org}/{yyyymm}-{seq:05}", "000014349/201711-", 5),
        ("云汀A/{yyyy}{seq}", "云汀A/2017", 1),
    ],
)
def test_a_template_says_what_stands_before_the_running_number(template, stem, width):
    validate_template(template)
    assert parts_of(template, "000014349", date(2017, 11, 5)) == (stem, width)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{org}/{yyyy}", "恰好出现一次"),
        ("{org}/{yyyy}-{seq:05}{seq}", "恰好出现一次"),
        ("{seq:05}/{yyyy}", "最后"),
        ("{org}-{seq:05}", "{yyyy}"),
        ("{yyyy}{yyyymm}-{seq}", "{yyyy}"),
        ("{code}/{yyyy}-{seq}", "{code}"),
        ("{org}/{yyyy}-{seq:5}", "{seq:5}"),
        ("{org/{yyyy}-{seq}", "大括号"),
        ("<b>{yyyy}-{seq}", "字母"),
    ],
)
def test_a_template_that_makes_no_sense_is_refused_in_words(template, words):
    with pytest.raises(ValidationError) as refusal:
        validate_template(template)
    assert words in "".join(refusal.value.messages)


def test_a_draft_has_no_number_and_the_first_publication_gives_one(policies, organ):
    document = draft(policies, organ)
    assert document.index_number == ""
    document = publish(document)
    assert document.index_number == f"{organ.code}/{timezone.localdate():%Y}-00001"


def test_a_number_stays_whatever_revision_is_published_later(policies, organ):
    document = draft(policies, organ)
    before = document.latest_revision
    number = publish(document).index_number
    organ.index_template = "新/{yyyymm}-{seq}"
    organ.save()

    before.publish()
    assert PolicyDocumentPage.objects.get(pk=document.pk).index_number == number


def test_the_number_of_a_deleted_document_is_never_given_again(policies, organ):
    first = publish(draft(policies, organ))
    first.delete()
    second = publish(draft(policies, organ))
    assert second.index_number.endswith("-00002")
    assert IndexNumber.objects.get(number=first.index_number).page is None
    assert IndexNumber.objects.get(number=first.index_number).title == first.title


def test_a_copy_gets_a_number_of_its_own_and_an_alias_shows_its_source_s(policies, organ):
    document = publish(draft(policies, organ))
    copy = document.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert copy.index_number == ""
    assert publish(copy).index_number != document.index_number
    alias = document.create_alias(update_slug="alias")
    assert alias.index_number == document.index_number
    assert IndexNumber.objects.count() == 2


def test_a_page_made_as_live_has_a_number_at_once(policies, organ):
    document = PolicyDocumentPageFactory(parent=policies, organ=organ)
    assert PolicyDocumentPage.objects.get(pk=document.pk).index_number.endswith("-00001")


def test_an_organ_without_a_code_is_named_before_anything_is_published(policies, organ):
    organ.code = ""
    organ.save()
    document = draft(policies, organ)
    with pytest.raises(Held, match="没有机构代码"):
        document.save_revision().publish()
    assert not PolicyDocumentPage.objects.get(pk=document.pk).live
    assert not IndexNumber.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_documents_published_at_the_same_moment_have_different_numbers(policies, organ):
    topics.load()  # gone if another test that commits was here before
    documents = [draft(policies, organ) for _ in range(6)]
    start, given, errors = threading.Barrier(3), [], []

    def work(mine):
        try:
            start.wait()
            for document in mine:
                given.append(give(document).number)
                give(document)
        except Exception as error:  # noqa: BLE001 -- told by the assertion below
            errors.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=work, args=(documents[n::3] + documents[:1],)) for n in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(set(given)) == 6
    assert IndexNumber.objects.count() == 6
