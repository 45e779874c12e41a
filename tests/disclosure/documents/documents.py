"""Documents to test with."""

from datetime import date
from typing import Any

import factory
import wagtail_factories
from wagtail.models import Page

from disclosure.models import (
    InterpretationPlan,
    Organ,
    PolicyDocumentPage,
    Relation,
    Topic,
)
from tests.disclosure.factories import OrganFactory


class PolicyDocumentPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"关于第{number}件事的通知")
    slug = factory.Sequence(lambda number: f"document-{number}")
    organ = factory.SubFactory(OrganFactory, code="123456789")
    topic = factory.LazyFunction(lambda: Topic.objects.exclude(parent=None).first())
    written_on = date(2026, 3, 2)
    body = [("paragraph", "<p>正文。</p>")]

    class Meta:
        model = PolicyDocumentPage


def draft(column: Page, organ: Organ | None = None, **values: Any) -> PolicyDocumentPage:
    """Return a document that nobody has published, with a revision."""
    values = {"organ": organ or OrganFactory(code="123456789"), **values}
    document = PolicyDocumentPageFactory(parent=column, live=False, **values)
    document.save_revision()
    return document


def publish(document: PolicyDocumentPage) -> PolicyDocumentPage:
    """Publish a document as it is at hand; return it as the database has it then."""
    document.save_revision().publish()
    return PolicyDocumentPage.objects.get(pk=document.pk)


def acts(document: PolicyDocumentPage, deed: str, target: Any, **values: Any) -> PolicyDocumentPage:
    """Let a document do something to another (or to a title); it counts once it is published."""
    if isinstance(target, str):
        values["title"] = target
    else:
        values["target"] = target
    document.acts.add(Relation(deed=deed, **values))
    return document


def planned(document: PolicyDocumentPage) -> PolicyDocumentPage:
    plan = InterpretationPlan(form="chart", who="市司法局", due_on=date(2026, 3, 5))
    document.plans.add(plan)
    return document
