"""Style attributes, declaration by declaration (CSS Syntax Level 3, as far as they need it)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      /\*.*?(?:\*/|\Z)                                # a comment
    | url\(\s*(?=[^"'\s])(?:\\.|[^)\\])*\)?           # an address without quotes
    | "(?:\\.|[^"\\\n])*"? | '(?:\\.|[^'\\\n])*'?     # a string; a line's end ends a broken one
    | \\. | [()\[\]{};]
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n\r\f]?|(.))", re.DOTALL)
_ADDRESS = re.compile(r"""\b(?:url|src)\(\s*("[^"]*"|'[^']*'|[^)\s]*)""", re.IGNORECASE)
_IMAGE_SET = re.compile(r"\bimage(?:-set)?\(", re.IGNORECASE)
_STRING = re.compile(r""""[^"]*"|'[^']*'""")


@dataclass(frozen=True, slots=True)
class Declaration:
    """`raw` is the declaration as written; name (in small letters) and value are as meant."""

    raw: str
    name: str
    value: str

    @property
    def property(self) -> str:
        """The name without a browser maker's prefix."""
        return re.sub(r"^-(?:webkit|moz|ms|o)-", "", self.name)

    def calls(self, function: str) -> bool:
        return re.search(rf"\b{function}\(", self.value, re.IGNORECASE) is not None

    def addresses(self) -> list[str]:
        """Return the addresses that the value would load, pictures mostly."""
        found = _ADDRESS.findall(self.value)
        if _IMAGE_SET.search(self.value):
            found += _STRING.findall(self.value)
        return [address.strip("\"'") for address in found]


def declarations(style: str) -> list[Declaration]:
    """Return the declarations of a style attribute; whatever is none has an empty name."""
    return [_declaration(raw) for raw in _split(style) if raw.strip()]


def joined(those: list[Declaration]) -> str:
    return ";".join(declaration.raw for declaration in those)


def _split(style: str) -> Iterator[str]:
    start = depth = 0
    for token in _TOKEN.finditer(style):
        match token.group():
            case "(" | "[" | "{":
                depth += 1
            case ")" | "]" | "}":
                depth = max(0, depth - 1)
            case ";" if depth == 0:
                yield style[start : token.start()]
                start = token.end()
    yield style[start:]


def _declaration(raw: str) -> Declaration:
    meant = _ESCAPE.sub(_character, _COMMENT.sub("", raw))
    name, colon, value = meant.partition(":")
    if not colon:
        return Declaration(raw, "", meant.strip())
    return Declaration(raw, name.strip().lower(), value.strip())


def _character(escape: re.Match[str]) -> str:
    code, char = escape.groups()
    if code is None:
        return char
    number = int(code, 16)
    return "\ufffd" if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF else chr(number)
