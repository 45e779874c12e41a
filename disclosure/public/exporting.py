"""Everything in a list, for programs: CSV, JSON, its record, and what their fields mean."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from backstage import spreadsheets
from disclosure.causes import State
from disclosure.fields import LABELS, OWN, Form
from disclosure.history import verify_history
from disclosure.history.as_of import as_of
from disclosure.history.verifying import rows_of
from disclosure.public import schemas

if TYPE_CHECKING:
    from disclosure.models import PowerItem, PowerListPage, PowerVersion

BATCH = 1000


def as_csv(power_list: "PowerListPage") -> StreamingHttpResponse:
    """Return the list as CSV."""
    return spreadsheets.download(power_list.title, _rows(power_list))


def all_as_csv(title: str, lists: "Iterable[PowerListPage]") -> StreamingHttpResponse:
    """Return all lists as one table; what only one list has stands together in the last column."""
    return spreadsheets.download(title, _rows_of_all(lists))


def _rows(power_list: "PowerListPage") -> Iterator[list[str]]:
    form = power_list.form
    names = _columns(power_list, form)
    yield ["address", *names]
    yield ["", *(str(form.label_of(name)) for name in names)]
    for item in _items(power_list):
        yield [item.address, *_cells(item, names)]


def _columns(power_list: "PowerListPage", form: Form) -> list[str]:
    """Return the fields of a list in the order of a page, then those that only it has."""
    names = dict.fromkeys([*form.names, "state"])
    for said in power_list.items.values_list("newest__fields", flat=True).iterator():
        names |= dict.fromkeys(said or ())
    return list(names)


def _rows_of_all(lists: "Iterable[PowerListPage]") -> Iterator[list[str]]:
    names = list(LABELS)
    yield ["list", "department", "kind_of_list", "url", *names, "others"]
    for power_list in lists:
        address = power_list.full_url or ""
        said = [power_list.title, power_list.organ.name, str(power_list.get_kind_display())]
        for item in _items(power_list):
            own = {name: text for name, text in item.fields.items() if name.startswith(OWN)}
            others = "\n".join(f"{name.removeprefix(OWN)}：{text}" for name, text in own.items())
            yield [*said, f"{address}{item.address}/", *_cells(item, names), others]


def _cells(item: "PowerItem", names: Iterable[str]) -> Iterator[str]:
    said = {**item.fields, "state": str(State(item.state).label)}
    return (said.get(name, "") for name in names)


def as_json(power_list: "PowerListPage") -> StreamingHttpResponse:
    """Return the list as one JSON document (`schema`), written as it is read."""
    return _document(_json(power_list))


def all_as_json(lists: "Iterable[PowerListPage]") -> StreamingHttpResponse:
    """Return all lists as one JSON document, written as they are read."""
    return _document(_all_json(lists))


def as_of_day(power_list: "PowerListPage", day: date) -> StreamingHttpResponse:
    """Return the list as it was in force on a day."""
    versions = as_of(power_list, day).iterator(chunk_size=BATCH)
    items = (_said(power_list, each.item, each) for each in versions)
    return _document(_listed({**_about(power_list), "as_of": day.isoformat()}, items))


def _document(text: Iterator[str]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(text, content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _all_json(lists: "Iterable[PowerListPage]") -> Iterator[str]:
    yield f'{{"version": "{schemas.VERSION}", "lists": ['
    comma = ""
    for power_list in lists:
        yield comma
        yield from _json(power_list)
        comma = ",\n"
    yield "]}"


def _json(power_list: "PowerListPage") -> Iterator[str]:
    items = (item_as_json(power_list, item) for item in _items(power_list))
    return _listed(_about(power_list), items)


def _about(power_list: "PowerListPage") -> dict[str, Any]:
    return {
        "version": schemas.VERSION,
        "title": power_list.title,
        "department": power_list.organ.name,
        "kind": power_list.kind,
        "url": power_list.full_url,
        "rows": power_list.last_sequence,
        "last_hash": power_list.last_hash,
    }


def _listed(about: dict[str, Any], items: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "items": ['
    comma = ""
    for item in items:
        yield comma + json.dumps(item, ensure_ascii=False)
        comma = ",\n"
    yield "]}"


def item_as_json(power_list: "PowerListPage", item: "PowerItem") -> dict[str, Any]:
    return {**_said(power_list, item, item.newest), "state": item.state}


def _said(
    power_list: "PowerListPage", item: "PowerItem", version: "PowerVersion"
) -> dict[str, Any]:
    return {
        "address": item.address,
        "url": f"{power_list.full_url}{item.address}/",
        "state": version.state,
        "version": version.number,
        "effective_on": version.effective_on.isoformat(),
        "first_recorded_at": item.first_recorded_at.isoformat(),
        "fields": version.fields,
    }


def one(power_list: "PowerListPage", item: "PowerItem") -> JsonResponse:
    """Return one power, as it stands in `as_json`."""
    return _answer(item_as_json(power_list, item))


def several(items: "Iterable[PowerItem]") -> JsonResponse:
    """Return items of any lists, as they stand in `as_json`."""
    said = [item_as_json(item.power_list, item) for item in items]
    return _answer({"version": schemas.VERSION, "items": said})


def schema() -> JsonResponse:
    """Return the JSON Schema of `as_json`."""
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return _answer({**draft, **schemas.power_list()})


def _answer(said: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _items(power_list: "PowerListPage") -> "Iterable[PowerItem]":
    return power_list.items.select_related("newest").iterator(chunk_size=BATCH)


def history(power_list: "PowerListPage") -> StreamingHttpResponse:
    """Return the record, a JSON row on each line, for `verify_history.py`."""
    lines = (
        json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows_of(power_list)
    )
    response = StreamingHttpResponse(lines, content_type="application/x-ndjson")
    response["Content-Disposition"] = content_disposition_header(True, "history.jsonl")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def script() -> HttpResponse:
    """Return the script that verifies a record, for whoever does not trust us."""
    source = Path(verify_history.__file__).read_text(encoding="utf-8")
    response = HttpResponse(source, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, "verify_history.py")
    return response
