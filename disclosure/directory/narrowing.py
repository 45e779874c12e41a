"""What a citizen asks of a directory of documents, and which documents answer to it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.db.models.query import QuerySet

from disclosure.documents.effects import with_validity
from disclosure.documents.numbers import CLOSING, OPENING, parse

LONGEST, MOST_WORDS = 120, 8
NEWEST, OLDEST = "", "oldest"
KEY = re.compile(r"[1-9][0-9]{0,8}")
YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True)
class Narrowing:
    """The questions and their answers, empty where one is open; unknown values find nothing."""

    q: str = ""
    topic: str = ""
    organ: str = ""
    year: str = ""
    genre: str = ""
    rank: str = ""
    validity: str = ""
    sort: str = NEWEST

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Narrowing":
        said = {name: asked.get(name, "").strip()[:LONGEST] for name in cls.__dataclass_fields__}
        return cls(**{**said, "sort": OLDEST if said["sort"] == OLDEST else NEWEST})

    @property
    def is_narrow(self) -> bool:
        return any(value for name, value in asdict(self).items() if name != "sort")

    def applied(self, documents: QuerySet, *, but: str = "") -> QuerySet:
        """Return the documents asked for; `but` names the one question that is left open."""
        for name, condition in CONDITIONS.items():
            value = getattr(self, name)
            if not value or name == but:
                continue
            wanted = condition(value)
            if wanted is None:
                return documents.none()
            if name == "validity":
                documents = with_validity(documents)
            documents = documents.filter(wanted)
        return documents

    def query(self, **instead: str) -> str:
        """Return this narrowing as the query of an address, with some values changed."""
        values = asdict(self) | instead
        return urlencode({name: value for name, value in values.items() if value})


def _topic(value: str) -> Q | None:
    """A topic of the first level stands for those below it as well."""
    if not KEY.fullmatch(value):
        return None
    return Q(topic=int(value)) | Q(topic__parent=int(value))


def _organ(value: str) -> Q | None:
    """Who issues a document jointly issues it."""
    if not KEY.fullmatch(value):
        return None
    joint = apps.get_model("disclosure", "JointOrgan").objects
    return Q(organ=int(value)) | Exists(joint.filter(document=OuterRef("pk"), organ=int(value)))


def _words(value: str) -> Q:
    """Every word in the title, the number or the index number; or the whole as a number."""
    words = Q()
    for word in value.split()[:MOST_WORDS]:
        words &= (
            Q(title__icontains=word)
            | Q(title__icontains=unicodedata.normalize("NFKC", word))
            | Q(number__icontains=bracketed(word))
            | Q(index_number__icontains=unicodedata.normalize("NFKC", word))
        )
    number = parse(value)
    return words | Q(number__icontains=str(number)) if number else words


def bracketed(word: str) -> str:
    """Return a piece of a document number with the brackets of the standard."""
    plain = unicodedata.normalize("NFKC", word)
    number = parse(plain)
    return str(number) if number else re.sub(CLOSING, "〕", re.sub(OPENING, "〔", plain))


def _year(value: str) -> Q | None:
    return Q(written_on__year=int(value)) if YEAR.fullmatch(value) else None


def _column(name: str) -> Any:
    return lambda value: Q(**{name: value})


CONDITIONS: dict[str, Any] = {
    "q": _words,
    "topic": _topic,
    "organ": _organ,
    "year": _year,
    "genre": _column("genre"),
    "rank": _column("rank"),
    "validity": _column("validity_now"),
}
