"""A text with its citations linked to the register, and a statute in its articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.basis.citations import ARTICLE
from disclosure.basis.linking import statutes_in
from disclosure.basis.numerals import number_of
from disclosure.basis.register import Resolved, resolve

HEADING = re.compile(rf"^\s*{ARTICLE.pattern}")


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a basis; a citation if `resolved` is there."""

    text: str
    resolved: Resolved | None = None
    article: str = ""
    is_superseded: bool = False

    @property
    def anchor(self) -> str:
        return f"#a{self.article}" if self.article else ""


def linked(text: str) -> list[Said]:
    """Return a basis in pieces, its citations resolved; the register is asked once."""
    return list(_linked(text))


def _linked(text: str) -> Iterator[Said]:
    cited = list(statutes_in(text))
    meant = resolve(cited) if cited else {}
    at = 0
    for each in cited:
        resolved = meant.get(each.key)
        if resolved is None:
            continue
        yield Said(text[at : each.start])
        article = each.articles[0] if each.articles else ""
        superseded = resolved.is_superseded(each.version)
        yield Said(text[each.start : each.end], resolved, article, superseded)
        at = each.end
    yield Said(text[at:])


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    anchor: str = ""


def paragraphs(body: str) -> Iterator[Paragraph]:
    """Yield a statute's lines; those that begin an article have an anchor such as a48 or a120-1."""
    for line in body.splitlines():
        if not line.strip():
            continue
        found = HEADING.match(line)
        if found:
            number, addition = found.groups()
            anchor = f"a{number_of(number)}"
            yield Paragraph(line, f"{anchor}-{number_of(addition)}" if addition else anchor)
        else:
            yield Paragraph(line)
