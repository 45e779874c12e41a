"""An answer read as HTML, strictly: its tree, and what a parser had to mend."""

from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

# Of the attributes that name other elements of the page.
REFERRING = ("for", "form", "list", "headers", "aria-labelledby", "aria-describedby",
             "aria-controls", "aria-owns", "aria-activedescendant")  # fmt: skip


@dataclass(frozen=True)
class Document:
    root: Element
    mended: tuple[str, ...]

    @cached_property
    def above(self) -> dict[Element, Element]:
        """Each element's parent."""
        return {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def ids(self) -> list[str]:
        return [element.get("id") for element in self.root.iter() if element.get("id") is not None]

    def all(self, *names: str) -> list[Element]:
        return [element for element in self.root.iter() if element.tag in names]

    def around(self, element: Element) -> list[Element]:
        """Return what an element stands in, the nearest first."""
        found = []
        while (element := self.above.get(element)) is not None:
            found.append(element)
        return found


def read(html: str) -> Document:
    """Read a whole page. What is wrong with it is told, as a browser would mend it silently."""
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(html)
    lines = html.splitlines()
    mended = tuple(
        f"line {line}: {code} {data or ''} in {lines[line - 1].strip()[:160]!r}"
        for (line, _column), code, data in parser.errors
    )
    return Document(root, mended)


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
