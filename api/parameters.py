"""What may stand in the query of an address. Each parameter is told once, here and in the public
description; whatever else stands there is refused in words, all of it at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from api.problems import PARAMETERS, Problem

# No value is longer; a name that is longer is not repeated.
LONGEST, LONGEST_NAME = 400, 40
MOST_ERRORS = 20

Asked = Mapping[str, Any]


class Refused(ValueError):
    """A value cannot be understood; the words say why."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """`read` turns a value into what is meant by it, or raises `Refused`. `most`: how often it may
    be said; what may be said more than once is a tuple.
    """

    name: str
    schema: Mapping[str, Any]
    description: str
    read: Callable[[str], Any]
    default: Any = None
    is_required: bool = False
    most: int = 1

    @property
    def described(self) -> dict[str, Any]:
        """This parameter as OpenAPI tells it."""
        schema = dict(self.schema)
        if self.most > 1:
            schema = {"type": "array", "items": schema, "maxItems": self.most}
        elif self.default is not None:
            schema |= {"default": self.default}
        told = {
            "name": self.name,
            "in": "query",
            "required": self.is_required,
            "description": self.description,
            "schema": schema,
        }
        return {**told, "style": "form", "explode": True} if self.most > 1 else told


def asked_in(query: QueryDict, parameters: Sequence[Parameter]) -> Asked:
    """Return what a query asks for by the names of parameters. Raises Problem."""
    known = {each.name for each in parameters}
    errors = [_error(_short(name), _unknown(name, known)) for name in query if name not in known]
    asked: dict[str, Any] = {}
    for each in parameters:
        try:
            asked[each.name] = _value(each, query.getlist(each.name))
        except Refused as refused:
            errors.append(_error(each.name, str(refused)))
    if errors:
        raise Problem(PARAMETERS, errors[0]["detail"], {"errors": errors[:MOST_ERRORS]})
    return asked


def _value(parameter: Parameter, said: Sequence[str]) -> Any:
    if not said and parameter.is_required:
        raise Refused(_("“%(name)s” is needed.") % {"name": parameter.name})
    if len(said) > parameter.most:
        raise Refused(
            _("“%(name)s” may be said %(most)d times at most.")
            % {"name": parameter.name, "most": parameter.most}
        )
    values = tuple(_read(parameter, value) for value in said)
    if parameter.most > 1:
        return tuple(dict.fromkeys(values))
    return values[0] if values else parameter.default


def _read(parameter: Parameter, value: str) -> Any:
    if len(value) > LONGEST:
        raise Refused(
            _("“%(name)s” is longer than %(most)d characters.")
            % {"name": parameter.name, "most": LONGEST}
        )
    if "\0" in value:
        raise Refused(_("“%(name)s” has a NUL in it.") % {"name": parameter.name})
    return parameter.read(value)


def _unknown(name: str, known: set[str]) -> str:
    told = _("There is no parameter “%(name)s” here.") % {"name": _short(name)}
    names = "、".join(sorted(known))
    return told + (_("There are: %(names)s.") % {"names": names} if known else "")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _error(name: str, detail: str) -> dict[str, str]:
    return {"parameter": name, "detail": detail}
