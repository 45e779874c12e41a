"""`manage.py search_examples`: for operators, and for whoever changes how search works."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.search.words.factories import ExampleFactory, put, withdraw

pytestmark = pytest.mark.django_db


def test_it_fails_exactly_when_an_example_is_worse_than_when_it_was_saved(capsys):
    (key,) = put("犬只登记办法")
    ExampleFactory(said="犬只登记", wanted={key: 3}, ndcg=1.0)
    call_command("search_examples")
    assert "1 example queries hold" in capsys.readouterr().out
    withdraw(key)
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("search_examples", "--json")
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {
        "query": "犬只登记",
        "saved": 1.0,
        "now": 0.0,
        "fails": True,
        "found": [],
    }
