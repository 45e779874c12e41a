from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file a piece of text stands.

    kind        what is filled in
    page        number (from 1)
    cell        sheet, cell ("B12"); is_hidden if the sheet is
    paragraph   number; name says which part if it is not the text itself (header, footnotes, …)
    table       number, row, column
    slide       number
    notes       number of the slide
    line        number
    comment, field, deleted, somewhere: number or name where known
    `within` names the files in which this one lies, outermost first.
    """

    kind: str
    number: int = 0
    row: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""
    name: str = ""
    is_hidden: bool = False
    within: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        return cls(**{**value, "within": tuple(value.get("within", ()))})


SOMEWHERE = Place("somewhere")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a cell, a page. `is_numeric`: a spreadsheet holds it as a number."""

    text: str
    place: Place = field(default=SOMEWHERE)
    is_numeric: bool = False

    def as_json(self) -> list[Any]:
        return [self.text, self.place.as_json(), self.is_numeric]

    @classmethod
    def from_json(cls, value: list[Any]) -> Self:
        text, place, is_numeric = value
        return cls(text, Place.from_json(place), is_numeric)
