"""The public description: valid, complete, and named by the index."""

import pytest
from openapi_spec_validator import validate

from api.endpoints import ENDPOINTS
from api.openapi import document
from api.urls import urlpatterns


@pytest.fixture
def described() -> dict:
    return document()


def test_it_is_valid_openapi(described):
    validate(described)
    assert described["openapi"].startswith("3.1")


def test_it_is_served_and_the_index_leads_to_it(program, described):
    index = program.got("")
    assert program.got(index["description"]) == described


def test_every_address_is_described_and_named_by_the_index(program, described):
    named = {f"api-{each['operationId']}" for path in described["paths"].values()
             for each in path.values()}  # fmt: skip
    assert named == {pattern.name for pattern in urlpatterns} - {"api-nothing"}
    told = program.got("")["endpoints"]
    assert [each["name"] for each in told] == [each.name for each in ENDPOINTS]
    for each in told:
        if "{id}" not in each["url"] and each["name"] != "search":
            program.response(each["url"], 404 if each["name"] == "columns" else 200)


def test_every_schema_is_used(described):
    text = str(described)
    for name in described["components"]["schemas"]:
        assert text.count(f"'#/components/schemas/{name}'"), name


def test_everything_is_said_in_words(described):
    for path in described["paths"].values():
        assert path["get"]["summary"]
        for parameter in path["get"]["parameters"]:
            assert parameter["description"]


def test_the_manual_names_every_address_and_parameter(described):
    from django.conf import settings

    manual = (settings.ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for path, asked in described["paths"].items():
        assert f"/api/v1{path}" in manual
        for parameter in asked["get"]["parameters"]:
            assert f"`{parameter['name']}`" in manual


def test_what_the_portal_offers_elsewhere_is_linked_to(program, home):
    from tests.disclosure.factories import PowerListIndexPageFactory

    index = PowerListIndexPageFactory(parent=home)
    elsewhere = {each["name"]: each["url"] for each in program.got("")["elsewhere"]}
    assert elsewhere[index.title] == f"{index.full_url}openapi/"
    assert program.client.get(f"{index.url}openapi/").status_code == 200
