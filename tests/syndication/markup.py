"""HTML as a reader sees it, and HTML of any kind: well formed, or in rubble."""

import re
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from hypothesis import strategies as st

from tests.syndication.stripping_cases import OWN

# Elements without an end. The parser does not know all of them and puts into them what follows.
EMPTY = {"img", "input", "source", "br", "image", "wbr"}


def seen(html: str) -> list[Any]:
    """Return HTML without what makes no difference: order of attributes, notation of colours,
    white space, the way in which what is left open is closed."""
    parts: list[Any] = []

    def walk(node: Tag) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                attributes = {name: _value(name, value) for name, value in child.attrs.items()}
                parts.append((child.name, tuple(sorted(attributes.items()))))
                walk(child)
                if child.name not in EMPTY:
                    parts.append(f"/{child.name}")
            elif isinstance(child, NavigableString):
                parts.append(re.sub(r"\s+", " ", child))

    walk(BeautifulSoup(f"<html><body>{html}", "lxml", multi_valued_attributes=None).body)
    return [part for part in parts if part not in {"", " "}]


def _value(name: str, value: str) -> str:
    if name != "style":
        return value
    style = re.sub(r"\s*([:;,(])\s*", r"\1", value.lower()).strip("; ")
    style = re.sub(r"#([0-9a-f])([0-9a-f])([0-9a-f])\b", r"#\1\1\2\2\3\3", style)
    return re.sub(r"#([0-9a-f]{6})\b", lambda match: _rgb(match.group(1)), style)


def _rgb(colour: str) -> str:
    return f"rgb({','.join(str(int(colour[i : i + 2], 16)) for i in (0, 2, 4))})"


ATTRIBUTES = st.sampled_from(
    [
        ' style="color:red"',
        ' style="position:fixed;color:red"',
        ' style="background:url(https://a.cn/a.png)"',
        ' style="background:url(data:image/png;base64,A;A)"',
        ' style="color:var(--a);margin:0"',
        " style='content:\"a;b\";z-index:1'",
        ' onclick="x()"',
        ' id="a"',
        ' class="a"',
        f' src="{OWN}"',
        ' src="https://a.cn/a.png"',
        ' srcset="a.png 2x"',
        ' href="https://a.cn/"',
        ' href="https://mp.weixin.qq.com/s/a"',
        ' href="javascript:x()"',
        ' href="#a"',
        ' width="9"',
    ]
)
TEXTS = st.sampled_from(["甲", "乙 丙", "&lt;b&gt;", "&amp;", "😀", " ", "a"])


@st.composite
def elements(draw: st.DrawFn, names: str, inner: st.SearchStrategy[str] | None = None) -> str:
    """Draw an element of one of the names; without `inner` it has no end."""
    name = draw(st.sampled_from(names.split()))
    attributes = "".join(draw(st.lists(ATTRIBUTES, max_size=3, unique=True)))
    if inner is None:
        return f"<{name}{attributes}/>"
    return f"<{name}{attributes}>{''.join(draw(st.lists(inner, max_size=3)))}</{name}>"


# Each within what may hold it: where a parser has to mend, parsers differ.
WORDS = TEXTS | elements("img br wbr input image") | elements("script style iframe title", TEXTS)
SPANS = st.recursive(WORDS, lambda inner: elements("span strong code video", inner), max_leaves=4)
DRAWN = elements("foreignObject", SPANS) | elements("animate path g", TEXTS) | elements("image")
SVG = elements("svg", DRAWN)
PICTURE = elements("picture", elements("source img"))
INLINE = SPANS | SVG | PICTURE | elements("a", SPANS)
TABLE = elements("table", elements("tr", elements("td", INLINE)))
LIST = elements("ul ol", elements("li", INLINE))
BLOCKS = INLINE | TABLE | LIST | elements("p h2 form", INLINE)
WELL_FORMED = st.recursive(
    BLOCKS, lambda inner: elements("section div blockquote", inner), max_leaves=6
)
TAGS = st.sampled_from(
    [
        *("p", "section", "span", "a", "img", "div", "table", "tr", "td", "ul", "ol", "li"),
        *("svg", "foreignObject", "animate", "image", "script", "style", "iframe", "form"),
        *("input", "video", "h2", "blockquote", "code", "picture", "source", "br", "strong"),
        *("title", "wbr"),
    ]
)
# Pieces of markup thrown together: what a person's hand, or a bad copy, can leave.
RUBBLE = st.lists(
    st.one_of(
        WELL_FORMED,
        st.builds("<{}{}>".format, TAGS, ATTRIBUTES),
        st.builds("</{}>".format, TAGS),
        st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "<", ">", '"', "'", "<a", "/>", "&#"]),
        st.text(max_size=8),
    ),
    max_size=12,
).map("".join)
