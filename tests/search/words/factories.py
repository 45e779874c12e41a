"""Words of editors to test with, and what is found with them."""

from typing import Any
from urllib.parse import quote

import factory
from factory.django import DjangoModelFactory

from findable import Entry, Kind
from search.index.writing import store
from search.models import BestBet, ExampleQuery, Synonym


def put(*titles: str, **values: Any) -> list[str]:
    """Put articles into the index, each its own owner; return their keys: "a:<title>"."""
    entries = [
        Entry(
            key=f"a:{title}",
            kind=Kind.ARTICLE,
            title=title,
            url=address_of(title),
            **values,
        )
        for title in titles
    ]
    store({f"page:{entry.key}": [entry] for entry in entries})
    return [entry.key for entry in entries]


def address_of(title: str) -> str:
    return f"/news/{quote(title)}/"


def withdraw(key: str) -> None:
    store({f"page:{key}": []})


class SynonymFactory(DjangoModelFactory):
    said = "娃娃"
    meant = "儿童"

    class Meta:
        model = Synonym


class BestBetFactory(DjangoModelFactory):
    queries = "公积金"
    address = "https://gjj.example.gov.cn/"
    title = "公积金管理中心"

    class Meta:
        model = BestBet


class ExampleFactory(DjangoModelFactory):
    said = factory.Sequence(lambda number: f"问题{number}")
    wanted = factory.LazyFunction(dict)

    class Meta:
        model = ExampleQuery
