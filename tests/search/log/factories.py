"""Searches as they happen, and days of the log as they would be written."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.test import RequestFactory
from factory.django import DjangoModelFactory

from findable import Facet
from search.log import noting
from search.models import QueryDay
from search.query.finding import Found, Hit

MONDAY = date(2026, 3, 2)


def found(total: int = 1, department: str = "", page: int = 1) -> Found:
    """Return what a search found; only what is counted of it."""
    hits = (Hit(SimpleNamespace(department=department)),) if total else ()
    return Found(total=total, hits=hits, page=page)


def search(said: str, address: str = "198.51.100.7", **values: Any) -> None:
    """Somebody searches; what is counted waits to be written."""
    agent = values.pop("agent", "Mozilla/5.0")
    department = values.pop("narrowed", "")
    request = RequestFactory().get("/search/", REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
    chosen = {Facet.DEPARTMENT: [department]} if department else {}
    noting.note(said=said, found=found(**values), request=request, chosen=chosen)


class QueryDayFactory(DjangoModelFactory):
    day = MONDAY
    said = "公积金"
    asked = 10
    askers = 8

    class Meta:
        model = QueryDay
